#include "analysis/Completion.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace asyncc {

/// Whether a `break` in \p S leaves \p S's enclosing loop or switch.
static bool hasBreak(const Stmt *S) {
  if (!S || isa<LambdaExpr>(S)) // other expressions may have statements in them
    return false;
  if (isa<BreakStmt>(S))
    return true;
  if (isa<ForStmt, WhileStmt, DoStmt, CXXForRangeStmt, SwitchStmt>(S))
    return false; // its breaks are its own
  for (const Stmt *Child : S->children())
    if (hasBreak(Child))
      return true;
  return false;
}

static bool alwaysTrue(const Expr *Condition) {
  if (!Condition)
    return true;
  Condition = Condition->IgnoreParenImpCasts();
  if (auto *Bool = dyn_cast<CXXBoolLiteralExpr>(Condition))
    return Bool->getValue();
  if (auto *Int = dyn_cast<IntegerLiteral>(Condition))
    return Int->getValue() != 0;
  return false;
}

/// Whether control can come to \p S by a label in it; those of a `case` are, but not of a switch in it.
static bool hasLabel(const Stmt *S, bool Cases = true) {
  if (!S || isa<LambdaExpr>(S)) // other expressions may have statements in them
    return false;
  if (isa<LabelStmt>(S) || (Cases && isa<SwitchCase>(S)))
    return true;
  for (const Stmt *Child : S->children())
    if (hasLabel(Child, Cases && !isa<SwitchStmt>(S)))
      return true;
  return false;
}

static bool hasContinue(const Stmt *S) {
  if (!S || isa<LambdaExpr>(S)) // other expressions may have statements in them
    return false;
  if (isa<ContinueStmt>(S))
    return true;
  if (isa<ForStmt, WhileStmt, DoStmt, CXXForRangeStmt>(S))
    return false;
  for (const Stmt *Child : S->children())
    if (hasContinue(Child))
      return true;
  return false;
}

size_t passedToComplete(const CompoundStmt *Block) {
  for (size_t Passed = Block->size(); Passed; --Passed) {
    const Stmt *Last = Block->body_begin()[Passed - 1];
    if (!completesNormally(Last))
      return Passed;
    if (hasLabel(Last))
      return 0;
  }
  return 0;
}

bool completesNormally(const Stmt *S) {
  if (!S)
    return true;
  if (auto *Block = dyn_cast<CompoundStmt>(S))
    return passedToComplete(Block) == 0;
  if (isa<CoreturnStmt, ReturnStmt, BreakStmt, ContinueStmt, GotoStmt, IndirectGotoStmt>(S))
    return false;
  if (auto *If = dyn_cast<IfStmt>(S))
    return !If->getElse() || completesNormally(If->getThen()) || completesNormally(If->getElse());
  if (auto *For = dyn_cast<ForStmt>(S); For && alwaysTrue(For->getCond()))
    return hasBreak(For->getBody());
  if (auto *While = dyn_cast<WhileStmt>(S); While && alwaysTrue(While->getCond()))
    return hasBreak(While->getBody());
  // A label inside a branch that otherwise ends may let control run on.
  if (!isa<CompoundStmt, LabelStmt, SwitchCase, SwitchStmt>(S) && hasLabel(S))
    return true;
  if (auto *Label = dyn_cast<LabelStmt>(S))
    return completesNormally(Label->getSubStmt());
  if (auto *Attributed = dyn_cast<AttributedStmt>(S))
    return completesNormally(Attributed->getSubStmt());
  if (auto *Case = dyn_cast<SwitchCase>(S))
    return completesNormally(Case->getSubStmt());
  if (isa<ForStmt, WhileStmt>(S))
    return true;
  if (auto *Do = dyn_cast<DoStmt>(S))
    return hasBreak(Do->getBody()) ||
           (!alwaysTrue(Do->getCond()) &&
            (completesNormally(Do->getBody()) || hasContinue(Do->getBody())));
  if (auto *Switch = dyn_cast<SwitchStmt>(S)) {
    bool HasDefault = false;
    for (const SwitchCase *Case = Switch->getSwitchCaseList(); Case;
         Case = Case->getNextSwitchCase())
      HasDefault |= isa<DefaultStmt>(Case);
    return !HasDefault || hasBreak(Switch->getBody()) || completesNormally(Switch->getBody());
  }
  if (auto *Try = dyn_cast<CXXTryStmt>(S)) {
    bool Any = completesNormally(Try->getTryBlock());
    for (unsigned I = 0; I < Try->getNumHandlers(); ++I)
      Any |= completesNormally(Try->getHandler(I)->getHandlerBlock());
    return Any;
  }
  if (auto *E = dyn_cast<Expr>(S)) {
    E = E->IgnoreParens();
    if (auto *Cleanups = dyn_cast<ExprWithCleanups>(E))
      E = Cleanups->getSubExpr();
    if (isa<CXXThrowExpr>(E))
      return false;
    if (auto *Call = dyn_cast<CallExpr>(E))
      if (const FunctionDecl *F = Call->getDirectCallee(); F && F->isNoReturn())
        return false;
  }
  return true;
}

} // namespace asyncc
