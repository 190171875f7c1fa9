//===- Parse.h - From a file and its flags to an AST ----------------------===//
#pragma once

#include "annotations/Annotations.h"
#include "edits/MacroTokens.h"
#include "diagnostics/Diagnostics.h"
#include "parse/Compat.h"
#include "parse/FailedLookups.h"
#include "parse/Includes.h"
#include "parse/Manifest.h"
#include "clang/AST/ASTContext.h"
#include "clang/Sema/Sema.h"
#include <functional>
#include <string>
#include <vector>

namespace asyncc {

struct ParseRequest {
  std::string File;
  std::vector<std::string> Flags; ///< as given to the compiler, without inputs
  std::string Compiler = "g++";
  bool ForClang = false;  ///< that is clang
  bool MustParse = false; ///< what clang rejects is an error, though it hold no annotation
  std::string KeptIn;     ///< folder for what is worth keeping; none if empty
  unsigned long long KeepAtMost = 0; ///< bytes, of what is precompiled
  bool IsHeader = false;  ///< which may include itself, by way of another: `#pragma once` counts
};

/// A parsed translation unit; lives during the callback of parse() only.
struct Translation {
  clang::ASTContext &AST;
  clang::SourceManager &SM;
  clang::Preprocessor &PP;
  clang::Sema &S;
  Annotations &Notes;
  IncludeTree &Includes;
  std::vector<clang::SourceLocation> ModeSpellings; ///< each `?async`, as `_Async`
  std::set<const clang::IdentifierInfo *> Underscored; ///< names of the user's that end in `_`
  MacroTokens Macros;                               ///< what macros expand to
  std::string RuntimeFlag;                          ///< --runtime=R, or empty
  bool UsesRuntimeFlag = false;                     ///< set when lowering took it
  bool ForGcc = false;                              ///< g++ is to compile the result
  bool ForOthers = false;                           ///< a header for units that nobody lowers
  bool CountsLines = false;                         ///< and to count how often its lines run
  Manifest Lowered;                                 ///< what was lowered so far
  std::vector<std::string> PreambleFiles;           ///< read before, by their absolute paths
  AbsentFiles Absent;                               ///< on which the parse depends, too
  bool IsDated = false;                             ///< says when it is compiled
};

/// The identifier that stands for `main` during a parse, so that a coroutine may be called so.
inline constexpr char MainName[] = "__asyncc_main";

enum class ParseResult {
  Parsed,      ///< the callback ran
  NotForAsync, ///< clang rejects the file, and it holds no annotation: the compiler's affair
  Failed       ///< errors were printed
};

/// Parses and calls \p Then on the result while the AST is alive.
ParseResult parse(const ParseRequest &Request, Diagnostics &Diags,
                  const std::function<void(Translation &)> &Then);

} // namespace asyncc
