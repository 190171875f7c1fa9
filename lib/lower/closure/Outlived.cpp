//===- Outlived.cpp - Coroutines that outlive the closure they run in -----===//
//
// A coroutine lambda reads its captures from the closure that it was called on. If that is a
// temporary, the coroutine has to end within the same full-expression: `co_await [x] … ();` is right,
// `auto t = [x] … ();` is not.
//
// The check goes down from the places where a value leaves its full-expression (what is returned,
// initialises something, is assigned, or is given to a call that keeps it) through the expressions that
// hand a coroutine on: arms of `?:`, constructors and braces, and calls whose result can be awaited,
// which is how `timeout(1s, [x] … ())` carries the task that it was given. An await ends the search,
// for what it awaits has ended with it. What other calls do with a coroutine is not known; those
// whose name says that they run it to its end (`block_on`) or keep it (`spawn`, `push_back`) are believed.
//
//===----------------------------------------------------------------------===//

#include "lower/closure/Outlived.h"
#include "analysis/Awaitable.h"
#include "analysis/Names.h"
#include "analysis/WrittenVisitor.h"
#include "parse/Compat.h"
#include "clang/AST/DeclTemplate.h"

using namespace clang;

namespace asyncc {
namespace {

/// A name's words: spawn_all and startNow.
std::vector<std::string> wordsOf(StringRef Name) {
  std::vector<std::string> Out(1);
  for (char C : Name) {
    if (C == '_' || (isUppercase(C) && !Out.back().empty()))
      Out.emplace_back();
    if (C != '_')
      Out.back() += toLowercase(C);
  }
  return Out;
}

bool keeps(StringRef Name) {
  static const std::set<std::string> Words = {
      "spawn", "post",  "detach", "detached", "launch",  "start", "schedule", "push", "emplace",
      "insert", "add",  "append", "submit",   "enqueue", "defer", "dispatch", "store"};
  return llvm::any_of(wordsOf(Name), [](const std::string &W) { return Words.count(W); });
}

bool runsToTheEnd(StringRef Name) {
  static const std::set<std::string> Words = {"block", "sync", "wait", "run"};
  return !keeps(Name) &&
         llvm::any_of(wordsOf(Name), [](const std::string &W) { return Words.count(W); });
}

std::string nameOfCallee(const CallExpr *Call) {
  const Expr *Callee = Call->getCallee()->IgnoreParenImpCasts();
  DeclarationName Name;
  if (auto *Ref = dyn_cast<DeclRefExpr>(Callee))
    Name = Ref->getDecl()->getDeclName();
  else if (auto *Member = dyn_cast<MemberExpr>(Callee))
    Name = Member->getMemberDecl()->getDeclName();
  else if (auto *Overloads = dyn_cast<OverloadExpr>(Callee))
    Name = Overloads->getName();
  else if (auto *Dependent = dyn_cast<CXXDependentScopeMemberExpr>(Callee))
    Name = Dependent->getMember();
  else if (auto *Scoped = dyn_cast<DependentScopeDeclRefExpr>(Callee))
    Name = Scoped->getDeclName();
  return Name.isIdentifier() && !Name.isEmpty() ? Name.getAsString() : "";
}

const Expr *strip(const Expr *E) {
  while (E) {
    const Expr *Inner = E->IgnoreParens()->IgnoreImplicit();
    if (auto *Bind = dyn_cast<CXXBindTemporaryExpr>(Inner))
      Inner = Bind->getSubExpr();
    if (Inner == E)
      break;
    E = Inner;
  }
  return E;
}

/// Whether it is async::spawn, or another function of the name that is no member: who discards what that gives lets it
/// run on its own.
bool isFreeSpawn(const CallExpr *Call) {
  return nameOfCallee(Call) == "spawn" && !isa<MemberExpr, CXXDependentScopeMemberExpr, UnresolvedMemberExpr>(
                                              Call->getCallee()->IgnoreParenImpCasts());
}

/// The object that a call of a closure is made on, or null.
const Expr *calledObject(const CallExpr *Call) {
  if (auto *Operator = dyn_cast<CXXOperatorCallExpr>(Call))
    return Operator->getOperator() == OO_Call ? strip(Operator->getArg(0)) : nullptr;
  if (auto *Member = dyn_cast<CXXMemberCallExpr>(Call)) { // f.operator()<T>()
    const Expr *Object = Member->getImplicitObjectArgument();
    auto *Method = Member->getMethodDecl();
    return Object && Method && Method->getOverloadedOperator() == OO_Call ? strip(Object) : nullptr;
  }
  const FunctionDecl *Callee = Call->getDirectCallee();
  if (Callee && Callee->isInStdNamespace() && nameOfCallee(Call) == "invoke")
    return strip(Call->getArg(0));
  return strip(Call->getCallee()); // dependent
}

class Outlived : public WrittenVisitor {
  using Base = WrittenVisitor;

public:
  explicit Outlived(Lowering &L) : L(L) {}

