//===- AwaitForms.cpp - Forms of co_await that g++ 12 gets wrong ----------===//
//
//     f(a && co_await b())      ->   f((co_await [&]() -> async::task<bool> {
//                                        bool const left_ = static_cast<bool>(a);
//                                        if (!left_) co_return false;
//                                        co_return static_cast<bool>(co_await b()); }()))
//     c ? co_await f() : g()    ->   the same with `if (chosen_) co_return …; co_return …;`
//     co_await (c ? f() : g())  ->   the same with `co_return co_await …;`
//     co_await run(part{s, 1})  ->   co_await run([&]() -> part { return part{s, 1}; }())
//     (co_await f()).size       ->   async::itself(co_await f()).size       // in a template
//     { if (co_await f()) … }   ->   { [[maybe_unused]] char local_ = 0; if (co_await f()) … }
//
// g++ evaluates what is behind `&&`, `||`, `?` and `:` always, unless the operator is the whole of an
// initialiser, a statement or the condition of an `if`; it destroys closures and aggregates that are
// made in an awaited expression twice; and it crashes on the last. A coroutine lambda that is awaited at once
// keeps temporaries alive as the expression did: they die with the operand that they belong to.
//
//===----------------------------------------------------------------------===//

#include "lower/gcc/AwaitForms.h"
#include "analysis/Awaitable.h"
#include "analysis/Maybe.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace asyncc {
namespace {

constexpr int Order = 5000000; // inside of statements, around temporaries

/// The operand of an await; null if \p S is none.
const Expr *awaited(const Stmt *S) {
  if (auto *Await = dyn_cast_or_null<CoawaitExpr>(S))
    return Await->getOperand();
  auto *Dependent = dyn_cast_or_null<DependentCoawaitExpr>(S);
  return Dependent ? Dependent->getOperand() : nullptr;
}

bool awaits(const Stmt *S) {
  if (!S || isa<LambdaExpr>(S))
    return false;
  return isa<CoawaitExpr, DependentCoawaitExpr, CoyieldExpr>(S) ||
         llvm::any_of(S->children(), awaits);
}

const Expr *plain(const Expr *E) {
  while (true) {
    const Expr *Inner = E->IgnoreParens()->IgnoreImplicit();
    if (Inner == E)
      return E;
    E = Inner;
  }
}

/// One body.
class Forms {
public:
  Forms(Lowering &L, const FunctionDecl *F, bool Rewrites, std::string Coroutine)
      : L(L), F(F), Rewrites(Rewrites), Coroutine(std::move(Coroutine)) {}

  void run(const CompoundStmt *Body) {
    const bool Declares = llvm::any_of(Body->body(), [](const Stmt *S) { return isa<DeclStmt>(S); });
    if (!Declares && headAwaits(Body)) {
      if (Rewrites)
        L.Edits.insertAfter(Body->getLBracLoc(),
                            {" [[maybe_unused]] char " + uniqueLocalName(L.Unit, "local_") + " = 0;"},
                            -3000);
      else
        L.report(Body->getLBracLoc(), Diag::gcc_await,
                 {"crashes in a condition that awaits if the body declares no variable outside of it",
                  "declare a variable at the beginning of the body"});
    }
    statement(Body);
  }

private:
  static bool headAwaits(const Stmt *S) {
    if (!S || isa<LambdaExpr>(S))
      return false;
    auto *If = dyn_cast<IfStmt>(S);
    auto *While = dyn_cast<WhileStmt>(S);
    auto *Switch = dyn_cast<SwitchStmt>(S);
    return (If && awaits(If->getCond())) || (While && awaits(While->getCond())) ||
           (Switch && awaits(Switch->getCond())) || llvm::any_of(S->children(), headAwaits);
  }

