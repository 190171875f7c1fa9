//===- AwaitForms.cpp - Forms of co_await that g++ 12 gets wrong ----------===//
//
//     f(a && co_await b())      ->   auto form1_ = [&]() -> async::task<bool> {
//                                      bool const left_ = static_cast<bool>(a);
//                                      if (!left_) co_return false;
//                                      co_return static_cast<bool>(co_await b()); };
//                                    f((co_await form1_()))
//     c ? co_await f() : g()    ->   the same with `if (chosen_) co_return …; co_return …;`
//     co_await (c ? f() : g())  ->   the same with `co_return co_await …;`
//     n << co_await f()         ->   the same with `co_return n << co_await f();`
//     co_await run(part{s, 1})  ->   auto form1_ = [&]() -> part { return part{s, 1}; };
//                                    co_await run(form1_())
//     (co_await f()).size       ->   async::itself(co_await f()).size       // in a template
//     { if (co_await f()) … }   ->   { [[maybe_unused]] char local_ = 0; if (co_await f()) … }
//
// g++ shifts by a wrong number, evaluates what is behind `&&`, `||`, `?` and `:` always, unless the operator is the whole of an
// initialiser, a statement or the condition of an `if`; it destroys closures and aggregates that are
// made in an awaited expression twice; and it crashes on the last. The closures stand in front of the
// statement, for g++ also confuses closures that are made between two awaits. They keep temporaries
// alive as the expression did: these die with the operand that they belong to.
//
//===----------------------------------------------------------------------===//

#include "lower/gcc/AwaitForms.h"
#include "analysis/Awaitable.h"
#include "analysis/Maybe.h"
#include "analysis/Statements.h"
#include "lower/gcc/AwaitedValues.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace asyncc {
namespace {

/// One body.
class Forms {
public:
  /// \p Coroutine is `async::task<` or `async::maybe<M`; empty if neither fits.
  Forms(Lowering &L, const FunctionDecl *F, bool Rewrites, bool HasDrops, std::string Coroutine)
      : L(L), F(F), Rewrites(Rewrites), HasDrops(HasDrops), Coroutine(std::move(Coroutine)) {}

  void run(const CompoundStmt *Body) {
    const bool Outermost =
        llvm::any_of(Body->body(), [](const Stmt *S) { return isa<DeclStmt>(S); });
    if (!Outermost && headAwaits(Body)) {
      if (Rewrites)
        L.Edits.insertAfter(Body->getLBracLoc(),
                            {" [[maybe_unused]] char " + uniqueLocalName(L.Unit, "local_") + " = 0;"},
                            -3000);
      else if (!declares(Body))
        L.report(Body->getLBracLoc(), Diag::gcc_await,
                 {"crashes in a condition that awaits if the body declares no variable outside of it",
                  "declare a variable at the beginning of the body"});
    }
    block(Body);
  }

private:
  /// What an expression is part of.
  struct Place {
    bool Whole = false;   ///< it is all of an initialiser, statement or condition of an `if`
    bool InAwait = false; ///< its value becomes part of what is awaited
    bool InPack = false;  ///< a closure cannot hold it
    Place inside() const { return {false, InAwait, InPack}; }
  };

  static bool headAwaits(const Stmt *S) {
    if (!S || isa<LambdaExpr>(S))
      return false;
    auto *If = dyn_cast<IfStmt>(S);
    auto *While = dyn_cast<WhileStmt>(S);
    auto *Switch = dyn_cast<SwitchStmt>(S);
    return (If && awaits(If->getCond())) || (While && awaits(While->getCond())) ||
           (Switch && awaits(Switch->getCond())) || llvm::any_of(S->children(), headAwaits);
  }

  void block(const CompoundStmt *Block) {
    for (const Stmt *Child : Block->body())
      statement(Child, true);
  }

