//===- Blocking.cpp - A maybe-async body for modes that block -------------===//

#include "analysis/Awaitable.h"
#include "analysis/Dependent.h"
#include "analysis/Maybe.h"
#include "analysis/Visitor.h"
#include "lower/Modes.h"
#include "lower/maybe/Maybe.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace asyncc {
namespace {

class Blocking : public Visitor {
public:
  Blocking(Lowering &L, const FunctionDecl *F) : L(L), F(F), Own(modeOfBody(L.Unit, F)) {}

  bool TraverseCoawaitExpr(CoawaitExpr *E) override {
    await(E->getKeywordLoc(), E->getOperand());
    return TraverseStmt(E->getOperand());
  }
  bool TraverseDependentCoawaitExpr(DependentCoawaitExpr *E) override {
    await(E->getKeywordLoc(), E->getOperand());
    return TraverseStmt(E->getOperand());
  }
  bool TraverseCoreturnStmt(CoreturnStmt *S) override {
    if (maybeResult(L.Unit.AST, F->getReturnType()).IsGenerator)
      return true; // it stays a coroutine
    if (S->getKeywordLoc().isMacroID())
      L.Edits.replace(SourceRange(S->getKeywordLoc()), {"return"});
    // `co_return` loses its prefix and stays in its column.
    else if (auto At = L.Edits.region(SourceRange(S->getKeywordLoc())))
      L.Edits.Set->add(At->File, {At->Begin, At->Begin + 3, {}});
    else
      L.Edits.remove(SourceRange(S->getKeywordLoc())); // says why
    if (const Expr *Moved = movedLocal(S->getOperand()))
      unwrap(cast<CallExpr>(S->getOperand()->IgnoreImplicit()), Moved);
    return !S->getOperand() || TraverseStmt(S->getOperand());
  }
  bool TraverseCXXRecordDecl(CXXRecordDecl *) override { return true; } // a local class has bodies of its own
  bool VisitCXXForRangeStmt(CXXForRangeStmt *S) override {
    discarded(S->getBody());
    if (S->getCoawaitLoc().isInvalid())
      return true;
    if (const Expr *Range = S->getRangeInit(); isLibraryStream(Range->getType()))
      alwaysAsync(S->getCoawaitLoc(), Range->getType());
    else
      L.Edits.remove(SourceRange(S->getCoawaitLoc()));
    if (const Expr *Range = S->getRangeInit(); mayBeGenerator(Range)) {
      L.Edits.insertBefore(Range->getBeginLoc(), {"async::ended_range{"}, 4000000);
      L.Edits.insertAfter(Range->getEndLoc(), {"}"}, -4000000);
      requireHeader(L, {"async", "ended_range"}, "async/generator.hpp");
    }
    return true;
  }
  bool TraverseIfStmt(IfStmt *If) override {
    int Selected = If->isConstexpr() ? modeCondition(If->getCond(), Mode::Blocking, Own) : -1;
    if (Selected < 0)
      return Visitor::TraverseIfStmt(If);
    if (If->getInit())
      TraverseStmt(If->getInit());
    Stmt *Taken = Selected ? If->getThen() : If->getElse();
    return !Taken || TraverseStmt(Taken);
  }
  bool TraverseLambdaExpr(LambdaExpr *E) override {
    for (Expr *Init : E->capture_inits())
      TraverseStmt(Init);
    CXXMethodDecl *Call = E->getCallOperator();
    if (isCoroutine(Call) && !maybeResult(L.Unit.AST, Call->getReturnType()))
      return true; // a coroutine of its own, whatever the mode
    const FunctionDecl *Around = std::exchange(F, maybeResult(L.Unit.AST, Call->getReturnType()) ? Call : F);
    TraverseStmt(Call->getBody());
    F = Around;
    return true;
  }
  // Statements whose parts may be expressions without use.
  bool VisitCompoundStmt(CompoundStmt *S) override {
    for (Stmt *Each : S->body())
      discarded(Each);
    return true;
  }
  bool VisitIfStmt(IfStmt *S) override { return discarded(S->getThen()), discarded(S->getElse()), true; }
  bool VisitWhileStmt(WhileStmt *S) override { return discarded(S->getBody()), true; }
  bool VisitDoStmt(DoStmt *S) override { return discarded(S->getBody()), true; }
  bool VisitForStmt(ForStmt *S) override {
    return discarded(S->getInit()), discarded(S->getInc()), discarded(S->getBody()), true;
  }
  bool VisitBinaryOperator(BinaryOperator *E) override {
    if (E->isCommaOp())
      discarded(E->getLHS());
    return true;
  }
  bool VisitSwitchCase(SwitchCase *S) override { return discarded(S->getSubStmt()), true; }
  bool VisitLabelStmt(LabelStmt *S) override { return discarded(S->getSubStmt()), true; }

private:
  /// Whether \p Range is a maybe-async generator, or may turn out to be one: a loop ends it.
  bool mayBeGenerator(const Expr *Range) const {
    const QualType T = likelyType(Range->IgnoreParenImpCasts()->IgnoreImplicit());
    if (!T.isNull() && (isLibraryGenerator(T) || maybeResult(L.Unit.AST, T.getNonReferenceType()).IsGenerator))
      return true;
    const bool Unknown = T.isNull() || (T->isDependentType() && !classPattern(T) && !T.getNonReferenceType()->isArrayType());
    return Unknown && Range->isTypeDependent() && !isa<InitListExpr>(Range) && !movedOperand(Range);
  }
  void await(SourceLocation Keyword, const Expr *Operand) {
    const QualType T = likelyType(Operand);
    if (isLikelyAwaitable(L.Unit, T)) {
      alwaysAsync(Keyword, T);
      return;
    }
    if (beginsAttribute(Keyword, Operand)) {
      L.Edits.replaceWithSpaces(SourceRange(Keyword), {"("});
      L.Edits.insertAfter(Operand->getEndLoc(), {")"}, 100);
      return;
    }
    L.Edits.remove(SourceRange(Keyword));
  }
  /// Whether `a[co_await [] {…}()]` would become `a[[] {…}()]`.
  bool beginsAttribute(SourceLocation Keyword, const Expr *Operand) const {
    const auto At = L.Edits.region(SourceRange(Keyword)), First = L.Edits.region(SourceRange(Operand->getBeginLoc()));
    if (!At || !First || At->File != First->File)
      return false;
    const StringRef Text = L.Unit.SM.getBufferData(At->File);
    return Text[First->Begin] == '[' && Text.take_front(At->Begin).rtrim().ends_with("[");
  }

