//===- AwaitedValues.h - What awaits are made of and give -----------------===//
#pragma once

#include "analysis/Awaitable.h"
#include "analysis/Names.h"
#include "lower/Unevaluated.h"
#include "clang/AST/ExprCXX.h"

namespace asyncc {

/// Whether there is a declaration in \p S.
bool declares(const clang::Stmt *S);

/// Whether \p E makes an object by a braced list, or an aggregate by one in parentheses.
bool isBraced(const clang::Expr *E);
bool isAggregate(clang::QualType T);
/// Whether \p T is an aggregate whose destructor does something, or may turn out to be one.
bool isOwningAggregate(clang::QualType T);
/// What the generator \p F yields, or null.
clang::QualType elementOfGenerator(const clang::ASTContext &AST, const clang::FunctionDecl *F);
/// The class that \p T is, or is made from; null if nothing tells.
const clang::CXXRecordDecl *classOf(clang::QualType T);
/// Whether \p E makes a \p T by a braced list of elements that it is given as a std::initializer_list, or may
/// turn out to.
bool takesList(const clang::Expr *E, clang::QualType T);
/// The X of a std::initializer_list<X>; or null.
clang::QualType elementOf(clang::QualType T);
/// The X of \p T, or of the one that its constructors take; or null.
clang::QualType listedIn(clang::QualType T);
/// Whether what a closure captures has a destructor that does something, or may have.
bool ownsSomething(const clang::LambdaExpr *E);

/// Whether \p E is an await, or one of what is written instead of it.
bool becomesAwait(const clang::Expr *E);
/// A decltype of \p E in which nothing is awaited.
std::string typeOf(Lowering &L, const clang::Expr *E, const NameClosure &Name = nullptr);
/// The type of \p E, or of \p Await of it, as text; empty if nothing names it. An lvalue is a reference.
std::string resultOf(Lowering &L, const clang::ConditionalOperator *E, const clang::Expr *Await, const NameClosure &Name);

} // namespace asyncc
