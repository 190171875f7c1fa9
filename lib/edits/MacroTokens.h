//===- MacroTokens.h - What the macros of the developer's code expand to --===//
//
// A place that comes out of a macro's definition cannot be edited there, for other code may use the
// macro too. But one use of it can be replaced by the text that it expands to, and that can be
// edited.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "clang/Lex/Preprocessor.h"
#include <map>
#include <set>
#include <vector>

namespace asyncc {

/// One use of a macro that no other macro contains.
struct MacroUse {
  std::vector<clang::Token> Tokens;
  bool Stringises = false; ///< an argument's text is part of a string, and must stay as it is
};

class MacroTokens {
public:
  /// Sees every token of the expanded stream once, in order.
  void token(const clang::Preprocessor &PP, const clang::Token &Tok);
  /// The use that the token at \p Loc comes out of, or null.
  const MacroUse *find(const clang::SourceManager &SM, clang::SourceLocation Loc) const;

  /// Told of each place where __COUNTER__ is expanded, which counts each time that it stands in a text.
  void counted(const clang::SourceManager &SM, clang::SourceLocation Loc) {
    Counters.insert(SM.getExpansionLoc(Loc));
  }
  /// The uses of macros in [\p Begin, \p End) of \p File that count.
  std::vector<clang::SourceLocation> counters(const clang::SourceManager &SM, clang::FileID File,
                                              unsigned Begin, unsigned End) const;

private:
  std::map<clang::SourceLocation, MacroUse> Uses; ///< by the macro's name in the file
  std::set<clang::SourceLocation> Counters;
  clang::SourceLocation Last;
  bool LastIsUsers = false;
};

} // namespace asyncc
