//===- Blocking.cpp - A maybe-async body for modes that block -------------===//

#include "analysis/Awaitable.h"
#include "analysis/Maybe.h"
#include "lower/maybe/Maybe.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace asyncc {
namespace {

class Blocking : public RecursiveASTVisitor<Blocking> {
public:
  Blocking(Lowering &L, const FunctionDecl *F) : L(L), F(F) {}

  bool TraverseCoroutineBodyStmt(CoroutineBodyStmt *S) { return TraverseStmt(S->getBody()); }
  bool TraverseCoawaitExpr(CoawaitExpr *E) {
    await(E->getKeywordLoc(), E->getOperand());
    return TraverseStmt(E->getOperand());
  }
  bool TraverseDependentCoawaitExpr(DependentCoawaitExpr *E) {
    await(E->getKeywordLoc(), E->getOperand());
    return TraverseStmt(E->getOperand());
  }
  bool TraverseCoreturnStmt(CoreturnStmt *S) {
    if (maybeResult(L.Unit.AST, F->getReturnType()).IsGenerator)
      return true; // it stays a coroutine
    // `co_return` loses its prefix and stays in its column.
    if (auto At = L.Edits.region(SourceRange(S->getKeywordLoc())))
      L.Edits.Set->add(At->File, {At->Begin, At->Begin + 3, {}});
    else
      L.Edits.remove(SourceRange(S->getKeywordLoc())); // says why
    return !S->getOperand() || TraverseStmt(S->getOperand());
  }
  bool VisitCXXForRangeStmt(CXXForRangeStmt *S) {
    if (S->getCoawaitLoc().isValid())
      L.Edits.remove(SourceRange(S->getCoawaitLoc()));
    return true;
  }
  bool TraverseIfStmt(IfStmt *If) {
    int Selected = If->isConstexpr() ? modeCondition(If->getCond(), Mode::Blocking) : -1;
    if (Selected < 0)
      return RecursiveASTVisitor::TraverseIfStmt(If);
    Stmt *Taken = Selected ? If->getThen() : If->getElse();
    return !Taken || TraverseStmt(Taken);
  }
  bool TraverseLambdaExpr(LambdaExpr *E) {
    for (Expr *Init : E->capture_inits())
      TraverseStmt(Init);
    CXXMethodDecl *Call = E->getCallOperator();
    if (isCoroutine(Call) && !maybeResult(L.Unit.AST, Call->getReturnType()))
      return true; // a coroutine of its own, whatever the mode
    return TraverseStmt(Call->getBody());
  }

private:
  void await(SourceLocation Keyword, const Expr *Operand) {
    QualType T = Operand->getType();
    if (!T->isDependentType() && isAwaitable(L.Unit, T)) {
      if (L.report(Keyword, Diag::maybe_always_async, {nameOf(F), typeName(L.Unit, T)}))
        L.note(F->getLocation(), "'" + nameOf(F) + "' is declared maybe-async here");
      return;
    }
    L.Edits.remove(SourceRange(Keyword));
  }

  Lowering &L;
  const FunctionDecl *F;
};

} // namespace

void lowerBlockingBody(Lowering &L, const FunctionDecl *F) {
  Blocking(L, F).TraverseStmt(F->getBody());
}

} // namespace asyncc
