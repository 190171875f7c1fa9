//===- Forwards.cpp - Maybe-async functions that hand on another's result -===//
//
//     async::maybe<M, int> get(std::string const& key) { return ask("get " + key); }
//
// blocks while the temporary lives, but in suspending modes it returns a task that begins when the temporary is
// gone. What such a `return` refers to has to live until the task ends, in both modes: there the function becomes
// the coroutine that awaits it. A function that hands on what its caller keeps alive is left alone: it needs no frame.
//
//===----------------------------------------------------------------------===//

#include "analysis/Ending.h"
#include "analysis/Maybe.h"
#include "analysis/Names.h"
#include "analysis/Statements.h"
#include "lower/Modes.h"
#include "lower/maybe/Maybe.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace asyncc {
namespace {

/// What g++ 12 would get wrong in an expression that awaits.
bool isIntricate(const Stmt *S) {
  auto *Fold = dyn_cast_or_null<CXXFoldExpr>(S);
  return S && (isa<InitListExpr, LambdaExpr, AbstractConditionalOperator, CXXNewExpr>(S) ||
               (Fold && (Fold->getOperator() == BO_LAnd || Fold->getOperator() == BO_LOr)) ||
               llvm::any_of(S->children(), isIntricate));
}

class Returns {
public:
  Returns(Lowering &L, const FunctionDecl *F) {
    for (const Branch &Gone : unselected(L.Unit, F, Mode::Suspending))
      Unselected.insert(Gone.Body);
    in(writtenBody(F));
  }
  struct Return {
    const ReturnStmt *Written;
    bool InHandler, InTry; ///< cannot await there; has handlers for what fails
    std::vector<const CallExpr *> Calls;
    /// Whether an await changes anything.
    bool matters() const {
      return InTry || llvm::any_of(Calls, [](const CallExpr *Each) { return refersToEnding(Each); });
    }
  };
  std::vector<Return> List;
  bool All = true; ///< they hand on what calls give

private:
  void in(const Stmt *S, bool InHandler = false, bool InTry = false) {
    if (!S || isa<LambdaExpr>(S) || Unselected.count(S))
      return;
    if (auto *Try = dyn_cast<CXXTryStmt>(S)) {
      in(Try->getTryBlock(), InHandler, true);
      for (unsigned I = 0; I < Try->getNumHandlers(); ++I)
        in(Try->getHandler(I), true, InTry);
      return;
    }
    if (auto *Written = dyn_cast<ReturnStmt>(S)) {
      List.push_back({Written, InHandler, InTry, {}});
      All &= Written->getRetValue() && calls(Written->getRetValue(), List.back().Calls);
      return;
    }
    for (const Stmt *Child : S->children())
      in(Child, InHandler, InTry);
  }
  static bool calls(const Expr *E, std::vector<const CallExpr *> &Out) {
    E = plain(E);
    if (auto *Either = dyn_cast<ConditionalOperator>(E))
      return calls(Either->getTrueExpr(), Out) && calls(Either->getFalseExpr(), Out);
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
  if (!Found.All || llvm::none_of(Found.List, [](const Returns::Return &Each) { return Each.matters(); }))
    return false;
  if (llvm::any_of(Found.List, [](const Returns::Return &Each) {
        const ReturnStmt *S = Each.Written;
        return Each.InHandler || S->getReturnLoc().isMacroID() || S->getEndLoc().isMacroID() ||
               isIntricate(S->getRetValue());
      })) {
    for (const Returns::Return &Each : Found.List)
      if (Each.matters())
        L.report(Each.Written->getReturnLoc(), Diag::maybe_forwarded,
                 {nameOf(F), L.Edits.text(Each.Calls.front()->getCallee()->getSourceRange())});
    return false;
  }
  for (const Returns::Return &Each : Found.List) {
    L.Edits.replace(SourceRange(Each.Written->getReturnLoc()), {"co_return"});
    L.Edits.insertBefore(Each.Written->getRetValue()->getBeginLoc(), {"co_await "}, 5000000);
  }
  return true;
}

} // namespace asyncc