  bool TraverseDecl(Decl *D) override {
    if (D && isForeign(L.Unit, D))
      return true;
    auto *F = dyn_cast_or_null<FunctionDecl>(D);
    const bool Outer = std::exchange(InCoroutine, F ? isCoroutine(F) : InCoroutine);
    const bool Go = Base::TraverseDecl(D);
    InCoroutine = Outer;
    return Go;
  }
  bool TraverseCXXRecordDecl(CXXRecordDecl *D) override {
    return Visitor::TraverseCXXRecordDecl(D);
  }
  bool TraverseLambdaExpr(LambdaExpr *E) override {
    for (const auto [Capture, Init] : llvm::zip(E->captures(), E->capture_inits()))
      if (E->isInitCapture(&Capture))
        leaves(Init, Capture.getLocation(), "kept in a capture here");
    // Its body is another function, which what is awaited around it does not concern.
    const unsigned Outer = std::exchange(Awaited, 0);
    const bool OuterIs = std::exchange(InCoroutine, isCoroutine(E->getCallOperator()));
    bool Go = Base::TraverseLambdaExpr(E) && TraverseStmt(E->getBody());
    Awaited = Outer;
    InCoroutine = OuterIs;
    return Go;
  }
  bool TraverseCoawaitExpr(CoawaitExpr *E) override { return awaited(E->getOperand()); }
  bool TraverseDependentCoawaitExpr(DependentCoawaitExpr *E) override { return awaited(E->getOperand()); }
  bool TraverseCoyieldExpr(CoyieldExpr *E) override { return awaited(const_cast<Expr *>(yielded(E))); }

