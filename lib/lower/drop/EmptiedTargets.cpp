#include "lower/drop/EmptiedTargets.h"
#include "analysis/Names.h"
#include "lower/drop/EmptyOwners.h"
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

/// What \p E is a member or an element of: the object before `.` or `->`, or that a function is called for; or null.
static const Expr *wholeOf(const Expr *E) {
  E = E->IgnoreParenImpCasts();
  if (auto *Member = dyn_cast<MemberExpr>(E))
    return Member->getBase();
  if (auto *Call = dyn_cast<CXXMemberCallExpr>(E))
    return Call->getImplicitObjectArgument();
  if (auto *Operator = dyn_cast<CXXOperatorCallExpr>(E))
    return Operator->getArg(0);
  auto *Unary = dyn_cast<UnaryOperator>(E);
  return Unary && Unary->getOpcode() == UO_Deref ? Unary->getSubExpr() : nullptr;
}

/// What \p E is a member of in the end: a variable, or null for `*this`.
static const ValueDecl *rootOf(const Expr *E) {
  while (const Expr *Whole = wholeOf(E))
    E = Whole;
  auto *Ref = dyn_cast<DeclRefExpr>(E->IgnoreParenImpCasts());
  return Ref ? Ref->getDecl() : nullptr;
}

/// Whether \p Moved is an element, which others may reach by way of the container.
static bool isElement(const Expr *Moved) {
  Moved = Moved->IgnoreParenImpCasts();
  if (auto *Member = dyn_cast<MemberExpr>(Moved))
    return isElement(Member->getBase());
  const Expr *Whole = wholeOf(Moved);
  return Whole && !isa<CXXThisExpr>(Whole->IgnoreParenImpCasts());
}

static bool containsAwait(const Stmt *S) {
  return S && (isa<CoawaitExpr, DependentCoawaitExpr, CoyieldExpr>(S) || llvm::any_of(S->children(), containsAwait));
}

/// Whether a call in \p S is given what \p Root is, and may give it something again.
static bool mayRefill(const Stmt *S, const ValueDecl *Root) {
  auto *Call = dyn_cast_or_null<CallExpr>(S);
  auto *Operator = dyn_cast_or_null<CXXOperatorCallExpr>(S);
  if (Call && !movedOperand(S) && !(Operator && Operator->getOperator() == OO_Equal) && mentions(Call, Root))
    return true;
  return S && llvm::any_of(S->children(), [&](const Stmt *Child) { return mayRefill(Child, Root); });
}

void EmptiedTargets::in(const CompoundStmt *Block, const FunctionDecl *F) {
  if (Walked.count(Block))
    return; // with the block around it
  State Now;
  if (auto *Constructor = dyn_cast_or_null<CXXConstructorDecl>(F); Constructor && Constructor->getBody() == Block)
    for (const CXXCtorInitializer *Init : Constructor->inits())
      if (Init->isMemberInitializer() && makesEmptyOwner(Init->getMember()->getType(), Init->getInit()))
        Now.Empty.insert(Init->getMember());
  statement(Block, Now);
}

EmptiedTargets::State EmptiedTargets::meet(const State &A, const State &B) {
  if (A.Ended || B.Ended)
    return A.Ended ? B : A;
  State Out;
  llvm::copy_if(A.Moved, std::back_inserter(Out.Moved), [&](const Expr *E) { return llvm::is_contained(B.Moved, E); });
  llvm::copy_if(A.Empty, std::inserter(Out.Empty, Out.Empty.end()), [&](const ValueDecl *Each) { return B.Empty.count(Each) > 0; });
  return Out;
}

/// \p S stands in a place where it happens always: what it may give something again is not known to hold nothing.
void EmptiedTargets::passes(const Stmt *S, State &Now) {
  std::erase_if(Now.Empty, [&](const ValueDecl *Place) { return mayFill(S, Place); });
  if (callsAny(S))
    Now.Moved.clear();
}