  void statement(const Stmt *S) {
    if (!S)
      return;
    if (auto *E = dyn_cast<Expr>(S))
      return expression(E, true, false);
    if (auto *Return = dyn_cast<CoreturnStmt>(S)) {
      if (Return->getOperand())
        expression(Return->getOperand(), false, false);
      return;
    }
    if (auto *Declaration = dyn_cast<DeclStmt>(S)) {
      for (const Decl *D : Declaration->decls())
        if (auto *Var = dyn_cast<VarDecl>(D); Var && Var->getInit())
          expression(Var->getInit(), true, false);
      return;
    }
    if (auto *Range = dyn_cast<CXXForRangeStmt>(S)) {
      statement(Range->getInit());
      if (Range->getRangeInit())
        expression(Range->getRangeInit(), false, false);
      return statement(Range->getBody());
    }
    const Expr *Condition = nullptr, *Step = nullptr;
    if (auto *Loop = dyn_cast<WhileStmt>(S))
      Condition = Loop->getCond();
    else if (auto *Loop = dyn_cast<DoStmt>(S))
      Condition = Loop->getCond();
    else if (auto *Loop = dyn_cast<ForStmt>(S))
      Condition = Loop->getCond(), Step = Loop->getInc();
    for (const Stmt *Child : S->children()) {
      auto *E = dyn_cast_or_null<Expr>(Child);
      if (E && (E == Condition || E == Step))
        expression(E, false, false);
      else
        statement(Child);
    }
  }

  /// \p Whole: the operator is all of an initialiser, statement or condition. \p InAwait: the value
  /// becomes part of what is awaited.
  void expression(const Expr *Written, bool Whole, bool InAwait) {
    const Expr *E = plain(Written);
    if (auto *Lambda = dyn_cast<LambdaExpr>(E)) {
      for (const Expr *Init : Lambda->capture_inits())
        if (Init)
          expression(Init, false, InAwait);
      if (InAwait && ownsSomething(Lambda))
        made(Lambda, "a closure", "");
      return;
    }
    if (auto *Operator = dyn_cast<BinaryOperator>(E); Operator && Operator->isLogicalOp()) {
      const bool Wrong = !Whole && awaits(Operator->getRHS());
      expression(Operator->getLHS(), Whole, InAwait);
      expression(Operator->getRHS(), Whole, InAwait);
      if (Wrong)
        logical(Operator);
      return;
    }
    if (auto *Not = dyn_cast<UnaryOperator>(E); Not && Not->getOpcode() == UO_LNot)
      return expression(Not->getSubExpr(), Whole, InAwait);
    if (auto *Either = dyn_cast<ConditionalOperator>(E)) {
      const bool First = awaits(Either->getTrueExpr()), Second = awaits(Either->getFalseExpr());
      const bool Simple = Either->getType()->isScalarType() || Either->getType()->isVoidType();
      expression(Either->getCond(), Whole, InAwait);
      expression(Either->getTrueExpr(), Whole, InAwait);
      expression(Either->getFalseExpr(), Whole, InAwait);
      if ((First || Second) && !(Whole && Simple && !(First && Second)))
        conditional(Either, nullptr);
      return;
    }
    if (const Expr *Operand = awaited(E)) {
      if (auto *Either = dyn_cast<ConditionalOperator>(plain(Operand))) {
        expression(Either->getCond(), false, true);
        expression(Either->getTrueExpr(), false, true);
        expression(Either->getFalseExpr(), false, true);
        return conditional(Either, E);
      }
      return expression(Operand, false, true);
    }
    if (auto *Member = dyn_cast<CXXDependentScopeMemberExpr>(E);
        Member && !Member->isImplicitAccess())
      postfix(Member->getBase());
    else if (auto *Call = dyn_cast<CallExpr>(E); Call && Call->isTypeDependent())
      postfix(Call->getCallee());
    else if (auto *Subscript = dyn_cast<ArraySubscriptExpr>(E);
             Subscript && Subscript->isTypeDependent())
      postfix(Subscript->getLHS());
    if (InAwait && isBraced(E) && isOwningAggregate(E->getType()))
      return made(E, "an aggregate", isa<InitListExpr>(E) ? qualifiedTypeName(L.Unit, E->getType()) : "");
    if (auto *Call = dyn_cast<CallExpr>(E); Call && InAwait && Call->isTypeDependent())
      bareLists(Call);
    for (const Stmt *Child : E->children())
      if (auto *Inner = dyn_cast_or_null<Expr>(Child))
        expression(Inner, false, InAwait);
  }

