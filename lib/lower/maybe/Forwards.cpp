//===- Forwards.cpp - Maybe-async functions that hand on another's result -===//
//
//     async::maybe<M, int> get(std::string const& key) { return ask("get " + key); }
//
// blocks while the temporary lives, but in suspending modes it returns a task that begins when the temporary is
// gone. What such a `return` refers to has to live until the task ends, in both modes: there the function becomes
// the coroutine that awaits it. A function that hands on what its caller keeps alive is left alone: it needs no frame.
//
// Only the text decides, never an instantiation, so that every unit gets the same function.
//
//===----------------------------------------------------------------------===//

#include "analysis/Dependent.h"
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

const Expr *plain(const Expr *E) {
  for (const Expr *Inner = nullptr; Inner != E;) {
    Inner = E;
    E = E->IgnoreImplicit()->IgnoreParenImpCasts();
  }
  return E;
}

/// Whether a \p T refers to objects, and owns none.
bool isView(QualType T) {
  const CXXRecordDecl *Class = classPattern(T);
  return T->isPointerType() || T->isNullPtrType() ||
         (Class && Class->isInStdNamespace() && Class->getIdentifier() &&
          (Class->getName() == "span" || Class->getName() == "basic_string_view" ||
           Class->getName() == "reference_wrapper"));
}

bool isNumber(QualType T) { return !T->isDependentType() && T->isScalarType() && !T->isPointerType(); }

bool isLocal(const ValueDecl *D) {
  auto *Var = dyn_cast<VarDecl>(D);
  return (Var && Var->hasLocalStorage() && !Var->getType()->isReferenceType()) || isa<BindingDecl>(D);
}

/// A closure that captures a local variable by reference.
bool capturesLocal(const LambdaExpr *E) {
  return llvm::any_of(E->captures(), [](const LambdaCapture &Each) {
    return Each.capturesVariable() && Each.getCaptureKind() == LCK_ByRef && isLocal(Each.getCapturedVar());
  });
}

/// The object that \p E is, or is a part of; null if it makes one.
const ValueDecl *named(const Expr *E) {
  E = plain(E);
  while (auto *Member = dyn_cast<MemberExpr>(E)) {
    if (Member->isArrow() || !isa<FieldDecl>(Member->getMemberDecl()))
      break;
    E = plain(Member->getBase());
  }
  auto *Name = dyn_cast<DeclRefExpr>(E);
  return Name ? Name->getDecl() : nullptr;
}

/// What \p E makes or moves is gone when the function returns, for what takes a \p Param; null: nothing tells.
bool ends(const Expr *E, QualType Param) {
  E = plain(E);
  if (auto *Default = dyn_cast<CXXDefaultArgExpr>(E))
    return !Default->getParam()->hasUninstantiatedDefaultArg() && !Param.isNull() && Param->isReferenceType() &&
           isa<MaterializeTemporaryExpr>(Default->getExpr()->IgnoreParenImpCasts());
  if (auto *Closure = dyn_cast<LambdaExpr>(E))
    return capturesLocal(Closure) || Param.isNull() || Param->isReferenceType();
  if (auto *Address = dyn_cast<UnaryOperator>(E); Address && Address->getOpcode() == UO_AddrOf) {
    const ValueDecl *Object = named(Address->getSubExpr());
    return Object && isLocal(Object);
  }
  if (const Expr *Moved = movedOperand(E))
    E = plain(Moved);
  const QualType T = E->getType();
  const ValueDecl *Object = named(E);
  const bool Local = Object && isLocal(Object);
  const bool Made = !Object && (E->isPRValue() || isa<CXXUnresolvedConstructExpr, InitListExpr>(E));
  const bool Lives = !Local && !Made;
  if (Param.isNull())
    return !Lives && (T->isDependentType() || !(isNumber(T) || isView(T)));
  if (!Param->isReferenceType()) // the value is made now; a view of what ends is not one
    return isView(Param) && !Lives && !isView(T) && !T->isDependentType() && !isa<StringLiteral>(E);
  const QualType Of = Param.getNonReferenceType();
  const bool Converts = !Of->isDependentType() && !T->isDependentType() && classPattern(T) != classPattern(Of);
  return !Lives || Converts;
}