  /// \p InBlock: a declaration may stand in front of it.
  void statement(const Stmt *S, bool InBlock) {
    if (!S)
      return;
    if (auto *Block = dyn_cast<CompoundStmt>(S))
      return block(Block);
    if (isa<LabelStmt, SwitchCase, AttributedStmt, CXXTryStmt, CXXCatchStmt>(S)) {
      for (const Stmt *Child : S->children())
        if (!isa_and_nonnull<Expr>(Child) || !isa<SwitchCase>(S) ||
            Child == cast<SwitchCase>(S)->getSubStmt())
          statement(Child, false);
      return;
    }
    HeadTaken = isHeadTaken(S);
    OfInit = 0;
    const Stmt *Init = heads(S);
    if (!Closures.empty())
      putClosures(S, OfInit == Closures.size() ? nullptr : Init, InBlock);
    if (auto *If = dyn_cast<IfStmt>(S)) {
      statement(If->getThen(), false);
      statement(If->getElse(), false);
    } else if (auto *Loop = dyn_cast<WhileStmt>(S)) {
      statement(Loop->getBody(), false);
    } else if (auto *Loop = dyn_cast<DoStmt>(S)) {
      statement(Loop->getBody(), false);
    } else if (auto *Loop = dyn_cast<ForStmt>(S)) {
      statement(Loop->getBody(), false);
    } else if (auto *Loop = dyn_cast<CXXForRangeStmt>(S)) {
      statement(Loop->getBody(), false);
    } else if (auto *Switch = dyn_cast<SwitchStmt>(S)) {
      statement(Switch->getBody(), false);
    }
  }

  /// Whether the drop lowering took the head of a statement apart: then closures have no place.
  bool isHeadTaken(const Stmt *S) const {
    if (!isa<IfStmt, SwitchStmt, WhileStmt, DoStmt, ForStmt, CXXForRangeStmt>(S))
      return false;
    auto Keyword = L.Edits.region(SourceRange(S->getBeginLoc()));
    return !Keyword || L.Edits.fateOf(*Keyword) != SourceEdits::Stays;
  }

  /// The expressions of one statement, those of statements in it aside. Returns a declaration in its
  /// head that the expressions behind it may name.
  const Stmt *heads(const Stmt *S) {
    if (auto *E = dyn_cast<Expr>(S)) {
      expression(E, {true});
    } else if (auto *Return = dyn_cast<CoreturnStmt>(S)) {
      head(Return->getOperand());
    } else if (isa<DeclStmt>(S)) {
      declaration(S);
    } else if (auto *If = dyn_cast<IfStmt>(S)) {
      init(If->getInit());
      declaration(If->getConditionVariableDeclStmt());
      if (!If->getConditionVariable())
        expression(If->getCond(), {!HasDrops});
      return If->getInit();
    } else if (auto *Switch = dyn_cast<SwitchStmt>(S)) {
      init(Switch->getInit());
      declaration(Switch->getConditionVariableDeclStmt());
      if (!Switch->getConditionVariable())
        expression(Switch->getCond(), {!HasDrops});
      return Switch->getInit();
    } else if (auto *Loop = dyn_cast<WhileStmt>(S)) {
      declaration(Loop->getConditionVariableDeclStmt());
      if (!Loop->getConditionVariable())
        head(Loop->getCond());
    } else if (auto *Loop = dyn_cast<DoStmt>(S)) {
      head(Loop->getCond());
    } else if (auto *Loop = dyn_cast<ForStmt>(S)) {
      init(Loop->getInit());
      declaration(Loop->getConditionVariableDeclStmt());
      if (!Loop->getConditionVariable())
        head(Loop->getCond());
      head(Loop->getInc());
      return Loop->getInit();
    } else if (auto *Loop = dyn_cast<CXXForRangeStmt>(S)) {
      init(Loop->getInit());
      head(Loop->getRangeInit());
      return Loop->getInit();
    }
    return nullptr;
  }
  void init(const Stmt *S) {
    declaration(S);
    OfInit = Closures.size();
  }
  void head(const Expr *E) {
    if (E)
      expression(E, {});
  }
  void declaration(const Stmt *S) {
    if (auto *E = dyn_cast_or_null<Expr>(S))
      return expression(E, {!HasDrops});
    if (auto *Declaration = dyn_cast_or_null<DeclStmt>(S))
      for (const Decl *D : Declaration->decls())
        if (auto *Var = dyn_cast<VarDecl>(D); Var && Var->getInit())
          expression(Var->getInit(), {!HasDrops && !converts(Var)});
  }
  /// Whether an initialiser is more than the operator that it consists of, or may be.
  static bool converts(const VarDecl *Var) {
    const Expr *Init = Var->getInit();
    if (auto *Cleanups = dyn_cast<ExprWithCleanups>(Init))
      Init = Cleanups->getSubExpr();
    auto *Cast = dyn_cast<ImplicitCastExpr>(Init);
    return isa<CXXConstructExpr>(Init) || (Cast && Cast->getCastKind() != CK_LValueToRValue) ||
           (Init->isTypeDependent() && !Var->getType()->isBooleanType() &&
            !Var->getType()->isUndeducedType());
  }

