//===- EndingExpressions.cpp - Expressions that end lives -----------------===//
//
//     c = e                     ->   co_await (async::assigning(c) = e)
//     delete p                  ->   co_await async::deleting(p)
//     p->~T()                   ->   co_await async::destroying_at(p)
//     co_await async::drop(c)   ->   co_await async::drop(owed_)      // c is a local variable
//     async::release(c)         ->   async::release(owed_)
//
// In coroutine types that are not the library's only a drop's own result may be awaited: there
// these must be statements.
//
//===----------------------------------------------------------------------===//

#include "lower/drop/EndingExpressions.h"
#include "analysis/Names.h"
#include "analysis/Visitor.h"
#include "lower/Unevaluated.h"
#include "lower/drop/Destruction.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace asyncc {
namespace {

/// Statements, as opposed to expressions within others.
class Statements : public Visitor {
public:
  std::set<const Expr *> Whole;
  bool VisitStmt(Stmt *S) override {
    if (!isa<CompoundStmt, IfStmt, ForStmt, WhileStmt, DoStmt, CXXForRangeStmt, SwitchCase,
             LabelStmt>(S))
      return true;
    for (const Stmt *Child : S->children())
      if (auto *E = dyn_cast_or_null<Expr>(Child)) {
        if (auto *Cleanups = dyn_cast<ExprWithCleanups>(E))
          E = Cleanups->getSubExpr();
        Whole.insert(E);
        if (const Expr *Operand = awaited(E))
          Whole.insert(Operand->IgnoreImplicit());
      }
    return true;
  }
  bool TraverseLambdaExpr(LambdaExpr *) override { return true; }
};

/// What \p E names in the end: a variable, or a member of `*this`.
const ValueDecl *rootOf(const Expr *E) {
  E = E->IgnoreParenImpCasts();
  if (auto *Name = dyn_cast<DeclRefExpr>(E))
    return Name->getDecl();
  if (auto *Member = dyn_cast<MemberExpr>(E))
    return isa<CXXThisExpr>(Member->getBase()->IgnoreParenImpCasts()) ? Member->getMemberDecl()
                                                                      : rootOf(Member->getBase());
  if (auto *Operator = dyn_cast<CXXOperatorCallExpr>(E))
    return Operator->getNumArgs() ? rootOf(Operator->getArg(0)) : nullptr;
  if (auto *Unary = dyn_cast<UnaryOperator>(E))
    return rootOf(Unary->getSubExpr());
  if (auto *Index = dyn_cast<ArraySubscriptExpr>(E))
    return rootOf(Index->getBase());
  return nullptr;
}

/// Whether \p Value is something that \p Object may own: `head = std::move(head->next)`. The drop of the old value
/// would take it along.
bool isPartOf(const Expr *Value, const Expr *Object) {
  Value = Value->IgnoreParenImpCasts();
  if (auto *Call = dyn_cast<CallExpr>(Value); Call && Call->getNumArgs() == 1 && calleeName(Call) == "std::move")
    Value = Call->getArg(0)->IgnoreParenImpCasts();
  if (!Value->isGLValue() || isa<DeclRefExpr>(Value))
    return false;
  if (auto *Member = dyn_cast<MemberExpr>(Value); Member && isa<CXXThisExpr>(Member->getBase()->IgnoreParenImpCasts()))
    return false;
  const ValueDecl *Root = rootOf(Object);
  return Root && rootOf(Value) == Root;
}

class LowersEndings {
public:
  LowersEndings(Body &B, const ScopeTree &Tree, const Duties &Owed, const Duties &Guards)
      : B(B), L(B.L), Tree(Tree), Owed(Owed), Guards(Guards) {
    All.TraverseStmt(const_cast<CompoundStmt *>(B.Block));
  }

  void lower(const Ending &E) {
    const bool Called = E.Info && B.isCalled(E.Info);
    if (E.Kind == Ending::Drop || E.Kind == Ending::Release)
      return byHand(E, Called);
    if (!Called && !B.Awaits)
      return; // reported elsewhere
    B.take(E.Whole);
    L.Edits.keepWhole(E.Whole->getSourceRange());
    if (E.Kind == Ending::Assignment)
      L.Assigned[E.Whole] = !Called;
    requireHeader(L, {"async", "dropping"}, "async/drop.hpp");
    // What another library's coroutines take is the drop's own result alone.
    const bool PerhapsForeign = E.Kind == Ending::Delete && B.Function->getReturnType()->isDependentType() &&
                                B.mayBeForeign() && All.Whole.count(E.Whole) && pauses(E.Whole).first.empty();
    if (!Called && (!B.isLibrary() || PerhapsForeign))
      return inStatement(E);
    if (E.Kind == Ending::Destroy)
      return destroy(E, Called);
    E.Kind == Ending::Delete ? erase(E, Called) : assign(E, Called);
  }