  bool VisitReturnStmt(ReturnStmt *S) override {
    return leaves(S->getRetValue(), S->getReturnLoc(), "returned here", true);
  }
  bool VisitCoreturnStmt(CoreturnStmt *S) override {
    return leaves(S->getOperand(), S->getKeywordLoc(), "returned here", true);
  }
  bool VisitVarDecl(VarDecl *D) override {
    if (isa<ParmVarDecl>(D) || D->isInitCapture())
      return true;
    return leaves(D->getInit(), D->getLocation(),
                  D->getIdentifier() && !D->getName().starts_with("__")
                      ? "stored in '" + nameOf(D) + "' here"
                      : "used after that here");
  }
  bool VisitCXXForRangeStmt(CXXForRangeStmt *S) override {
    // From C++23 on the temporaries of a range live as long as the loop.
    if (L.Unit.AST.getLangOpts().CPlusPlus23 && !L.Unit.ForGcc)
      return true;
    return leaves(S->getRangeInit(), S->getForLoc(), "the range of this loop");
  }
  bool VisitFieldDecl(FieldDecl *D) override {
    return !D->hasInClassInitializer() ||
           leaves(D->getInClassInitializer(), D->getLocation(), "stored in '" + nameOf(D) + "' here");
  }
  bool TraverseConstructorInitializer(CXXCtorInitializer *Init) override {
    if (Init->isWritten())
      leaves(Init->getInit(), Init->getSourceLocation(), "stored in a member here");
    return Base::TraverseConstructorInitializer(Init);
  }
  bool VisitCXXNewExpr(CXXNewExpr *E) override {
    return leaves(E->getInitializer(), E->getBeginLoc(), "stored in a new object here");
  }
  bool VisitBinaryOperator(BinaryOperator *E) override {
    return !E->isAssignmentOp() || leaves(E->getRHS(), E->getOperatorLoc(), "assigned here");
  }
  bool TraverseStmt(Stmt *S) override {
    auto *Block = dyn_cast_or_null<CompoundStmt>(S);
    if (!Block)
      return Base::TraverseStmt(S);
    Blocks.push_back(Block);
    for (const Stmt *Each : Block->body())
      if (auto *E = dyn_cast<Expr>(Each))
        if (auto *Call = dyn_cast<CallExpr>(strip(E)); Call && isFreeSpawn(Call))
          given(Call, true);
    const bool Go = Base::TraverseStmt(S);
    Blocks.pop_back();
    return Go;
  }
  bool VisitCallExpr(CallExpr *Call) override { return given(Call, false); }

private:
  /// A call that may keep what it is given: until its function has ended, \p WithScope.
  bool given(const CallExpr *Call, bool WithScope) {
    if (Awaited)
      return true;
    if (auto *Operator = dyn_cast<CXXOperatorCallExpr>(Call)) {
      if (Operator->isAssignmentOp())
        leaves(Operator->getArg(1), Operator->getOperatorLoc(), "assigned here");
      return true;
    }
    const std::string Name = nameOfCallee(Call);
    const FunctionDecl *Callee = Call->getDirectCallee();
    if (!keeps(Name) && !(Callee && Callee->isInStdNamespace() && StringRef(Name).starts_with("make_")))
      return true;
    const std::string How = "given to '" + Name + "' here";
    auto *Member = dyn_cast<MemberExpr>(Call->getCallee()->IgnoreParenImpCasts());
    const VarDecl *OuterKeeper = std::exchange(Keeper, Member && InCoroutine ? localIn(Member->getBase()) : nullptr);
    const bool OuterJoins = std::exchange(KeeperJoins, Name == "spawn");
    const bool OfOthers = Member && (Keeper || outlivesScope(Member->getBase()));
    for (const Expr *Arg : Call->arguments())
      leaves(Arg, Call->getExprLoc(), How, WithScope || OfOthers);
    Keeper = OuterKeeper;
    KeeperJoins = OuterJoins;
    if (!Member)
      return true;
    auto *Spawned = dyn_cast<CallExpr>(strip(Member->getBase()));
    leaves(Member->getBase(), Call->getExprLoc(), How, Name == "detach" && Spawned && isFreeSpawn(Spawned));
    return true;
  }
  static const VarDecl *localIn(const Expr *Object) {
    auto *Ref = dyn_cast<DeclRefExpr>(strip(Object));
    auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
    const bool IsLocal = Var && Var->hasLocalStorage() && !isa<ParmVarDecl>(Var) &&
                         !Var->getType()->isReferenceType() && !Ref->refersToEnclosingVariableOrCapture();
    return IsLocal ? Var : nullptr;
  }
  /// The innermost of the blocks around this place that declares \p Var, or null.
  const CompoundStmt *blockOf(const VarDecl *Var) const {
    for (const CompoundStmt *Block : llvm::reverse(Blocks))
      for (const Stmt *Each : Block->body())
        if (auto *Declared = dyn_cast<DeclStmt>(Each); Declared && llvm::is_contained(Declared->decls(), Var))
          return Block;
    return nullptr;
  }
  /// Whether anything in \p S is awaited behind \p Loc.
  bool awaitsBehind(const Stmt *S, SourceLocation Loc) const {
    if (!S || isa<LambdaExpr>(S))
      return false;
    if (isa<CoawaitExpr, DependentCoawaitExpr, CoyieldExpr>(S) &&
        L.Unit.SM.isBeforeInTranslationUnit(Loc, S->getBeginLoc()))
      return true;
    return llvm::any_of(S->children(), [&](const Stmt *Child) { return awaitsBehind(Child, Loc); });
  }
  /// Whether what keeps the coroutine that \p Call makes lives longer than \p Closure. A coroutine may wait for it, by
  /// any await behind.
  bool outlives(const VarDecl *Closure, const CallExpr *Call) const {
    if (!InCoroutine)
      return true;
    const CompoundStmt *Block = blockOf(Closure);
    if (!Block || awaitsBehind(Block, endOf(Call)))
      return false;
    if (!Keeper)
      return true;
    // A group that was declared before joins its tasks when the closure is gone.
    const CompoundStmt *Around = blockOf(Keeper);
    return Around != Block ? Around && L.Unit.SM.isBeforeInTranslationUnit(Around->getBeginLoc(), Block->getBeginLoc())
                           : KeeperJoins && L.Unit.SM.isBeforeInTranslationUnit(Keeper->getLocation(), Closure->getLocation());
  }
  /// A group that the function is given, or a member.
  static bool outlivesScope(const Expr *Object) {
    Object = strip(Object);
    auto *Ref = dyn_cast<DeclRefExpr>(Object);
    return isa<MemberExpr>(Object) || (Ref && isa<ParmVarDecl>(Ref->getDecl()) && Ref->getDecl()->getType()->isReferenceType());
  }

