//===- Forwards.cpp - Maybe-async functions that hand on another's result -===//
//
//     async::maybe<M, int> get(std::string const& key) { return ask("get " + key); }
//
// blocks while the temporary lives, but in suspending modes it returns a task that begins when the temporary is
// gone. What such a `return` refers to has to live until the task ends, in both modes: there the function becomes
// the coroutine that awaits it. A function that hands on what its caller keeps alive is left alone: it needs no frame.
//
//===----------------------------------------------------------------------===//

#include "analysis/Awaitable.h"
#include "analysis/Dependent.h"
#include "analysis/Ending.h"
#include "analysis/Maybe.h"
#include "analysis/Names.h"
#include "analysis/Statements.h"
#include "lower/Modes.h"
#include "lower/maybe/Maybe.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Sema/Sema.h"

using namespace clang;

namespace asyncc {
namespace {

/// Whether the end of a \p T does something, as far as can be told.
bool endsVisibly(QualType T) {
  T = T->getBaseElementTypeUnsafe()->getCanonicalTypeUnqualified();
  if (T->isPointerType() || T->isReferenceType())
    return false;
  const CXXRecordDecl *Class = T->getAsCXXRecordDecl();
  return T->isDependentType() || T->isUndeducedType() || (Class && Class->hasDefinition() && !Class->hasTrivialDestructor());
}

/// The same of a variable, and of what a reference keeps alive.
bool endsVisibly(const Decl *D) {
  auto *Var = dyn_cast<VarDecl>(D);
  if (!Var || !Var->hasLocalStorage())
    return false;
  const Expr *Init = Var->getInit();
  if (!Var->getType()->isReferenceType())
    return endsVisibly(Var->getType());
  return Init && (isa<ExprWithCleanups, MaterializeTemporaryExpr>(Init) ||
                  (Init->isTypeDependent() && isa<CallExpr, CXXUnresolvedConstructExpr>(plain(Init))));
}

/// Whether a temporary within \p S ends visibly. What the standard library's do is for memory alone, mostly.
bool makesGuard(const Stmt *S) {
  if (!S || isa<LambdaExpr>(S))
    return false;
  if (auto *Made = dyn_cast<CXXBindTemporaryExpr>(S))
    if (const CXXRecordDecl *Class = Made->getType()->getAsCXXRecordDecl();
        Class && !Class->isInStdNamespace() && !isLibraryTask(Made->getType()))
      return true;
  return llvm::any_of(S->children(), makesGuard);
}

/// The same for what \p Returned is made of: not the result, nor what becomes a parameter.
bool hasGuard(const Expr *Returned) {
  auto *Call = dyn_cast<CallExpr>(Returned->IgnoreImplicit());
  if (!Call)
    return makesGuard(Returned);
  return makesGuard(Call->getCallee()) || llvm::any_of(Call->arguments(), [](const Expr *Arg) {
           const Expr *Whole = Arg->IgnoreImplicit();
           return isa<CXXConstructExpr, CallExpr>(Whole) ? llvm::any_of(Whole->children(), makesGuard) : makesGuard(Whole);
         });
}

/// Whether a closure owns nothing of what it captures.
bool capturesPlainly(const LambdaExpr *E) {
  return llvm::all_of(E->captures(), [](const LambdaCapture &Each) {
    return Each.getCaptureKind() == LCK_ByRef || Each.capturesThis() ||
           (Each.capturesVariable() && !endsVisibly(Each.getCapturedVar()->getType()));
  });
}

/// What g++ 12 would get wrong in an expression that awaits.
bool isIntricate(const Stmt *S) {
  auto *Fold = dyn_cast_or_null<CXXFoldExpr>(S);
  if (auto *Closure = dyn_cast_or_null<LambdaExpr>(S))
    return !capturesPlainly(Closure);
  if (auto *Either = dyn_cast_or_null<AbstractConditionalOperator>(S); Either && !Either->isTypeDependent() &&
                                                                       (Either->isGLValue() || Either->getType()->isScalarType()))
    return llvm::any_of(S->children(), isIntricate);
  return S && (isa<InitListExpr, AbstractConditionalOperator, CXXNewExpr>(S) ||
               (Fold && (Fold->getOperator() == BO_LAnd || Fold->getOperator() == BO_LOr)) ||
               llvm::any_of(S->children(), isIntricate));
}

/// Of a `return`.
struct Surroundings {
  bool InHandler = false; ///< where nothing can be awaited
  bool InTry = false;     ///< with handlers for what fails
  bool Guarded = false;   ///< by what ends with its scope, and may be there for what is called
};

class Returns {
public:
  Returns(Lowering &L, const FunctionDecl *F) {
    for (const Branch &Gone : unselected(L.Unit, F, Mode::Suspending))
      Unselected.insert(Gone.Body);
    in(writtenBody(F));
  }
  struct Return : Surroundings {
    const ReturnStmt *Written;
    std::vector<const CallExpr *> Calls;
    /// Whether an await changes anything.
    bool matters() const {
      return InTry || Guarded || hasGuard(Written->getRetValue()) || llvm::any_of(Calls, refersToEnding);
    }
  };
  std::vector<Return> List;
  bool All = true; ///< they hand on what calls give

private:
  void in(const Stmt *S, Surroundings At = {}) {
    if (!S || isa<LambdaExpr>(S) || Unselected.count(S))
      return;
    if (auto *Try = dyn_cast<CXXTryStmt>(S)) {
      in(Try->getTryBlock(), {At.InHandler, true, At.Guarded});
      for (unsigned I = 0; I < Try->getNumHandlers(); ++I)
        in(Try->getHandler(I), {true, At.InTry, At.Guarded});
      return;
    }
    if (auto *Written = dyn_cast<ReturnStmt>(S)) {
      List.push_back({At, Written, {}});
      All &= Written->getRetValue() && calls(Written->getRetValue(), List.back().Calls);
      return;
    }
    for (const Stmt *Child : S->children()) {
      if (auto *Declares = dyn_cast_or_null<DeclStmt>(Child))
        At.Guarded |= llvm::any_of(Declares->decls(), [](const Decl *D) { return endsVisibly(D); });
      in(Child, At);
    }
  }
  static bool calls(const Expr *E, std::vector<const CallExpr *> &Out) {
    E = plain(E);
    if (auto *Either = dyn_cast<ConditionalOperator>(E))
      return calls(Either->getTrueExpr(), Out) && calls(Either->getFalseExpr(), Out);
    if (auto *Comma = dyn_cast<BinaryOperator>(E); Comma && Comma->isCommaOp())
      return calls(Comma->getRHS(), Out);
    auto *Call = dyn_cast<CallExpr>(E);
    if (Call)
      Out.push_back(Call);
    return Call;
  }
  std::set<const Stmt *> Unselected;
};

} // namespace

bool awaitForwarded(Lowering &L, const FunctionDecl *F) {
  const MaybeResult Result = maybeResult(L.Unit.AST, F->getReturnType());
  if (!Result || Result.IsGenerator || Result.Value.isNull() || F->isConstexpr())
    return false;
  const Returns Found(L, F);
  const bool Terminates = F->getExceptionSpecType() != EST_None && F->getExceptionSpecType() != EST_NoexceptFalse;
  auto Matters = [&](const Returns::Return &Each) {
    return Each.matters() ||
           (Terminates && L.hasExceptions() && L.Unit.S.canThrow(const_cast<Expr *>(Each.Written->getRetValue())) != CT_Cannot);
  };
  if (!Found.All || llvm::none_of(Found.List, Matters))
    return false;
  if (llvm::any_of(Found.List, [&](const Returns::Return &Each) {
        const ReturnStmt *S = Each.Written;
        return Each.InHandler || S->getReturnLoc().isMacroID() || S->getEndLoc().isMacroID() ||
               (L.Unit.ForGcc && isIntricate(S->getRetValue()));
      })) {
    for (const Returns::Return &Each : Found.List)
      if (Matters(Each))
        L.report(Each.Written->getReturnLoc(), Diag::maybe_forwarded,
                 {nameOf(F), L.Edits.text(Each.Calls.front()->getCallee()->getSourceRange())});
    return false;
  }
  for (const Returns::Return &Each : Found.List) {
    L.Edits.replace(SourceRange(Each.Written->getReturnLoc()), {"co_return"});
    const Expr *Value = Each.Written->getRetValue();
    auto *Operator = dyn_cast<CXXOperatorCallExpr>(plain(Value));
    const bool Whole = Operator ? Operator->getOperator() == OO_Call : isa<CallExpr>(plain(Value));
    L.Edits.insertBefore(Value->getBeginLoc(), {Whole ? "co_await " : "co_await ("}, 5000000);
    if (!Whole)
      L.Edits.insertAfter(Value->getEndLoc(), {")"}, 5000000);
  }
  return true;
}

void tellForwardedByClosure(Lowering &L, const FunctionDecl *F) {
  auto GivesMaybe = [&](const CallExpr *Call) {
    return llvm::any_of(possibleCallees(Call), [&](const PossibleCallee &Each) {
      return static_cast<bool>(maybeResult(L.Unit.AST, Each.Function->getReturnType()));
    });
  };
  for (const Returns::Return &Each : Returns(L, F).List) {
    const auto Call = llvm::find_if(Each.Calls, GivesMaybe);
    if (Call != Each.Calls.end() && Each.matters())
      L.report(Each.Written->getReturnLoc(), Diag::maybe_forwarded_closure,
               {L.Edits.text((*Call)->getCallee()->getSourceRange())});
  }
}

} // namespace asyncc