void EmptiedTargets::branches(const IfStmt *If, State &Now) {
  passes(If->getCond(), Now);
  State Then = Now, Else = Now;
  Then.Empty.merge(emptyIf(If->getCond(), true));
  Else.Empty.merge(emptyIf(If->getCond(), false));
  statement(If->getThen(), Then);
  if (If->getElse())
    statement(If->getElse(), Else);
  Now = meet(Then, Else);
}

/// A handler is reached from anywhere in the block.
void EmptiedTargets::handlers(const CXXTryStmt *Try, State &Now) {
  statement(Try->getTryBlock(), Now);
  for (unsigned I = 0; I < Try->getNumHandlers(); ++I) {
    State Caught;
    statement(Try->getHandler(I)->getHandlerBlock(), Caught);
    Now = meet(Now, Caught);
  }
}

/// Each `case` comes from the head, or from the statement in front of it.
void EmptiedTargets::sections(const SwitchStmt *Switch, State &Now) {
  auto *Block = dyn_cast<CompoundStmt>(Switch->getBody());
  if (Switch->getInit() || Switch->getConditionVariable() || !Block) {
    Now = State();
    return;
  }
  passes(Switch->getCond(), Now);
  Walked.insert(Block);
  const State Head = Now;
  Now.Ended = true;
  for (const Stmt *Each : Block->body()) {
    while (auto *Case = dyn_cast<SwitchCase>(Each)) {
      Now = meet(Head, Now);
      Each = Case->getSubStmt();
    }
    statement(Each, Now);
  }
  Now = State();
}

void EmptiedTargets::statement(const Stmt *S, State &Now) {
  if (auto *Cleanups = dyn_cast<ExprWithCleanups>(S))
    S = Cleanups->getSubExpr();
  if (auto *Block = dyn_cast<CompoundStmt>(S)) {
    Walked.insert(Block);
    for (const Stmt *Each : Block->body())
      statement(Each, Now);
    return;
  }
  if (auto *If = dyn_cast<IfStmt>(S); If && !If->getInit() && !If->getConditionVariable())
    return branches(If, Now);
  if (auto *Switch = dyn_cast<SwitchStmt>(S))
    return sections(Switch, Now);
  if (isa<ReturnStmt, CoreturnStmt, CXXThrowExpr, BreakStmt, ContinueStmt, GotoStmt>(S)) {
    Now = State();
    Now.Ended = true;
    return;
  }
  if (auto *Try = dyn_cast<CXXTryStmt>(S))
    return handlers(Try, Now);
  if (isa<LabelStmt>(S) || Now.Ended) {
    Now = State();
    return;
  }
  auto *Call = dyn_cast<CallExpr>(S);
  auto *Operator = dyn_cast<CXXOperatorCallExpr>(S);
  const Expr *Target = Operator && Operator->getOperator() == OO_Equal ? Operator->getArg(0) : nullptr;
  const bool Releases = Call && Call->getNumArgs() == 1 && calleeName(Call) == "async::release";
  const Expr *Filled = Target ? Target : filled(S);
  fills(S, Filled, Now);
  if (Filled && !Target && wasMoved(Filled, Now) &&
      llvm::none_of(Call->arguments(), [&](const Expr *Arg) { return mayRefill(Arg, rootOf(Filled)); }))
    Found.insert(Filled);
  if (const Expr *Container = takenFrom(S, Now))
    Found.insert(Container);
  if (!isa<DeclStmt>(S) && !Target && !Releases)
    Now.Moved.clear(); // it may give the object something again
  if (!Releases)
    std::erase_if(Now.Moved, [&](const Expr *Each) {
      return mayRefill(S, rootOf(Each)) || (isElement(Each) && mentions(S, rootOf(Each)));
    });
  if (Target && std::erase_if(Now.Moved, [&](const Expr *Other) { return isSame(Target, Other); }))
    Found.insert(Target);
  if (Releases)
    Now.Moved.push_back(Call->getArg(0));
  else if (isa<DeclStmt, Expr>(S))
    movedIn(S, Now.Moved);
  if (containsAwait(S))
    std::erase_if(Now.Moved, isElement); // others may put another there
}