  bool awaited(Expr *Operand) {
    ++Awaited;
    bool Go = TraverseStmt(Operand);
    --Awaited;
    return Go;
  }

  /// The value of \p E goes on behind its full-expression, and, \p WithScope, its function.
  bool leaves(const Expr *E, SourceLocation Loc, const std::string &How, bool WithScope = false) {
    if (Awaited)
      return true;
    E = E ? strip(E) : nullptr;
    if (!E || isa<CoawaitExpr, DependentCoawaitExpr, CoyieldExpr>(E))
      return true;
    if (auto *Either = dyn_cast<ConditionalOperator>(E))
      return leaves(Either->getTrueExpr(), Loc, How, WithScope) &&
             leaves(Either->getFalseExpr(), Loc, How, WithScope);
    if (auto *Binary = dyn_cast<BinaryOperator>(E))
      return Binary->getOpcode() == BO_Comma ? leaves(Binary->getRHS(), Loc, How, WithScope)
             : Binary->getOpcode() == BO_Or  ? leaves(Binary->getLHS(), Loc, How, WithScope) // to an adaptor
                                             : true;
    if (auto *Ref = dyn_cast<DeclRefExpr>(E)) { // auto t = f(); return t;
      auto *Var = WithScope ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
      return !Var || isa<ParmVarDecl>(Var) || !Var->hasLocalStorage() || Var->getType()->isReferenceType() ||
             Ref->refersToEnclosingVariableOrCapture() || !Var->hasInit() || !Followed.insert(Var).second ||
             leaves(Var->getInit(), Loc, How, true);
    }
    if (auto *Cast = dyn_cast<ExplicitCastExpr>(E))
      return leaves(Cast->getSubExpr(), Loc, How, WithScope);
    if (auto *Call = dyn_cast<CallExpr>(E))
      return leavesCall(Call, Loc, How, WithScope);
    if (isa<CXXConstructExpr, InitListExpr, ParenListExpr, CXXUnresolvedConstructExpr,
            CXXStdInitializerListExpr>(E))
      for (const Stmt *Child : E->children())
        if (auto *Part = dyn_cast_or_null<Expr>(Child))
          leaves(Part, Loc, How, WithScope);
    return true;
  }