  /// An instantiation that other code makes may have a drop.
  void lowerUnknown(const CXXDeleteExpr *E) {
    const Expr *P = E->getArgument();
    const std::string Text = L.Edits.text(P->getSourceRange());
    if (!All.Whole.count(E) || E->getBeginLoc().isMacroID() ||
        StringRef(Text).contains("co_await") || StringRef(Text).contains("["))
      return;
    const auto [Pause, Resume] = pauses(E);
    const std::string Deleting = B.Awaits ? "co_await " + Pause + "async::deleting(" + Text + ")" + Resume
                                          : "async::deleting_now(" + Text + ")";
    L.Edits.insertBefore(E->getBeginLoc(),
                         {"{ if constexpr (async::has_drop<std::remove_pointer_t<decltype(" + Text + ")>>) " +
                          Deleting + "; else "},
                         InExpression - 100);
    L.Edits.insertAfter(L.Edits.tokenAfter(E->getEndLoc(), tok::semi), {" }"});
    requireHeader(L, {"async", "dropping"}, "async/drop.hpp");
  }

private:
  std::string duty(const Duties &Of, const Expr *Object) const {
    auto Found = Of.find(localIn(Object));
    return Found == Of.end() ? "" : Found->second;
  }

  /// The handlers around an expression, as beginnings and ends of calls that pause them.
  std::pair<std::string, std::string> pauses(const Expr *E) const {
    std::pair<std::string, std::string> Text;
    auto &SM = L.Unit.SM;
    for (const CXXTryStmt *Try : Tree.Lifted)
      for (unsigned I = 0; I < Try->getNumHandlers(); ++I) {
        const SourceRange Block = Try->getHandler(I)->getHandlerBlock()->getSourceRange();
        if (SM.isBeforeInTranslationUnit(Block.getBegin(), E->getBeginLoc()) &&
            SM.isBeforeInTranslationUnit(E->getBeginLoc(), Block.getEnd())) {
          Text.first += "async::paused(" + handlerName(B, Tree, Try->getHandler(I)) + ", ";
          Text.second += ")";
        }
      }
    return Text;
  }

  void erase(const Ending &E, bool Called) {
    const Expr *P = E.Object;
    const auto [Pause, Resume] = pauses(E.Whole);
    L.Edits.replaceWithSpaces(
        {E.Whole->getBeginLoc(), cast<CXXDeleteExpr>(E.Whole)->getBeginLoc()},
        {Called ? "async::deleting_now(" : "co_await " + Pause + "async::deleting("});
    L.Edits.insertAfter(P->getEndLoc(), {")" + (Called ? "" : Resume)}, 100 - InExpression);
  }

  /// Puts \p Before in front of a pointer to the object that a destructor is called for, and \p Behind behind it.
  void aroundDestroyed(const Ending &E, const std::string &Before, const std::string &Behind) {
    const bool IsMember = E.Operator.isValid();
    if (!IsMember)
      L.Edits.replaceWithSpaces(
          {E.Whole->getBeginLoc(), cast<CallExpr>(E.Whole)->getCallee()->getEndLoc()}, {Before});
    else
      L.Edits.insertBefore(E.Object->getBeginLoc(),
                           {Before + (E.ByPointer ? "(" : "(std::addressof(")}, InExpression - 100);
    const std::string End = IsMember && !E.ByPointer ? ")" : "";
    if (IsMember)
      L.Edits.replaceWithSpaces({E.Operator, E.Whole->getEndLoc()}, {End + ")" + Behind});
    else
      L.Edits.insertAfter(E.Whole->getEndLoc(), {Behind}, 100 - InExpression);
  }

  void destroy(const Ending &E, bool Called) {
    const auto [Pause, Resume] = pauses(E.Whole);
    aroundDestroyed(E, Called ? "async::destroying_at_now" : "co_await " + Pause + "async::destroying_at",
                    Called ? "" : Resume);
  }

