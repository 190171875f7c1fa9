#include "lower/drop/EmptiedTargets.h"
#include "analysis/Names.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace asyncc {

static bool callsAny(const Stmt *S) {
  return S && (isa<CallExpr, CXXConstructExpr, CoawaitExpr, DependentCoawaitExpr>(S) ||
               llvm::any_of(S->children(), callsAny));
}

/// What \p S moves from in any case.
static void movedIn(const Stmt *S, std::vector<const Expr *> &Out) {
  auto *Operator = dyn_cast_or_null<BinaryOperator>(S);
  if (!S || isa<LambdaExpr, ConditionalOperator>(S) || (Operator && Operator->isLogicalOp()))
    return; // perhaps, or later
  if (auto *Declaration = dyn_cast<DeclStmt>(S)) {
    for (const Decl *D : Declaration->decls())
      if (auto *Var = dyn_cast<VarDecl>(D); Var && !Var->getType()->isReferenceType())
        movedIn(Var->getInit(), Out);
    return;
  }
  if (const Expr *Moved = movedOperand(S))
    Out.push_back(Moved);
  for (const Stmt *Child : S->children())
    movedIn(Child, Out);
}

/// What \p E is a member of in the end: a variable, or null for `*this`.
static const ValueDecl *rootOf(const Expr *E) {
  E = E->IgnoreParenImpCasts();
  while (auto *Member = dyn_cast<MemberExpr>(E))
    E = Member->getBase()->IgnoreParenImpCasts();
  auto *Ref = dyn_cast<DeclRefExpr>(E);
  return Ref ? Ref->getDecl() : nullptr;
}

/// Whether a call in \p S is given what \p Root is, and may give it something again.
static bool mayRefill(const Stmt *S, const ValueDecl *Root) {
  auto *Call = dyn_cast_or_null<CallExpr>(S);
  auto *Operator = dyn_cast_or_null<CXXOperatorCallExpr>(S);
  if (Call && !movedOperand(S) && !(Operator && Operator->getOperator() == OO_Equal) && mentions(Call, Root))
    return true;
  return S && llvm::any_of(S->children(), [&](const Stmt *Child) { return mayRefill(Child, Root); });
}

void EmptiedTargets::in(const CompoundStmt *Block) {
  if (Walked.count(Block))
    return; // with the block around it
  std::vector<const Expr *> Moved;
  statement(Block, Moved);
}

void EmptiedTargets::statement(const Stmt *S, std::vector<const Expr *> &Moved) {
  if (auto *Cleanups = dyn_cast<ExprWithCleanups>(S))
    S = Cleanups->getSubExpr();
  if (auto *Block = dyn_cast<CompoundStmt>(S)) {
    Walked.insert(Block);
    for (const Stmt *Each : Block->body())
      statement(Each, Moved);
    return;
  }
  if (auto *If = dyn_cast<IfStmt>(S); If && !If->getInit() && !callsAny(If->getCond())) {
    for (const Stmt *Branch : {If->getThen(), If->getElse()})
      if (std::vector<const Expr *> Before = Moved; Branch)
        statement(Branch, Before);
    Moved.clear();
    return;
  }
  auto *Call = dyn_cast<CallExpr>(S);
  auto *Operator = dyn_cast<CXXOperatorCallExpr>(S);
  const Expr *Target = Operator && Operator->getOperator() == OO_Equal ? Operator->getArg(0) : nullptr;
  const bool Releases = Call && Call->getNumArgs() == 1 && calleeName(Call) == "async::release";
  if (!isa<DeclStmt>(S) && !Target && !Releases)
    Moved.clear(); // it may give the object something again
  if (!Releases)
    std::erase_if(Moved, [&](const Expr *Each) { return mayRefill(S, rootOf(Each)); });
  if (Target && std::erase_if(Moved, [&](const Expr *Other) { return isSame(Target, Other); }))
    Found.insert(Target);
  if (Releases)
    Moved.push_back(Call->getArg(0));
  else if (isa<DeclStmt, Expr>(S))
    movedIn(S, Moved);
}

/// Whether both name one object, with `this->` or without.
bool EmptiedTargets::isSame(const Expr *A, const Expr *B) const {
  A = A->IgnoreParenImpCasts();
  B = B->IgnoreParenImpCasts();
  auto *OfA = dyn_cast<MemberExpr>(A), *OfB = dyn_cast<MemberExpr>(B);
  if (OfA && OfB)
    return OfA->getMemberDecl() == OfB->getMemberDecl() && isSame(OfA->getBase(), OfB->getBase());
  if (isa<CXXThisExpr>(A) && isa<CXXThisExpr>(B))
    return true;
  llvm::FoldingSetNodeID IdOfA, IdOfB;
  A->Profile(IdOfA, AST, true);
  B->Profile(IdOfB, AST, true);
  return IdOfA == IdOfB;
}

} // namespace asyncc
