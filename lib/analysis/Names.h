//===- Names.h - Names and types as the developer would write them --------===//
#pragma once

#include "parse/Parse.h"

namespace asyncc {

/// \p Base, or \p Base with a number, such that no token of the translation unit is called so.
std::string uniqueName(const Translation &Unit, const std::string &Base);

/// The same for a local variable or label, \p Base ending in `_`: no name of the user's.
std::string uniqueLocalName(const Translation &Unit, const std::string &Base);

/// The qualified declaration, e.g. {"async", "run_main"}, or null.
clang::NamedDecl *lookup(const Translation &Unit, std::initializer_list<llvm::StringRef> Path);

/// The name of \p D as a user would write it: no marker for `main`, no template arguments.
std::string nameOf(const clang::NamedDecl *D);

/// The name of \p Var for messages: of structured bindings, `[a, b]`; empty if it has none.
std::string nameOfVariable(const clang::VarDecl *Var);

/// The qualified name of what is called by name, also if overload resolution is still to come; else
/// empty.
std::string calleeName(const clang::CallExpr *Call);

/// Which argument of \p Call the first parameter takes: behind the object, if it is an operator that is a member.
unsigned firstArgument(const clang::CallExpr *Call);

/// Without parentheses and what is implicit.
const clang::Expr *plain(const clang::Expr *E);
/// Whether \p E is `a && b` or `a || b`.
bool isLogical(const clang::Expr *E);

/// Whether \p E is `a, b` without parentheses: in a list of arguments or an initialiser it would be two.
bool isComma(const clang::Expr *E);

/// The `x` of `std::move(x)`; null for anything else.
const clang::Expr *movedOperand(const clang::Stmt *E);

/// The variable that \p E names as a whole, also as the operand of its move or copy; or null.
const clang::VarDecl *wholeVariable(const clang::Expr *E);

/// Whether \p S, which may be null, names \p D; of a null \p D, the object that `this` points at.
bool mentions(const clang::Stmt *S, const clang::ValueDecl *D);

/// A type as the developer would write it.
std::string typeName(const Translation &Unit, clang::QualType T);

/// The type with all its namespaces, as text that names it anywhere in the unit or in the function
/// that it is local to. Empty if no text does (a closure, a class without a name).
std::string qualifiedTypeName(const Translation &Unit, clang::QualType T);

/// Whether lowerings have nothing to look for in \p D: a declaration of the system's, one in a header that was
/// lowered before, or the library's namespace in headers of its own, which are.
bool isForeign(const Translation &Unit, const clang::Decl *D);

/// The function that \p F was instantiated from, or \p F itself.
const clang::FunctionDecl *patternOf(const clang::FunctionDecl *F);

} // namespace asyncc
