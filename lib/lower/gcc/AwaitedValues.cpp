#include "lower/gcc/AwaitedValues.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace asyncc {

bool awaits(const Stmt *S) {
  if (!S)
    return false;
  if (auto *Lambda = dyn_cast<LambdaExpr>(S))
    return llvm::any_of(Lambda->capture_inits(), awaits);
  return isa<CoawaitExpr, DependentCoawaitExpr, CoyieldExpr>(S) ||
         llvm::any_of(S->children(), awaits);
}

bool declares(const Stmt *S) {
  return S && !isa<LambdaExpr>(S) && (isa<DeclStmt>(S) || llvm::any_of(S->children(), declares));
}

const Expr *plain(const Expr *E) {
  while (true) {
    const Expr *Inner = E->IgnoreParens()->IgnoreImplicit();
    if (Inner == E)
      return E;
    E = Inner;
  }
}

bool isBraced(const Expr *E) {
  if (auto *Cast = dyn_cast<CXXFunctionalCastExpr>(E))
    return Cast->isListInitialization();
  if (auto *Made = dyn_cast<CXXTemporaryObjectExpr>(E))
    return Made->isListInitialization();
  if (auto *Made = dyn_cast<CXXUnresolvedConstructExpr>(E))
    return Made->isListInitialization();
  return isa<InitListExpr>(E);
}
bool isOwningAggregate(QualType T) {
  const CXXRecordDecl *Class = T->getAsCXXRecordDecl();
  Class = Class ? Class->getDefinition() : nullptr;
  return T->isDependentType() ||
         (Class && (Class->isDependentContext() ||
                    (Class->isAggregate() && !Class->hasTrivialDestructor())));
}
bool ownsSomething(const LambdaExpr *E) {
  return llvm::any_of(E->captures(), [E](const LambdaCapture &C) {
    if (C.getCaptureKind() == LCK_StarThis)
      return E->getLambdaClass()->isDependentContext() ||
             !E->getLambdaClass()->hasTrivialDestructor();
    QualType T = C.capturesVariable() && C.getCaptureKind() == LCK_ByCopy
                     ? C.getCapturedVar()->getType().getNonReferenceType()
                     : QualType();
    return !T.isNull() && (T->isDependentType() || T->isUndeducedType() ||
                           T.isDestructedType() != QualType::DK_none);
  });
}

std::string typeOf(Lowering &L, const Expr *E) {
  return "decltype((" + unevaluated(L, E) + "))";
}

std::string resultOf(Lowering &L, const ConditionalOperator *E, const Expr *Await) {
  const Expr *Whole = Await ? Await : E;
  QualType T = Whole->getType();
  if (!T->isDependentType() && !T->isPlaceholderType()) {
    if (T->isVoidType())
      return "void";
    const std::string Text = qualifiedTypeName(L.Unit, T.getUnqualifiedType());
    return Text.empty() || !Whole->isLValue() ? Text : qualifiedTypeName(L.Unit, T) + "&";
  }
  if (Await)
    return "async::await_result<decltype(" + unevaluated(L, E->getTrueExpr()) + ")>";
  std::string First = typeOf(L, E->getTrueExpr()), Second = typeOf(L, E->getFalseExpr());
  if (isa<CXXThrowExpr>(plain(E->getTrueExpr())))
    First = Second;
  else if (isa<CXXThrowExpr>(plain(E->getFalseExpr())))
    Second = First;
  return First.empty() || Second.empty() ? "" : "async::either_t<" + First + ", " + Second + ">";
}

} // namespace asyncc