  bool leavesCall(const CallExpr *Call, SourceLocation Loc, const std::string &How,
                  bool WithScope) {
    if (const Expr *Object = calledObject(Call)) {
      if (const Expr *Moved = movedOperand(Object))
        Object = strip(Moved);
      if (auto *Lambda = dyn_cast<LambdaExpr>(Object)) {
        if (isCapturing(Lambda->getLambdaClass()))
          report(Lambda->getIntroducerRange().getBegin(), Diag::closure_outlived,
                 captured(Lambda->getLambdaClass()), Loc, How);
        return true;
      }
      if (const CXXRecordDecl *Made = Object->getType()->getAsCXXRecordDecl();
          Made && Made->isLambda() && Object->isPRValue()) { // that a call returned
        if (isCapturing(Made))
          report(Object->getBeginLoc(), Diag::closure_outlived, captured(Made), Loc, How);
        return true;
      }
      auto *Ref = dyn_cast<DeclRefExpr>(Object);
      auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
      const CXXRecordDecl *Class = Var ? Var->getType()->getAsCXXRecordDecl() : nullptr;
      if (Class && Class->isLambda()) {
        if (WithScope && Var->hasLocalStorage() && isCapturing(Class) &&
            !Ref->refersToEnclosingVariableOrCapture() && // a copy in a closure
            outlives(Var, Call))
          report(beginOf(Call), Diag::closure_outlived_scope, nameOf(Var), Loc, How);
        return true;
      }
    }
    if (auto *Operator = dyn_cast<CXXOperatorCallExpr>(Call))
      return Operator->getOperator() != OO_Pipe || leaves(Operator->getArg(0), Loc, How, WithScope); // to an adaptor
    const std::string Name = nameOfCallee(Call);
    if (runsToTheEnd(Name) || !isAwaitable(L.Unit, Call->getType()))
      return true;
    if (keeps(Name)) // the innermost that does
      return given(Call, WithScope);
    for (const Expr *Arg : Call->arguments())
      leaves(Arg, Loc, How, WithScope);
    if (auto *Member = dyn_cast<MemberExpr>(Call->getCallee()->IgnoreParenImpCasts()))
      leaves(Member->getBase(), Loc, How, WithScope);
    return true;
  }

  bool isCapturing(const CXXRecordDecl *Class) const {
    const CXXMethodDecl *F = Class->getLambdaCallOperator();
    return F && Class->capture_size() != 0 && isCoroutine(patternOf(F)) &&
           !L.Unit.Notes.on(F, AnnotationKind::Closure) &&
           !L.Unit.Notes.on(patternOf(F), AnnotationKind::Closure);
  }
  static std::string captured(const CXXRecordDecl *Class) {
    for (const LambdaCapture &Each : Class->captures())
      if (Each.capturesVariable() && Each.getCapturedVar()->getIdentifier())
        return "'" + nameOf(Each.getCapturedVar()) + "'";
    return "'this'";
  }

  void report(SourceLocation At, Diag ID, const std::string &What, SourceLocation Loc,
              const std::string &How) {
    if (Reported.insert(At).second && L.report(At, ID, {What}))
      L.note(Loc, "its coroutine is " + How);
  }

  Lowering &L;
  unsigned Awaited = 0;
  bool InCoroutine = false;
  std::vector<const CompoundStmt *> Blocks; // around this place, innermost last
  const VarDecl *Keeper = nullptr;          // the local variable that is given a coroutine, in coroutines
  bool KeeperJoins = false;                 // by spawn
  std::set<const VarDecl *> Followed; // to what they are made from
  std::set<SourceLocation> Reported;
};

} // namespace

void checkOutlived(Lowering &L) {
  Outlived(L).TraverseDecl(L.Unit.AST.getTranslationUnitDecl());
}

} // namespace asyncc