  void expression(const Expr *Written, Place At) {
    const Expr *E = plain(Written);
    if (auto *Lambda = dyn_cast<LambdaExpr>(E)) {
      for (const Expr *Init : Lambda->capture_inits())
        if (Init)
          expression(Init, At.inside());
      if (At.InAwait && ownsSomething(Lambda))
        made(Lambda, "a closure", "", At);
      return;
    }
    if (auto *Operator = dyn_cast<BinaryOperator>(E); Operator && Operator->isLogicalOp()) {
      // g++ gets a chain right that nests on the right.
      const bool Right = At.Whole && !isForm(Operator->getLHS());
      expression(Operator->getLHS(), At.inside());
      expression(Operator->getRHS(), {Right, At.InAwait, At.InPack});
      if (!Right && awaits(Operator->getRHS()))
        logical(Operator, At);
      return;
    }
    if (auto *Shift = dyn_cast<BinaryOperator>(E);
        Shift && Shift->isShiftOp() && awaits(Shift->getRHS())) {
      expression(Shift->getLHS(), At.inside());
      expression(Shift->getRHS(), At.inside());
      return shift(Shift, At);
    }
    if (auto *Not = dyn_cast<UnaryOperator>(E); Not && Not->getOpcode() == UO_LNot)
      return expression(Not->getSubExpr(), At);
    if (auto *Either = dyn_cast<ConditionalOperator>(E)) {
      const bool First = awaits(Either->getTrueExpr()), Second = awaits(Either->getFalseExpr());
      const bool Simple = Either->getType()->isScalarType() || Either->getType()->isVoidType();
      const bool Right = At.Whole && Simple && !(First && Second) && !isForm(Either->getCond()) &&
                         !isForm(Either->getTrueExpr()) && !isForm(Either->getFalseExpr());
      expression(Either->getCond(), At.inside());
      expression(Either->getTrueExpr(), At.inside());
      expression(Either->getFalseExpr(), At.inside());
      if ((First || Second) && !Right)
        conditional(Either, nullptr, At);
      return;
    }
    if (auto *Yield = dyn_cast<CoyieldExpr>(E))
      return expression(yielded(Yield), {});
    if (const Expr *Operand = awaited(E)) {
      if (auto *Either = dyn_cast<ConditionalOperator>(plain(Operand))) {
        expression(Either->getCond(), {false, true, At.InPack});
        expression(Either->getTrueExpr(), {false, true, At.InPack});
        expression(Either->getFalseExpr(), {false, true, At.InPack});
        return conditional(Either, E, At);
      }
      return expression(Operand, {false, true, At.InPack});
    }
    if (auto *Fold = dyn_cast<CXXFoldExpr>(E)) {
      if ((Fold->getOperator() == BO_LAnd || Fold->getOperator() == BO_LOr) && awaits(Fold))
        L.report(Fold->getEllipsisLoc(), Diag::gcc_await,
                 {"evaluates every operand of a fold over '&&' or '||'",
                  "write a function that is called for each element"});
      At.InPack = true;
    }
    At.InPack |= isa<PackExpansionExpr>(E);
    if (auto *Member = dyn_cast<CXXDependentScopeMemberExpr>(E);
        Member && !Member->isImplicitAccess())
      postfix(Member->getBase());
    else if (auto *Call = dyn_cast<CallExpr>(E); Call && Call->isTypeDependent())
      postfix(Call->getCallee());
    else if (auto *Subscript = dyn_cast<ArraySubscriptExpr>(E);
             Subscript && Subscript->isTypeDependent())
      postfix(Subscript->getLHS());
    if (At.InAwait && isBraced(E) && isOwningAggregate(E->getType())) {
      made(E, "an aggregate",
           isa<InitListExpr>(E) ? qualifiedTypeName(L.Unit, E->getType()) : "", At);
      return;
    }
    if (auto *Call = dyn_cast<CallExpr>(E); Call && At.InAwait) {
      if (Call->isTypeDependent())
        bareLists(Call, At);
      defaultArguments(Call);
    }
    for (const Stmt *Child : E->children())
      if (auto *Inner = dyn_cast_or_null<Expr>(Child))
        expression(Inner, At.inside());
  }