bool ends(const CallExpr *Call) {
  const Expr *Callee = plain(Call->getCallee());
  const Expr *Object = nullptr;
  if (auto *Member = dyn_cast<MemberExpr>(Callee))
    Object = Member->isArrow() ? nullptr : Member->getBase();
  else if (auto *Member = dyn_cast<CXXDependentScopeMemberExpr>(Callee))
    Object = Member->isImplicitAccess() || Member->isArrow() ? nullptr : Member->getBase();
  else if (auto *Member = dyn_cast<UnresolvedMemberExpr>(Callee))
    Object = Member->isImplicitAccess() || Member->isArrow() ? nullptr : Member->getBase();
  if (Object && !isView(plain(Object)->getType()) && ends(Object, QualType()))
    return true;
  const std::vector<PossibleCallee> Callees = possibleCallees(Call);
  for (unsigned I = 0; I < Call->getNumArgs(); ++I) {
    const Expr *Arg = Call->getArg(I);
    bool Any = Callees.empty() && ends(Arg, QualType());
    for (const PossibleCallee &Each : Callees)
      if (I < Each.Function->getNumParams())
        Any |= ends(Arg, Each.Function->getParamDecl(I)->getType());
    if (Any)
      return true;
  }
  return false;
}

/// What g++ 12 would get wrong in an expression that awaits.
bool isIntricate(const Stmt *S) {
  return S && (isa<InitListExpr, LambdaExpr, AbstractConditionalOperator, CXXNewExpr, CXXFoldExpr, PackExpansionExpr>(S) ||
               llvm::any_of(S->children(), isIntricate));
}

class Returns {
public:
  Returns(Lowering &L, const FunctionDecl *F) : F(F) {
    for (const Branch &Gone : unselected(L.Unit, F, Mode::Suspending))
      Unselected.insert(Gone.Body);
    in(writtenBody(F));
  }
  /// Whether all of them hand on the result of a call, and one of them what ends before it.
  bool any() const { return All && llvm::any_of(List, [](const ReturnStmt *S) { return ends(call(S)); }); }
  static const CallExpr *call(const ReturnStmt *S) { return dyn_cast<CallExpr>(plain(S->getRetValue())); }
  std::vector<const ReturnStmt *> List;

private:
  void in(const Stmt *S) {
    if (!S || isa<LambdaExpr>(S) || Unselected.count(S))
      return;
    if (auto *Return = dyn_cast<ReturnStmt>(S)) {
      All &= Return->getRetValue() && call(Return);
      List.push_back(Return);
      return;
    }
    for (const Stmt *Child : S->children())
      in(Child);
  }
  const FunctionDecl *F;
  std::set<const Stmt *> Unselected;
  bool All = true;
};

} // namespace

bool awaitForwarded(Lowering &L, const FunctionDecl *F) {
  const MaybeResult Result = maybeResult(L.Unit.AST, F->getReturnType());
  if (!Result || Result.IsGenerator || Result.Value.isNull() || F->isConstexpr())
    return false;
  const Returns Found(L, F);
  if (!Found.any())
    return false;
  for (const ReturnStmt *S : Found.List)
    if (S->getReturnLoc().isMacroID() || S->getEndLoc().isMacroID() || isIntricate(S->getRetValue())) {
      for (const ReturnStmt *Each : Found.List)
        if (ends(Returns::call(Each)))
          L.report(Each->getReturnLoc(), Diag::maybe_forwarded, {nameOf(F), L.Edits.text(Returns::call(Each)->getCallee()->getSourceRange())});
      return false;
    }
  for (const ReturnStmt *S : Found.List) {
    L.Edits.replace(SourceRange(S->getReturnLoc()), {"co_return"});
    L.Edits.insertBefore(S->getRetValue()->getBeginLoc(), {"co_await "}, 5000000);
  }
  return true;
}

} // namespace asyncc
