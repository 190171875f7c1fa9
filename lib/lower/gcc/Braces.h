//===- Braces.h - Braced lists as they are written -------------------------===//
#pragma once

#include "clang/AST/ExprCXX.h"
#include <map>
#include <optional>
#include <vector>

namespace asyncc {

/// `{a, {b, .c = d}}`, with a type in front or not; or an aggregate's elements in parentheses.
struct Braces {
  clang::SourceRange Range;
  bool Typed = false;                       ///< the type is part of the expression
  std::vector<const clang::Expr *> Leaves{}; ///< a, b, d
  /// The classes that leaves are converted to by constructors that may have effects.
  std::map<const clang::Expr *, clang::QualType> Converted{};
};

/// The list that \p E makes an object by, or nothing. \p Of: its type, if \p E does not tell.
std::optional<Braces> bracesOf(const clang::Expr *E, clang::QualType Of = {});

/// What `new T(a, b)` is given, as a list with a type.
Braces argumentsOf(const clang::CXXNewExpr *E);

/// What the list \p Init gives to the members of the aggregate \p Class, which has no bases, as far as it says so.
std::vector<std::pair<const clang::FieldDecl *, const clang::Expr *>>
givenToMembers(const clang::InitListExpr *Init, const clang::CXXRecordDecl *Class);

} // namespace asyncc
