//===- WrittenVisitor.h - Visits a body as it is written ------------------===//
#pragma once

#include "analysis/Awaitable.h"
#include "analysis/Visitor.h"

namespace asyncc {

/// Visits the expressions of one body: of an await, a yield or a `co_return` only the operand, not
/// what the compiler makes of it; of a closure only its captures, for its body is a function of its
/// own; and no local classes, nor what is never evaluated.
class WrittenVisitor : public Visitor {
public:
  bool TraverseCoawaitExpr(clang::CoawaitExpr *E) override { return TraverseStmt(E->getOperand()); }
  bool TraverseDependentCoawaitExpr(clang::DependentCoawaitExpr *E) override { return TraverseStmt(E->getOperand()); }
  bool TraverseCoyieldExpr(clang::CoyieldExpr *E) override { return TraverseStmt(const_cast<clang::Expr *>(yielded(E))); }
  bool TraverseCoreturnStmt(clang::CoreturnStmt *S) override {
    return !S->getOperand() || TraverseStmt(S->getOperand());
  }
  bool TraverseLambdaExpr(clang::LambdaExpr *E) override {
    return llvm::all_of(E->capture_inits(), [this](clang::Expr *Init) { return TraverseStmt(Init); });
  }
  bool TraverseInitListExpr(clang::InitListExpr *E) override { return TraverseElements(E); }
  bool TraverseCXXNoexceptExpr(clang::CXXNoexceptExpr *) override { return true; }
  bool TraverseDecltypeTypeLoc(clang::DecltypeTypeLoc) override { return true; }
  bool TraverseCXXTypeidExpr(clang::CXXTypeidExpr *E) override {
    return E->isTypeOperand() || !E->isPotentiallyEvaluated() || TraverseStmt(E->getExprOperand());
  }
  bool TraverseRequiresExpr(clang::RequiresExpr *) override { return true; }
  bool TraverseUnaryExprOrTypeTraitExpr(clang::UnaryExprOrTypeTraitExpr *) override { return true; }
  bool TraverseCXXRecordDecl(clang::CXXRecordDecl *) override { return true; }
};

} // namespace asyncc
