//===- LostTasks.cpp - Tasks that nobody awaits ----------------------------===//
//
// A coroutine that was called, but is never awaited, takes what it owns with it: no drop can be awaited then.
//
//===----------------------------------------------------------------------===//

#include "analysis/Awaitable.h"
#include "analysis/Dependent.h"
#include "lower/drop/Body.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace asyncc {

/// What a coroutine owns that was called, but not awaited: parameters, and captures of a marked closure.
static std::vector<std::pair<std::string, QualType>> lostWith(Body &B, const FunctionDecl *Callee) {
  std::vector<std::pair<std::string, QualType>> Out;
  for (const ParmVarDecl *Param : Callee->parameters())
    if (B.Types.of(Param->getType()))
      Out.push_back({"parameter '" + Param->getNameAsString() + "'", Param->getType()});
  auto *Method = dyn_cast<CXXMethodDecl>(Callee);
  if (!Method || !Method->getParent()->isLambda() || !B.L.Unit.Notes.on(patternOf(Callee), AnnotationKind::Closure))
    return Out;
  for (const LambdaCapture &Each : Method->getParent()->captures())
    if (Each.capturesVariable() && Each.getCaptureKind() == LCK_ByCopy && B.Types.of(Each.getCapturedVar()->getType()))
      Out.push_back({"capture '" + Each.getCapturedVar()->getNameAsString() + "'", Each.getCapturedVar()->getType()});
  return Out;
}

static std::string called(const Body &B, const CallExpr *Call) {
  auto *Operator = dyn_cast<CXXOperatorCallExpr>(Call);
  const Expr *Closure = Operator ? Operator->getArg(0)->IgnoreUnlessSpelledInSource() : nullptr;
  if (auto *Made = dyn_cast_or_null<LambdaExpr>(Closure))
    return B.L.Edits.text(Made->getIntroducerRange());
  return Closure ? B.L.Edits.text(Closure->getSourceRange()) : nameOf(Call->getDirectCallee());
}

/// What tells its result without an await has done its work: `tx.send(x)` of a oneshot.
static bool isKnown(QualType Awaitable) {
  const CXXRecordDecl *Class = Awaitable->getAsCXXRecordDecl();
  return Class && Class->hasDefinition() &&
         llvm::any_of(const_cast<CXXRecordDecl *>(Class)->getVisibleConversionFunctions(), [](const NamedDecl *Each) {
           auto *To = dyn_cast<CXXConversionDecl>(Each->getUnderlyingDecl());
           return To && !To->isExplicit() && To->getConversionType()->isBooleanType();
         });
}

void refuseDiscardedTask(Body &B, const CallExpr *Call) {
  const FunctionDecl *Callee = Call->getDirectCallee();
  if (!Callee || !isAwaitable(B.L.Unit, Callee->getReturnType()) || isKnown(Callee->getReturnType()))
    return;
  for (const auto &[Name, Type] : lostWith(B, Callee))
    B.L.report(beginOf(Call), Diag::drop_discarded_task, {called(B, Call), Name, typeName(B.L.Unit, Type)});
}

void refuseStoredTask(Body &B, const VarDecl *Var) {
  if (!B.Block || !Var->hasLocalStorage() || !Var->getInit() || isa<ParmVarDecl>(Var))
    return;
  auto *Call = dyn_cast<CallExpr>(Var->getInit()->IgnoreImplicit());
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  if (!Callee || Var->getType()->isReferenceType() || !isLibraryTask(Callee->getReturnType()) || mentions(B.Block, Var))
    return; // coroutines of other types may start at once
  for (const auto &[Name, Type] : lostWith(B, Callee))
    B.L.report(Var->getLocation(), Diag::drop_stored_task,
               {Var->getNameAsString(), called(B, Call), Name, typeName(B.L.Unit, Type)});
}

} // namespace asyncc