  void assign(const Ending &E, bool Called) {
    const std::string Duty = duty(Called ? Guards : Owed, E.Object);
    const auto [Pause, Resume] = pauses(E.Whole);
    L.Edits.insertBefore(E.Whole->getBeginLoc(),
                         {Called
                              ? "(async::assigning_now("
                              : "(co_await " + (Pause.empty() ? "(" : Pause) + "async::assigning("},
                         InExpression - 100, E.Whole->getSourceRange());
    L.Edits.insertAfter(E.Object->getEndLoc(), {(Duty.empty() ? "" : ", " + Duty) + ")"},
                        100 - InExpression, E.Whole->getSourceRange());
    const Expr *Value = E.Value->IgnoreImplicit();
    std::string Type = qualifiedTypeName(L.Unit, E.Object->getType().getUnqualifiedType());
    if (Type.empty())
      Type = "std::remove_cvref_t<decltype(" + L.Edits.text(E.Object->getSourceRange()) + ")>";
    if (E.Info.HasPredicate && isPartOf(E.Value, E.Object)) {
      L.Edits.insertBefore(Value->getBeginLoc(), {Type + "("}, InExpression + 1000000, Value->getSourceRange());
      L.Edits.insertAfter(Value->getEndLoc(), {")"}, -InExpression - 1000000, Value->getSourceRange());
    }
    if (auto *Construct = dyn_cast<CXXConstructExpr>(Value);
        isa<InitListExpr>(Value) ||
        (Construct && Construct->isListInitialization() && !isa<CXXTemporaryObjectExpr>(Construct)))
      L.Edits.insertBefore(Value->getBeginLoc(),
                           {Type}, InExpression + 1000000);
    L.Edits.insertAfter(E.Whole->getEndLoc(),
                        {Called           ? ")"
                         : Resume.empty() ? "))"
                                          : Resume + ")"},
                        200 - InExpression, E.Whole->getSourceRange());
  }

  static QualType destroyedType(const Ending &E) {
    const QualType T = E.Object->getType();
    return E.ByPointer || E.Kind == Ending::Delete ? T->getPointeeType() : T;
  }
  std::string destroyedName(const Ending &E) const {
    const QualType T = destroyedType(E);
    const std::string Name = T.isNull() ? "" : qualifiedTypeName(L.Unit, T);
    if (!Name.empty())
      return Name;
    const std::string Type = "std::remove_cvref_t<decltype(" + L.Edits.text(E.Object->getSourceRange()) + ")>";
    return E.ByPointer || E.Kind == Ending::Delete ? "std::remove_pointer_t<" + Type + ">" : Type;
  }
  static std::string ending(const Ending &E) {
    return E.Kind == Ending::Delete ? "delete" : destruction(cast<CallExpr>(E.Whole))->Name;
  }

  std::string endOf(const Ending &E, const std::string &Object) const {
    return E.Object->isTypeDependent() ? B.awaitedIfAny(Object) : B.awaited(Object);
  }

  /// Whether \p E is a variable, or a member of one: it may be written more than once.
  static bool isNamed(const Expr *E) {
    E = plain(E);
    if (auto *Member = dyn_cast<MemberExpr>(E))
      return isNamed(Member->getBase());
    if (auto *Member = dyn_cast<CXXDependentScopeMemberExpr>(E))
      return Member->isImplicitAccess() || isNamed(Member->getBase());
    auto *Deref = dyn_cast<UnaryOperator>(E);
    return isa<DeclRefExpr, CXXThisExpr>(E) || (Deref && Deref->getOpcode() == UO_Deref && isNamed(Deref->getSubExpr()));
  }

  /// Whether what \p S gives may refer to what ends with the expression: awaiting a temporary, too, gives such.
  static bool makesTemporary(const Stmt *S) {
    return S && !isa<LambdaExpr>(S) &&
           (isa<CXXBindTemporaryExpr, MaterializeTemporaryExpr, CXXUnresolvedConstructExpr, CoroutineSuspendExpr,
                DependentCoawaitExpr>(S) ||
            llvm::any_of(S->children(), makesTemporary));
  }

  /// The same of a value that is no object of its own; what one is, is kept, and dropped, as the temporary that it is.
  static bool refersToTemporary(const Expr *Value) {
    const Expr *E = plain(Value);
    return E->isTypeDependent() ? isa<CoroutineSuspendExpr, DependentCoawaitExpr>(E) : E->isGLValue() && makesTemporary(E);
  }

