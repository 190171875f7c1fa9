//===- Includes.h - Which #include brought which file in ------------------===//
#pragma once

#include "clang/Lex/PPCallbacks.h"
#include "clang/Lex/Preprocessor.h"
#include <map>
#include <set>
#include <vector>

namespace asyncc {

/// One #include directive that the preprocessor executed.
struct IncludeDirective {
  unsigned Begin = 0, End = 0;  ///< offsets in the includer: from `#` past the file name
  clang::FileID Entered;        ///< invalid if the file was skipped (guard, pragma once)
  clang::OptionalFileEntryRef File;
  bool BesideIncluder = false;  ///< found in the includer's own folder, or by #include_next
  std::string Reachable;        ///< quoted in the main file, this finds the same file by the same path; may be empty
};

/// The file name in a `__has_include("x")` that was answered by a file beside the one that asks.
struct HasInclude {
  unsigned Begin, End; ///< offsets of the name with its quotes
  clang::FileEntryRef File;
};

/// Offsets [Begin, End) in a file where no line may be added: the arguments of a macro.
struct MacroZone {
  unsigned Begin, End;
};

/// The tree of included files, as far as it is needed to inline some of them.
struct IncludeTree {
  std::map<clang::FileID, std::vector<IncludeDirective>> Directives; ///< sorted by Begin
  std::map<clang::FileID, std::vector<MacroZone>> Macros;
  std::map<clang::FileID, std::vector<HasInclude>> Asked;
  /// A header looks for a quoted name and finds another file, or none, than beside the main file: that folder
  /// may not be searched for all.
  bool Clash = false;
};

/// Whether \p Loc is in a header of the compiler or the system: a system header below /usr. Headers of
/// -isystem folders are the user's; they may hold annotations.
bool isSystems(const clang::SourceManager &SM, clang::SourceLocation Loc);

/// Whether \p File lies where compilers keep their headers.
bool isCompilersPath(llvm::StringRef File);

/// Whether \p File is one of the library's headers.
bool isLibraryHeader(llvm::StringRef File);

/// Records into \p Tree while \p PP runs. \p Tree must outlive the preprocessor.
void recordIncludes(clang::Preprocessor &PP, IncludeTree &Tree);

} // namespace asyncc