  void alwaysAsync(SourceLocation Loc, QualType T) {
    if (L.report(Loc, Diag::maybe_always_async, {nameOf(F), typeName(L.Unit, T)}))
      L.note(F->getLocation(), "'" + nameOf(F) + "' is declared maybe-async here");
  }
  static bool mayNotBeDiscarded(const FunctionDecl *F) {
    if (F->hasAttr<WarnUnusedResultAttr>())
      return true;
    const MaybeResult Result = maybeResult(F->getASTContext(), F->getReturnType());
    const CXXRecordDecl *Class = classPattern(Result ? Result.Value : F->getReturnType());
    return Class && Class->hasAttr<WarnUnusedResultAttr>();
  }
  /// Awaiting uses up what a call returns; without it [[nodiscard]] would ask for the value.
  void discarded(const Stmt *S) {
    const Expr *E = dyn_cast_or_null<Expr>(S);
    if (!E)
      return;
    const Expr *Await = E->IgnoreUnlessSpelledInSource()->IgnoreParens();
    if (auto *Comma = dyn_cast<BinaryOperator>(Await); Comma && Comma->isCommaOp())
      return discarded(Comma->getRHS());
    const Expr *Operand = nullptr;
    if (auto *Known = dyn_cast<CoawaitExpr>(Await))
      Operand = Known->getOperand();
    else if (auto *Unknown = dyn_cast<DependentCoawaitExpr>(Await))
      Operand = Unknown->getOperand();
    auto *Call = Operand ? dyn_cast<CallExpr>(Operand->IgnoreImplicit()) : nullptr;
    if (!Call)
      return;
    const std::vector<PossibleCallee> Callees = possibleCallees(Call, true);
    if (Callees.empty() ? !E->getBeginLoc().isMacroID() && Call->isTypeDependent()
                        : llvm::any_of(Callees, [](const PossibleCallee &Each) {
                            return mayNotBeDiscarded(Each.Function);
                          }))
      L.Edits.insertBefore(E->getBeginLoc(), {"(void)"}, 6000000);
  }
  /// The `x` of `co_return std::move(x)` for a local variable: `return x` moves it as well, and compilers
  /// warn of the call.
  const Expr *movedLocal(const Expr *Operand) const {
    const Expr *Moved = Operand ? movedOperand(Operand->IgnoreImplicit()) : nullptr;
    MaybeResult Result = maybeResult(L.Unit.AST, F->getReturnType());
    if (!Moved || Result.Value.isNull() || Result.Value->isReferenceType())
      return nullptr;
    auto *Name = dyn_cast<DeclRefExpr>(Moved->IgnoreParenImpCasts());
    auto *Var = Name ? dyn_cast<VarDecl>(Name->getDecl()) : nullptr;
    const bool Local = Var && Var->hasLocalStorage() && Var->getDeclContext() == F &&
                       !Name->refersToEnclosingVariableOrCapture();
    return Local && !Var->getType()->isReferenceType() ? Name : nullptr;
  }
  void unwrap(const CallExpr *Call, const Expr *Inner) {
    auto All = L.Edits.region(Call->getSourceRange()), Kept = L.Edits.region(Inner->getSourceRange());
    if (!All || !Kept)
      return;
    L.Edits.Set->add(All->File, {All->Begin, Kept->Begin, {}});
    L.Edits.Set->add(All->File, {Kept->End, All->End, {}});
  }

  Lowering &L;
  const FunctionDecl *F;
  QualType Own;
};

} // namespace

void lowerBlockingBody(Lowering &L, const FunctionDecl *F) {
  Blocking(L, F).TraverseStmt(F->getBody());
}

} // namespace asyncc