  /// In a foreign coroutine: { auto&& value_ = e; async::replaced old_(c); if (…) co_await …; old_.dropped(); c = value_; }
  void inStatement(const Ending &E) {
    if (!All.Whole.count(E.Whole)) {
      L.report(E.Whole->getExprLoc(),
               E.Kind == Ending::Assignment ? Diag::drop_assignment : Diag::drop_delete,
               E.Kind == Ending::Assignment
                   ? std::vector<std::string>{typeName(L.Unit, E.Object->getType()), insteadOfAssignment(B)}
                   : std::vector<std::string>{typeName(L.Unit, destroyedType(E)), ending(E)});
      return;
    }
    const std::string Name = B.name("value" + std::to_string(++Count));
    const std::string Object = L.Edits.text(E.Object->getSourceRange());
    const SourceLocation Semi = L.Edits.tokenAfter(E.Whole->getEndLoc(), tok::semi);
    if (E.Kind == Ending::Destroy) {
      aroundDestroyed(E, "{ std::unique_ptr<" + destroyedName(E) + ", async::destroyer> " + Name, "");
      L.Edits.insertAfter(Semi, {" " + endOf(E, "*" + Name) + " }"});
      return;
    }
    if (E.Kind == Ending::Delete) {
      L.Edits.replaceWithSpaces(SourceRange(E.Whole->getBeginLoc()),
                                {"{ std::unique_ptr<" + destroyedName(E) + "> " + Name + "{"});
      L.Edits.insertAfter(Semi, {" " + endOf(E, Name) + " }"});
      L.Edits.insertAfter(E.Object->getEndLoc(), {"}"}, 100 - InExpression);
      return;
    }
    const std::string Duty = duty(Owed, E.Object);
    const std::string Target = Duty.empty() && !isNamed(E.Object) ? B.name("target" + std::to_string(Count)) : Object;
    const std::string Begin = Target == Object ? "" : " auto&& " + Target + " = " + Object + ";";
    const bool Takes = refersToTemporary(E.Value) || (E.Info.HasPredicate && isPartOf(E.Value, E.Object));
    L.Edits.replaceWithSpaces({E.Object->getBeginLoc(), E.Operator}, {std::string("{ auto") + (Takes ? " " : "&& ") + Name + " = "});
    const std::string Old = B.name("old" + std::to_string(Count));
    L.Edits.insertAfter(Semi, {Begin + " " + (Duty.empty() ? "async::replaced " + Old + "(" + Target + "); " : "") +
                               endOf(E, Duty.empty() ? Target : Duty) + " " +
                               (Duty.empty() ? Old + ".dropped(); " : Duty + ".revive(); ") + Target +
                               " = static_cast<decltype(" + Name + ")&&>(" + Name + "); }"});
  }

  void byHand(const Ending &E, bool Called) {
    const VarDecl *Var = localIn(E.Object);
    if (Var && Var->isParameterPack() && B.drop(Var)) {
      L.report(E.Whole->getExprLoc(), E.Kind == Ending::Drop ? Diag::drop_early : Diag::drop_release,
               {L.Edits.text(E.Object->getSourceRange()), typeName(L.Unit, Var->getType().getNonPackExpansionType())});
      return;
    }
    const DropInfo Known = E.Info || !Var ? E.Info : B.drop(Var);
    Called |= B.Blocking || (!B.Awaits && Known && B.isCalled(Known));
    const std::string Duty = duty(Called ? Guards : Owed, E.Object);
    if (E.Kind == Ending::Release && !Called && !B.Awaits && Var && Known) {
      // Nothing is owed where nothing can be awaited.
      L.Edits.replace(E.Callee, {"static_cast<void>"});
      return;
    }
    const bool OfInstance = !Known && !B.Awaits && E.Object->isTypeDependent() && All.Whole.count(E.Whole);
    if ((Called || OfInstance) && Duty.empty() && E.Kind == Ending::Drop && (B.Blocking || !B.Awaits)) {
      requireHeader(L, {"async", "dropping_now"}, "async/drop.hpp");
      L.Edits.replace(E.Callee, {"async::dropping_now"});
      return;
    }
    if (!E.Info && !(Var && B.drop(Var)) && !(Called && !Duty.empty()))
      return;
    if (Called && !Duty.empty()) {
      L.Edits.replace(E.Whole->getSourceRange(),
                      {Duty + (E.Kind == Ending::Drop ? ".now()" : ".dismiss()")});
      return;
    }
    if (!Duty.empty())
      L.Edits.replace(E.Object->getSourceRange(), {Duty});
    else if (B.Awaits && !E.Info.HasPredicate && E.Info.Is == DropInfo::Own && !ownsByHand(E))
      L.report(E.Whole->getExprLoc(), E.Kind == Ending::Drop ? Diag::drop_early : Diag::drop_release,
               {L.Edits.text(E.Object->getSourceRange()), typeName(L.Unit, E.Object->getType())});
    if (E.Kind == Ending::Drop && !Duty.empty() && B.Awaits && !B.isLibrary() &&
        All.Whole.count(E.Whole)) {
      // co_await async::drop(x); awaits only what the drop returns.
      SourceLocation Begin = statementBegin(E.Whole);
      const std::string Any = E.Object->isTypeDependent() ? Body::ifAny(Duty) : "";
      L.Edits.insertBefore(Begin, {Any + "if (async::drop_needed(" + Duty + ")) "}, InExpression - 200);
      L.Edits.replace(E.Callee, {"async::drop_result"});
    }
  }

