//===- AttributeScanner.h - Attributes of namespace async, as written -----===//
//
// Clang keeps no arguments for attributes that it does not define, and no trace at all of unknown
// ones. So the scanner watches the token stream behind the preprocessor, where splices, digraphs and
// macros are already resolved, and records each `[[ … ]]` that names `async`.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "clang/Lex/Preprocessor.h"
#include <string>
#include <vector>

namespace asyncc {

/// One attribute of namespace async inside a `[[ … ]]`.
struct ScannedAttribute {
  std::string Name;               ///< main, drop, maybe, … or what was misspelt
  clang::SourceLocation NameLoc;  ///< where the name stands (may be in a macro)
  bool HasArgs = false;
  std::vector<clang::Token> Args; ///< tokens between the parentheses
};

/// A whole `[[ … ]]` that holds at least one attribute of namespace async.
struct ScannedSpecifier {
  clang::SourceLocation Begin, End; ///< first `[` and last `]`
  clang::SourceLocation Behind;     ///< the next token
  std::vector<ScannedAttribute> Attributes;
  std::vector<clang::Token> Foreign; ///< the other attributes of the same specifier
};

class AttributeScanner {
public:
  /// Sees every token of the expanded stream once, in order.
  void token(const clang::Token &Tok);
  const std::vector<ScannedSpecifier> &specifiers() const { return Specifiers; }
  /// Finds the attribute called at \p NameLoc, or null.
  const ScannedAttribute *find(clang::SourceLocation NameLoc) const;

private:
  void finish();

  std::vector<clang::Token> Buffer; // from the first `[` while inside a candidate
  unsigned Square = 0;
  std::vector<ScannedSpecifier> Specifiers;
};

/// The text of \p Tokens with the spaces that separated them reduced to one.
std::string spell(const std::vector<clang::Token> &Tokens, const clang::Preprocessor &PP);

} // namespace asyncc