static bool isPairOfMap(const ValueDecl *Member) {
  auto *Class = dyn_cast<CXXRecordDecl>(Member->getDeclContext());
  return Class && Class->isInStdNamespace() && Member->getName() == "second";
}

/// The container from which \p S takes the element that was moved from: `v.pop_back()` behind `x = std::move(v.back())`,
/// `m.erase(it)` behind `x = std::move(it->second)`; or null.
const Expr *EmptiedTargets::takenFrom(const Stmt *S, const State &Now) const {
  auto *Call = dyn_cast<CXXMemberCallExpr>(S);
  const CXXMethodDecl *Method = Call ? Call->getMethodDecl() : nullptr;
  if (!Method || !Method->getIdentifier())
    return nullptr;
  const StringRef Name = Method->getName(), Access = getterOf(Name);
  const Expr *Container = Call->getImplicitObjectArgument();
  for (const Expr *Moved : Now.Moved) {
    Moved = Moved->IgnoreParenImpCasts();
    auto *Getter = dyn_cast<CXXMemberCallExpr>(Moved);
    if (!Access.empty() && Getter && Getter->getMethodDecl()->getIdentifier() && Getter->getMethodDecl()->getName() == Access &&
        isSame(Getter->getImplicitObjectArgument(), Container))
      return Container;
    if (auto *Member = dyn_cast<MemberExpr>(Moved); Member && isPairOfMap(Member->getMemberDecl()))
      Moved = Member->getBase()->IgnoreParenImpCasts();
    if (Name == "erase" && Call->getNumArgs() == 1 && isElement(Moved) && !Getter &&
        isSame(wholeOf(Moved)->IgnoreUnlessSpelledInSource(), Call->getArg(0)->IgnoreUnlessSpelledInSource()))
      return Container;
  }
  return nullptr;
}

/// The owner that \p S has end what it holds, and perhaps gives something, by a call of `emplace` or the like.
const Expr *EmptiedTargets::filled(const Stmt *S) {
  static const std::set<StringRef> Names = {"emplace", "clear", "reset", "assign"};
  auto *Call = dyn_cast<CXXMemberCallExpr>(S);
  const CXXMethodDecl *Method = Call ? Call->getMethodDecl() : nullptr;
  return Method && Method->getIdentifier() && Names.count(Method->getName()) ? Call->getImplicitObjectArgument() : nullptr;
}

bool EmptiedTargets::wasMoved(const Expr *Target, const State &Now) const {
  return llvm::any_of(Now.Moved, [&](const Expr *Other) { return isSame(Target, Other); });
}

/// \p S perhaps gives \p Target something, and other places by the way.
void EmptiedTargets::fills(const Stmt *S, const Expr *Target, State &Now) {
  const ValueDecl *Place = Target ? ownPlace(Target) : nullptr;
  auto *Call = dyn_cast<CallExpr>(S);
  const auto Fills = [&](const ValueDecl *Each) {
    return Each == Place && Call ? llvm::any_of(Call->arguments(), [&](const Expr *Arg) { return Arg != Target && mayFill(Arg, Each); })
                                 : mayFill(S, Each);
  };
  std::erase_if(Now.Empty, Fills);
  if (Place && Now.Empty.erase(Place))
    Found.insert(Target);
  if (auto *Declaration = dyn_cast<DeclStmt>(S))
    for (const Decl *D : Declaration->decls())
      if (auto *Var = dyn_cast<VarDecl>(D); Var && Var->hasLocalStorage() && makesEmptyOwner(Var->getType(), Var->getInit()))
        Now.Empty.insert(Var);
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