  /// Whether a drop ends what its class owns by hand: by way of a pointer, or whatever it is if the whole drop is
  /// written by hand.
  bool ownsByHand(const Ending &E) const {
    if (E.Kind != Ending::Drop)
      return false;
    const Expr *Object = E.Object->IgnoreParenImpCasts();
    auto *Deref = dyn_cast<UnaryOperator>(Object);
    const bool ByPointer = (Deref && Deref->getOpcode() == UO_Deref) || isa<ArraySubscriptExpr>(Object);
    const FunctionDecl *F = patternOf(B.Function);
    return (ByPointer && L.Unit.Notes.on(F, AnnotationKind::Drop)) ||
           (F->getDeclName().isIdentifier() && F->getName() == "async_drop");
  }

  /// The `co_await` in front of a call, which is an operand.
  SourceLocation statementBegin(const Expr *Call) const {
    for (const Expr *E : All.Whole)
      if (const Expr *Operand = awaited(E); Operand && Operand->IgnoreImplicit() == Call)
        return E->getBeginLoc();
    return Call->getBeginLoc();
  }

  Body &B;
  Lowering &L;
  const ScopeTree &Tree;
  const Duties &Owed, &Guards;
  Statements All;
  int Count = 0;
};

} // namespace

EndingExpressions::EndingExpressions(Body &B) : B(B) {
  Endings Found = findEndings(B);
  List = std::move(Found.List);
  Unknown = std::move(Found.Unknown);
  for (const Ending &E : List)
    if (B.Awaits && E.Kind != Ending::Release && !(E.Info && B.isCalled(E.Info)))
      Awaiting.insert(E.Whole);
  Awaiting.insert(Unknown.begin(), Unknown.end());
}

std::set<const VarDecl *> EndingExpressions::handedOver() const {
  std::set<const VarDecl *> Out;
  for (const Ending &E : List)
    if (E.Kind == Ending::Drop || E.Kind == Ending::Release ||
        (E.Kind == Ending::Assignment && !E.Info.NoThrow)) // what failed to drop counts as dropped
      if (const VarDecl *Var = localIn(E.Object))
        Out.insert(Var);
  return Out;
}

bool EndingExpressions::any() const {
  return llvm::any_of(List, [](const Ending &E) { return E.Kind != Ending::Release; });
}

bool EndingExpressions::awaitsIn(const Stmt *S) const {
  if (!S || Awaiting.empty())
    return false;
  if (auto *E = dyn_cast<Expr>(S); E && Awaiting.count(E))
    return true;
  return !isa<LambdaExpr>(S) &&
         llvm::any_of(S->children(), [this](const Stmt *Child) { return awaitsIn(Child); });
}

void EndingExpressions::lower(const ScopeTree &Tree, const Duties &Owed, const Duties &Guards) {
  if (List.empty() && Unknown.empty())
    return;
  LowersEndings Lowers(B, Tree, Owed, Guards);
  for (const Ending &Each : List)
    Lowers.lower(Each);
  for (const clang::CXXDeleteExpr *Each : Unknown)
    Lowers.lowerUnknown(Each);
}

} // namespace asyncc
