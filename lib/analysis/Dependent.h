//===- Dependent.h - What dependent expressions are likely to mean --------===//
//
// Clang leaves most names in a template to its instantiations. Where the class template that a name is
// looked up in is named, its pattern tells what the name means in all likelihood.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "parse/Parse.h"

namespace asyncc {

/// A function that a call may mean, and the specializations through which it was found, as written,
/// the outermost first.
struct PossibleCallee {
  const clang::FunctionDecl *Function;
  std::vector<clang::QualType> Through;
  /// A type in the terms of Function, in those of the call; null if it cannot be told.
  clang::QualType inCall(clang::QualType T) const;
};

/// The functions that \p Call may mean; empty if nothing is known. Where a class template has
/// specializations written by hand, those may differ: nothing is known, unless \p OfPrimary asks.
std::vector<PossibleCallee> possibleCallees(const clang::CallExpr *Call, bool OfPrimary = false);

/// The type of \p E as it is declared somewhere, or null.
clang::QualType likelyType(const clang::Expr *E);

/// What \p T, or what it refers or points to, holds if that is a container of the standard library: its first argument. Or null.
clang::QualType heldIn(clang::QualType T);

/// The class, or the pattern of the class template, that \p T, a pointer or reference to it names.
const clang::CXXRecordDecl *classPattern(clang::QualType T);

/// The types that the template is given of which \p T is a specialization, as they are written; packs one by one.
std::vector<clang::QualType> typeArguments(clang::QualType T);

/// Whether some arguments select another class than the pattern of \p Template.
bool hasSpecializations(const clang::ClassTemplateDecl *Template);

/// What \p E, with an await in front or not, may yield, as far as the patterns of the templates that
/// it names tell: one type for each function of that name. Empty if nothing is known.
std::vector<clang::QualType> possibleTypes(Translation &Unit, const clang::Expr *E);

} // namespace asyncc
