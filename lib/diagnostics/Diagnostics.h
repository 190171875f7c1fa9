//===- Diagnostics.h - What asyncc says to the developer ------------------===//
//
// Every message of asyncc lives in Registry.def. A message is found by its name, the same word that
// stands in brackets after it, in the docs (docs/reference/diagnostics.md) and in test/.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "translate/Message.h"
#include "clang/Basic/SourceManager.h"
#include <map>
#include <set>
#include <string>
#include <vector>

namespace asyncc {

enum class Severity { Note, Warning, Error };

enum class Diag : unsigned {
#define DIAG(ID, SEVERITY, NAME, TEXT) ID,
#include "diagnostics/Registry.def"
};

struct DiagInfo {
  Severity Level;
  const char *Name;
  const char *Text;
};

const DiagInfo &diagInfo(Diag ID);

/// How messages are to look; follows the flags of the compiler behind asyncc.
struct DiagnosticStyle {
  bool Color = false;
  bool GccColumns = true;  ///< what is said is said as g++ does
  bool ByteColumns = false; ///< as clang counts; g++ counts display columns and expands tabs
  unsigned TabStop = 8;
  unsigned FirstColumn = 1;
  bool ShowsColumn = true;
  bool NoWarnings = false;
  bool InSystemHeaders = false; ///< -Wsystem-headers
  bool WarningsAreErrors = false;
  bool Collects = false;          ///< nothing is printed: messages() has it
  unsigned MaxErrors = 0;         ///< what follows that many is not printed; 0: all is
  std::string OnTooMany;          ///< printed in its place
  std::set<std::string> Disabled; ///< names after -Wno-async-
  std::map<std::string, bool> Errors; ///< those after -Werror=async- are errors, after -Wno-error=async- none
};

/// Collects and prints messages. The stream is stderr; not thread-safe.
class Diagnostics {
public:
  explicit Diagnostics(DiagnosticStyle Style) : Style(std::move(Style)) {}
  /// \p Names: what to call files that \p Sources has other names of.
  void setSources(const clang::SourceManager *Sources, std::map<std::string, std::string> Names = {}) {
    SM = Sources;
    FileNames = std::move(Names);
  }

  /// Reports \p ID with %0, %1… replaced by \p Args. A second report of the same message at the
  /// same place (a template instantiated twice) is swallowed. Returns whether notes may follow.
  bool report(clang::SourceLocation Loc, Diag ID, const std::vector<std::string> &Args = {});
  void note(clang::SourceLocation Loc, const std::string &Text);

  /// A message of clang's own parser, or one without a place.
  void raw(clang::SourceLocation Loc, Severity Level, const std::string &Text);

  unsigned errors() const { return Errors; }
  const std::vector<Message> &messages() const { return Messages; }

private:
  void print(clang::SourceLocation Loc, Severity Level, const std::string &Text,
             const std::string &Name);

  DiagnosticStyle Style;
  const clang::SourceManager *SM = nullptr;
  std::map<std::string, std::string> FileNames;
  unsigned Errors = 0;
  bool LastPrinted = false;
  std::set<std::string> Seen;
  std::vector<Message> Messages;
};

} // namespace asyncc