  static bool isBraced(const Expr *E) {
    if (auto *Cast = dyn_cast<CXXFunctionalCastExpr>(E))
      return Cast->isListInitialization();
    if (auto *Made = dyn_cast<CXXTemporaryObjectExpr>(E))
      return Made->isListInitialization();
    if (auto *Made = dyn_cast<CXXUnresolvedConstructExpr>(E))
      return Made->isListInitialization();
    return isa<InitListExpr>(E);
  }
  static bool isOwningAggregate(QualType T) {
    const CXXRecordDecl *Class = T->getAsCXXRecordDecl();
    Class = Class ? Class->getDefinition() : nullptr;
    return T->isDependentType() ||
           (Class && (Class->isDependentContext() ||
                      (Class->isAggregate() && !Class->hasTrivialDestructor())));
  }
  static bool ownsSomething(const LambdaExpr *E) {
    return llvm::any_of(E->captures(), [](const LambdaCapture &C) {
      QualType T = C.capturesVariable() && C.getCaptureKind() == LCK_ByCopy
                       ? C.getCapturedVar()->getType().getNonReferenceType()
                       : QualType();
      return !T.isNull() && (T->isDependentType() || T->isUndeducedType() ||
                             T.isDestructedType() != QualType::DK_none);
    });
  }
  /// f({a, b}) where only an instantiation finds f's parameter, but there is one function only.
  void bareLists(const CallExpr *Call) {
    const Expr *Callee = Call->getCallee()->IgnoreParenImpCasts();
    const FunctionDecl *F = nullptr;
    if (auto *Member = dyn_cast<MemberExpr>(Callee))
      F = Member->getMemberDecl()->getAsFunction();
    else if (auto *Ref = dyn_cast<DeclRefExpr>(Callee))
      F = Ref->getDecl()->getAsFunction();
    for (unsigned I = 0; F && I < std::min(F->getNumParams(), Call->getNumArgs()); ++I) {
      QualType T = F->getParamDecl(I)->getType().getNonReferenceType().getUnqualifiedType();
      if (isa<InitListExpr>(Call->getArg(I)) && !T->isDependentType() && isOwningAggregate(T))
        made(Call->getArg(I), "an aggregate", qualifiedTypeName(L.Unit, T));
    }
  }

  /// Whether the form is to be written otherwise here; else warns of it, unless it is gone.
  bool edits(const Expr *E, SourceLocation Loc, bool Possible, const std::string &What,
             const std::string &Instead) {
    auto At = L.Edits.region(E->getSourceRange());
    const SourceEdits::Fate Fate = At ? L.Edits.fateOf(*At) : SourceEdits::Moved;
    if (Fate == SourceEdits::Stays && Rewrites && Possible) {
      L.Unit.Lowered.add(Loc, "gcc-await", nameOf(F), {"g++ 12 " + What});
      return true;
    }
    if (Fate != SourceEdits::Removed)
      L.report(Loc, Diag::gcc_await, {What, Instead});
    return false;
  }
  std::string coroutine(const std::string &Value) const {
    return Coroutine + (Coroutine.back() == '<' ? "" : ", ") + Value + ">";
  }
  std::string name(const char *Base) {
    return uniqueLocalName(L.Unit, std::string(Base) + std::to_string(++Count) + "_");
  }

  void logical(const BinaryOperator *E) {
    const bool And = E->getOpcode() == BO_LAnd;
    if (!edits(E, E->getOperatorLoc(), !Coroutine.empty(),
               std::string("evaluates the right side of '") + (And ? "&&" : "||") +
                   "' even if the left side is " + (And ? "false" : "true"),
               "store the left side in a variable, and test that in an 'if' statement"))
      return;
    const std::string Left = name("left"), Bool = coroutine("bool");
    const int Deep = ++Depth;
    L.Edits.insertBefore(E->getBeginLoc(),
                         {"(co_await [&]() -> " + Bool + " { bool const " + Left +
                          " = static_cast<bool>("},
                         Order - Deep);
    L.Edits.replace(SourceRange(E->getOperatorLoc()),
                    {"); if (" + std::string(And ? "!" : "") + Left + ") co_return " +
                     (And ? "false" : "true") + "; co_return static_cast<bool>("});
    L.Edits.insertAfter(E->getEndLoc(), {"); }())"}, Deep - Order);
  }

