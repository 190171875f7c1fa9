//===- WrittenVisitor.h - Visits a body as it is written ------------------===//
#pragma once

#include "analysis/Awaitable.h"
#include "clang/AST/RecursiveASTVisitor.h"

namespace asyncc {

/// The list with what its elements initialise, if that is known.
inline clang::InitListExpr *elementsOf(clang::InitListExpr *E) {
  return E->isSemanticForm() || !E->getSemanticForm() ? E : E->getSemanticForm();
}

/// Visits the expressions of one body: of an await, a yield or a `co_return` only the operand, not
/// what the compiler makes of it; of a closure only its captures, for its body is a function of its
/// own; and no local classes, nor what is never evaluated.
template <class Derived> class WrittenVisitor : public clang::RecursiveASTVisitor<Derived> {
public:
  bool TraverseCoroutineBodyStmt(clang::CoroutineBodyStmt *S) { return go(S->getBody()); }
  bool TraverseCoawaitExpr(clang::CoawaitExpr *E) { return go(E->getOperand()); }
  bool TraverseDependentCoawaitExpr(clang::DependentCoawaitExpr *E) { return go(E->getOperand()); }
  bool TraverseCoyieldExpr(clang::CoyieldExpr *E) { return go(const_cast<clang::Expr *>(yielded(E))); }
  bool TraverseCoreturnStmt(clang::CoreturnStmt *S) {
    return !S->getOperand() || go(S->getOperand());
  }
  bool TraverseLambdaExpr(clang::LambdaExpr *E) {
    return llvm::all_of(E->capture_inits(), [this](clang::Expr *Init) { return go(Init); });
  }
  /// What initialises the elements, conversions among it; by itself the visitor sees what was written only.
  bool TraverseInitListExpr(clang::InitListExpr *E) {
    E = elementsOf(E);
    return static_cast<Derived *>(this)->WalkUpFromInitListExpr(E) &&
           llvm::all_of(E->inits(), [this](clang::Expr *Init) { return go(Init); });
  }
  bool TraverseCXXNoexceptExpr(clang::CXXNoexceptExpr *) { return true; }
  bool TraverseDecltypeTypeLoc(clang::DecltypeTypeLoc, bool = true) { return true; } // LLVM 22 gives two
  bool TraverseCXXTypeidExpr(clang::CXXTypeidExpr *E) {
    return E->isTypeOperand() || !E->isPotentiallyEvaluated() || go(E->getExprOperand());
  }
  bool TraverseRequiresExpr(clang::RequiresExpr *) { return true; }
  bool TraverseUnaryExprOrTypeTraitExpr(clang::UnaryExprOrTypeTraitExpr *) { return true; }
  bool TraverseCXXRecordDecl(clang::CXXRecordDecl *) { return true; }

private:
  bool go(clang::Stmt *S) { return static_cast<Derived *>(this)->TraverseStmt(S); }
};

} // namespace asyncc