  /// Whether there is a conditional await in \p S.
  static bool isForm(const Stmt *S) {
    if (!S || isa<LambdaExpr>(S))
      return false;
    auto *Operator = dyn_cast<BinaryOperator>(S);
    auto *Either = dyn_cast<ConditionalOperator>(S);
    return (Operator && Operator->isLogicalOp() && awaits(Operator->getRHS())) ||
           (Either && (awaits(Either->getTrueExpr()) || awaits(Either->getFalseExpr()))) ||
           llvm::any_of(S->children(), isForm);
  }

  static const FunctionDecl *onlyCandidate(const CallExpr *Call) {
    const Expr *Callee = Call->getCallee()->IgnoreParenImpCasts();
    if (auto *Member = dyn_cast<MemberExpr>(Callee))
      return Member->getMemberDecl()->getAsFunction();
    if (auto *Ref = dyn_cast<DeclRefExpr>(Callee))
      return Ref->getDecl()->getAsFunction();
    auto *Lookup = dyn_cast<OverloadExpr>(Callee);
    return Lookup && Lookup->getNumDecls() == 1
               ? (*Lookup->decls_begin())->getUnderlyingDecl()->getAsFunction()
               : nullptr;
  }

  /// f() where a default argument makes an aggregate: there is no text to write otherwise.
  void defaultArguments(const CallExpr *Call) {
    const FunctionDecl *Called = onlyCandidate(Call);
    unsigned Given = 0;
    while (Given < Call->getNumArgs() && !isa<CXXDefaultArgExpr>(Call->getArg(Given)))
      ++Given;
    for (unsigned I = Given; Called && I < Called->getNumParams(); ++I) {
      const ParmVarDecl *Param = Called->getParamDecl(I);
      const QualType T = Param->getType().getNonReferenceType();
      const Expr *Default = Param->hasDefaultArg() && !Param->hasUninstantiatedDefaultArg() &&
                                    !Param->hasUnparsedDefaultArg()
                                ? Param->getDefaultArg()
                                : nullptr;
      if (Default && !T->isDependentType() && isBraced(plain(Default)) && isOwningAggregate(T))
        L.report(Call->getRParenLoc(), Diag::gcc_await,
                 {"destroys an aggregate that a default argument makes in an awaited call twice",
                  "pass the argument, by a variable"});
    }
  }

  /// f({a, b}) where only an instantiation finds f's parameter, but there is one function only.
  void bareLists(const CallExpr *Call, Place At) {
    const FunctionDecl *Called = onlyCandidate(Call);
    for (unsigned I = 0; Called && I < std::min(Called->getNumParams(), Call->getNumArgs()); ++I) {
      QualType T = Called->getParamDecl(I)->getType().getNonReferenceType().getUnqualifiedType();
      if (isa<InitListExpr>(Call->getArg(I)) && !T->isDependentType() && isOwningAggregate(T))
        made(Call->getArg(I), "an aggregate", qualifiedTypeName(L.Unit, T), At);
    }
  }