  /// \p Await is set if it is the await of the whole: both arms are awaited instead.
  void conditional(const ConditionalOperator *E, const Expr *Await) {
    std::string Type = resultOf(E, Await);
    const Expr *Whole = Await ? Await : E;
    if (!edits(Whole, E->getQuestionLoc(), !Coroutine.empty() && !Type.empty(),
               Await ? "uses the operand that '?:' makes after it is gone"
                     : "evaluates both arms of '?:', or uses one that is gone",
               "write an 'if' statement"))
      return;
    const std::string Chosen = name("chosen");
    auto Give = [&](const Expr *Arm) -> std::string {
      return isa<CXXThrowExpr>(plain(Arm)) ? "" : Await ? "co_return co_await " : "co_return ";
    };
    const int Deep = ++Depth;
    const std::string Head = "co_await [&]() -> " + coroutine(Type) + " { bool const " + Chosen +
                             " = static_cast<bool>(";
    if (Await) {
      // co_await (c ? a : b): from the keyword to the condition
      L.Edits.replaceWithSpaces(SourceRange(Await->getBeginLoc()), {"("});
      L.Edits.insertBefore(E->getBeginLoc(), {Head}, Order - Deep);
      L.Edits.insertAfter(Await->getEndLoc(), {")"}, Deep - Order);
    } else {
      L.Edits.insertBefore(E->getBeginLoc(), {"(" + Head}, Order - Deep);
    }
    L.Edits.replace(SourceRange(E->getQuestionLoc()),
                    {"); if (" + Chosen + ") { " + Give(E->getTrueExpr())});
    L.Edits.replace(SourceRange(E->getColonLoc()), {"; } " + Give(E->getFalseExpr())});
    L.Edits.insertAfter(E->getEndLoc(), {std::string("; }()") + (Await ? "" : ")")}, Deep - Order);
  }

  /// The type of the whole, as text.
  std::string resultOf(const ConditionalOperator *E, const Expr *Await) {
    const Expr *Whole = Await ? Await : E;
    QualType T = Whole->getType();
    if (!T->isDependentType() && !T->isPlaceholderType()) {
      if (T->isVoidType())
        return "void";
      const std::string Text = qualifiedTypeName(L.Unit, T.getUnqualifiedType());
      return Text.empty() || !Whole->isLValue() ? Text : qualifiedTypeName(L.Unit, T) + "&";
    }
    if (Await)
      return "async::await_result<decltype(" + unevaluated(E->getTrueExpr()) + ")>";
    std::string First = typeOf(E->getTrueExpr()), Second = typeOf(E->getFalseExpr());
    if (isa<CXXThrowExpr>(plain(E->getTrueExpr())))
      First = Second;
    else if (isa<CXXThrowExpr>(plain(E->getFalseExpr())))
      Second = First;
    return First.empty() || Second.empty() ? "" : "async::either_t<" + First + ", " + Second + ">";
  }
  std::string typeOf(const Expr *Arm) {
    return "decltype((" + unevaluated(Arm) + "))";
  }
  /// The text of \p E for a decltype: each `co_await x` becomes a std::declval of what it gives.
  std::string unevaluated(const Expr *E) {
    std::vector<const Expr *> Awaits;
    collect(E, Awaits);
    const SourceManager &SM = L.Unit.SM;
    std::string Out;
    auto Whole = L.Edits.region(E->getSourceRange());
    if (!Whole)
      return L.Edits.text(E->getSourceRange());
    unsigned At = Whole->Begin;
    const StringRef Buffer = SM.getBufferData(Whole->File);
    for (const Expr *Await : Awaits)
      if (auto Part = L.Edits.region(Await->getSourceRange());
          Part && Part->File == Whole->File && Part->Begin >= At) {
        Out += Buffer.slice(At, Part->Begin).str() + "std::declval<async::await_result<decltype(" +
               unevaluated(awaited(Await)) + ")>>()";
        At = Part->End;
      }
    return Out + Buffer.slice(At, Whole->End).str();
  }
  static void collect(const Stmt *S, std::vector<const Expr *> &Awaits) {
    if (!S || isa<LambdaExpr>(S))
      return;
    if (awaited(S))
      return Awaits.push_back(cast<Expr>(S));
    for (const Stmt *Child : S->children())
      collect(Child, Awaits);
  }

