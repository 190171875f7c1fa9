//===- Branches.cpp - if constexpr (X::is_async) --------------------------===//

#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/AST/StmtCXX.h"
#include "analysis/Statements.h"
#include "lower/maybe/Maybe.h"

using namespace clang;

namespace asyncc {

int modeCondition(const Expr *Condition, Mode M) {
  Condition = Condition->IgnoreParenImpCasts();
  if (auto *Name = dyn_cast<DependentScopeDeclRefExpr>(Condition))
    return Name->getDeclName().getAsString() == "is_async" ? M == Mode::Suspending : -1;
  if (auto *Literal = dyn_cast<CXXBoolLiteralExpr>(Condition))
    return Literal->getValue();
  if (auto *Not = dyn_cast<UnaryOperator>(Condition); Not && Not->getOpcode() == UO_LNot) {
    int Inner = modeCondition(Not->getSubExpr(), M);
    return Inner < 0 ? -1 : !Inner;
  }
  if (auto *Both = dyn_cast<BinaryOperator>(Condition); Both && Both->isLogicalOp()) {
    int Left = modeCondition(Both->getLHS(), M), Right = modeCondition(Both->getRHS(), M);
    const int Decides = Both->getOpcode() == BO_LAnd ? 0 : 1;
    if (Left == Decides || Right == Decides)
      return Decides;
    return Left < 0 || Right < 0 ? -1 : !Decides;
  }
  return -1;
}

namespace {

class Branches : public RecursiveASTVisitor<Branches> {
public:
  Branches(Lowering &L, Mode M) : L(L), M(M) {}

  bool TraverseCoroutineBodyStmt(CoroutineBodyStmt *S) { return TraverseStmt(S->getBody()); }
  bool TraverseIfStmt(IfStmt *If) {
    int Selected = If->isConstexpr() ? modeCondition(If->getCond(), M) : -1;
    if (Selected < 0)
      return RecursiveASTVisitor::TraverseIfStmt(If);
    if (Selected) {
      if (If->getElse())
        replace(If->getElseLoc(), If->getElse(), "");
      return TraverseStmt(If->getThen());
    }
    replace(If->getThen()->getBeginLoc(), If->getThen(), "{}");
    return !If->getElse() || TraverseStmt(If->getElse());
  }

private:
  SourceLocation end(const Stmt *S) const {
    return endOf(S, [this](SourceLocation Loc) { return L.Edits.tokenAfter(Loc, tok::semi); });
  }
  void replace(SourceLocation Begin, const Stmt *S, const char *Text) {
    auto At = L.Edits.region({Begin, end(S)});
    if (!At) {
      *Text ? L.Edits.replace({Begin, end(S)}, {Text}) : L.Edits.remove({Begin, end(S)});
      return;
    }
    Pieces New;
    if (*Text)
      New.push_back(Text);
    L.Edits.Set->add(At->File, {At->Begin, At->End, std::move(New), 0, true});
  }

  Lowering &L;
  Mode M;
};

} // namespace

void lowerBranches(Lowering &L, const FunctionDecl *F) {
  Branches(L, modeOf(L, F)).TraverseStmt(F->getBody());
}

} // namespace asyncc