  /// Whether the form is to be written otherwise here; else warns of it, unless it is gone.
  bool edits(const Expr *E, SourceLocation Loc, bool Possible, const std::string &What,
             const std::string &Instead) {
    auto At = L.Edits.region(E->getSourceRange());
    const SourceEdits::Fate Fate = At ? L.Edits.fateOf(*At) : SourceEdits::Moved;
    if (Fate == SourceEdits::Stays && Rewrites && Possible && !HeadTaken) {
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
  std::string name(const char *Base) const {
    return uniqueLocalName(L.Unit, Base + std::to_string(Count) + "_");
  }

  /// \p E becomes \p Instead; what its parts are edited to goes with them into a closure.
  void replace(const Expr *E, const std::string &Instead, Pieces Closure) {
    L.Edits.replace(E->getSourceRange(), {Instead});
    Closures.push_back(std::move(Closure));
  }
  /// The text of \p E, with the edits made to it so far, for another place.
  Piece moved(const Expr *E) { return L.Edits.take(E->getSourceRange()); }

  void logical(const BinaryOperator *E, Place At) {
    const bool And = E->getOpcode() == BO_LAnd;
    if (!edits(E, E->getOperatorLoc(), !Coroutine.empty() && !At.InPack,
               std::string("evaluates the right side of '") + (And ? "&&" : "||") +
                   "' even if the left side is " + (And ? "false" : "true"),
               "store the left side in a variable, and test that in an 'if' statement"))
      return;
    ++Count;
    const std::string Form = name("form"), Left = name("left");
    Pieces Closure{"auto " + Form + " = [&]() -> " + coroutine("bool") + " { bool const " + Left +
                       " = static_cast<bool>(",
                   moved(E->getLHS()),
                   std::string("); if (") + (And ? "!" : "") + Left + ") co_return " +
                       (And ? "false" : "true") + "; co_return static_cast<bool>(",
                   moved(E->getRHS()), "); };"};
    replace(E, "(co_await " + Form + "())", std::move(Closure));
  }

  void shift(const BinaryOperator *E, Place At) {
    const std::string Type = typeOf(L, E);
    if (!edits(E, E->getOperatorLoc(), !Coroutine.empty() && !At.InPack,
               "shifts by something else than the awaited value",
               "store that in a variable in front of the statement"))
      return;
    ++Count;
    const std::string Form = name("form"), Result = name("result_of");
    Pieces Closure{"using " + Result + " = " + Type + "; auto " + Form + " = [&]() -> " +
                       coroutine(Result) + " { co_return ",
                   moved(E), "; };"};
    replace(E, "(co_await " + Form + "())", std::move(Closure));
  }

  /// \p Await is set if it is the await of the whole: both arms are awaited instead.
  void conditional(const ConditionalOperator *E, const Expr *Await, Place At) {
    const std::string Type = resultOf(L, E, Await);
    const Expr *Whole = Await ? Await : E;
    if (!edits(Whole, E->getQuestionLoc(), !Coroutine.empty() && !Type.empty() && !At.InPack,
               Await ? "uses the operand that '?:' makes after it is gone"
                     : "evaluates both arms of '?:', or uses one that is gone",
               "write an 'if' statement"))
      return;
    ++Count;
    const std::string Form = name("form"), Chosen = name("chosen"), Result = name("result_of");
    auto Give = [&](const Expr *Arm) -> std::string {
      return isa<CXXThrowExpr>(plain(Arm)) ? "" : Await ? "co_return co_await " : "co_return ";
    };
    Pieces Closure{"using " + Result + " = " + Type + "; auto " + Form + " = [&]() -> " +
                       coroutine(Result) + " { bool const " + Chosen + " = static_cast<bool>(",
                   moved(E->getCond()),
                   "); if (" + Chosen + ") { " + Give(E->getTrueExpr()),
                   moved(E->getTrueExpr()),
                   "; } " + Give(E->getFalseExpr()),
                   moved(E->getFalseExpr()),
                   "; };"};
    replace(Whole, "(co_await " + Form + "())", std::move(Closure));
  }

  /// A closure or aggregate: made by a call it is destroyed once.
  void made(const Expr *E, const std::string &What, const std::string &Type, Place At) {
    if (!edits(E, E->getBeginLoc(), !awaits(E) && !At.InPack,
               "destroys " + What + " that is made in an awaited expression twice",
               "give it a name in front of the statement"))
      return;
    ++Count;
    const std::string Form = name("form");
    Pieces Closure{"auto " + Form + " = [&]()" + (Type.empty() ? "" : " -> " + Type) + " { return ",
                   moved(E), "; };"};
    replace(E, Form + "()", std::move(Closure));
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
    L.Edits.insertBefore(Base->getBeginLoc(), {"async::itself"}, 5000000);
    requireHeader(L, {"async", "itself"}, "async/task.hpp");
  }

  /// Puts the closures in front of \p S, behind \p Init of its head.
  void putClosures(const Stmt *S, const Stmt *Init, bool InBlock) {
    Pieces All, Before{"{ "}; // the closures that the declaration itself uses
    for (size_t I = 0; I < Closures.size(); ++I) {
      Pieces &To = Init && I < OfInit ? Before : All;
      for (Piece &Part : Closures[I])
        To.push_back(std::move(Part));
      To.push_back(" ");
    }
    Closures.clear();
    constexpr int Order = 1500000; // inside of the scopes that begin there, around expressions
    SourceLocation Begin = S->getBeginLoc();
    const bool Braces = !InBlock || Init || !isa<DeclStmt>(S);
    if (Init) {
      // for (int i = 0; …   ->   { int i = 0; …; for (; …
      const SourceLocation LParen = L.Edits.tokenAfter(Begin, tok::l_paren);
      const std::string Keyword = L.Edits.text({Begin, LParen});
      SourceLocation Semi = Init->getEndLoc();
      if (!isa<DeclStmt>(Init))
        Semi = L.Edits.tokenAfter(Semi, tok::semi);
      L.Edits.replace({Begin, LParen}, std::move(Before));
      All.push_back(Keyword + (isa<ForStmt>(S) ? ";" : ""));
      All.insert(All.begin(), Piece(" "));
      L.Edits.insertAfter(Semi, std::move(All), -Order);
    } else {
      if (Braces)
        All.insert(All.begin(), Piece("{ "));
      L.Edits.insertBefore(Begin, std::move(All), Order);
    }
    if (Braces)
      L.Edits.insertAfter(endOf(S, [this](SourceLocation Loc) {
                            return L.Edits.tokenAfter(Loc, tok::semi);
                          }),
                          {" }"}, 1000);
  }
  Lowering &L;
  const FunctionDecl *F;
  const bool Rewrites, HasDrops;
  const std::string Coroutine;
  std::vector<Pieces> Closures; ///< of the current statement
  size_t OfInit = 0;            ///< how many of them its init-statement uses
  bool HeadTaken = false;
  int Count = 0;
};

class Bodies : public RecursiveASTVisitor<Bodies> {
public:
  explicit Bodies(Lowering &L) : L(L) {
    Annotated.insert(L.Unit.SM.getMainFileID());
    for (const ScannedSpecifier &Spec : L.Unit.Notes.Scanner.specifiers())
      Annotated.insert(L.Unit.SM.getFileID(L.Unit.SM.getExpansionLoc(Spec.Begin)));
  }
  /// Closures before the bodies around them, which may move them.
  bool shouldTraversePostOrder() const { return true; }
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
    const bool HasDrops = L.WithDrops.count(Block);
    Forms(L, F, isMaybeBody(L.Unit.Notes, F) || HasDrops, HasDrops, Coroutine).run(Block);
  }

  Lowering &L;
  std::set<FileID> Annotated;
};

} // namespace

void lowerAwaitForms(Lowering &L) {
  Bodies(L).TraverseDecl(L.Root ? L.Root : L.Unit.AST.getTranslationUnitDecl());
}

} // namespace asyncc