  /// A closure or aggregate: made by a call it is destroyed once.
  void made(const Expr *E, const std::string &What, const std::string &Type) {
    if (!edits(E, E->getBeginLoc(), !awaits(E),
               "destroys " + What + " that is made in an awaited expression twice",
               "give it a name in front of the statement"))
      return;
    const int Deep = ++Depth;
    L.Edits.insertBefore(E->getBeginLoc(),
                         {"[&]()" + (Type.empty() ? "" : " -> " + Type) + " { return "},
                         Order - Deep);
    L.Edits.insertAfter(E->getEndLoc(), {"; }()"}, Deep - Order);
  }

  /// (co_await dependent()).x
  void postfix(const Expr *Base) {
    auto *Paren = dyn_cast<ParenExpr>(Base);
    const Expr *Value = Paren ? plain(Paren->getSubExpr()) : nullptr;
    if (!Value || !Paren->isTypeDependent() ||
        !(awaited(Value) || (isa<ConditionalOperator>(Value) && awaits(Value))))
      return;
    if (!edits(Base, Base->getBeginLoc(), true, "rejects a member of an awaited value in a template",
               "give the value a name"))
      return;
    L.Edits.insertBefore(Base->getBeginLoc(), {"async::itself"}, Order);
    requireHeader(L, {"async", "itself"}, "async/task.hpp");
  }

  Lowering &L;
  const FunctionDecl *F;
  const bool Rewrites;
  const std::string Coroutine; ///< `async::task<` or `async::maybe<M`; empty if neither fits
  int Depth = 0, Count = 0;
};

class Bodies : public RecursiveASTVisitor<Bodies> {
public:
  explicit Bodies(Lowering &L) : L(L) {
    Annotated.insert(L.Unit.SM.getMainFileID());
    for (const ScannedSpecifier &Spec : L.Unit.Notes.Scanner.specifiers())
      Annotated.insert(L.Unit.SM.getFileID(L.Unit.SM.getExpansionLoc(Spec.Begin)));
  }
  bool TraverseDecl(Decl *D) {
    return (D && isForeign(L.Unit, D)) || RecursiveASTVisitor::TraverseDecl(D);
  }
  bool TraverseCoroutineBodyStmt(CoroutineBodyStmt *S) { return TraverseStmt(S->getBody()); }
  bool VisitLambdaExpr(LambdaExpr *E) {
    body(E->getCallOperator());
    return true;
  }
  bool VisitFunctionDecl(FunctionDecl *F) {
    auto *Method = dyn_cast<CXXMethodDecl>(F);
    if (!(Method && Method->getParent()->isLambda()) && F->doesThisDeclarationHaveABody())
      body(F);
    return true;
  }

private:
  void body(const FunctionDecl *F) {
    if (!isCoroutine(F) || F->isTemplateInstantiation() ||
        !Annotated.count(L.Unit.SM.getFileID(L.Unit.SM.getExpansionLoc(F->getLocation()))))
      return;
    const MaybeResult Maybe = maybeResult(L.Unit.AST, F->getReturnType());
    if (modeOf(L, F) == Mode::Blocking && Maybe)
      return;
    auto *Block =
        dyn_cast<CompoundStmt>(cast<CoroutineBodyStmt>(F->getBody())->getBody());
    if (!Block)
      return;
    std::string Coroutine;
    if (Maybe)
      Coroutine = "async::maybe<" + typeName(L.Unit, Maybe.Mode);
    else if (!F->getReturnType()->isDependentType() && isLibraryCoroutine(F->getReturnType()))
      Coroutine = "async::task<";
    const bool Rewrites = isMaybeBody(L.Unit.Notes, F) || L.WithDrops.count(Block);
    Forms(L, F, Rewrites, Coroutine).run(Block);
  }

  Lowering &L;
  std::set<FileID> Annotated;
};

} // namespace

void lowerAwaitForms(Lowering &L) {
  Bodies(L).TraverseDecl(L.Root ? L.Root : L.Unit.AST.getTranslationUnitDecl());
}

} // namespace asyncc
