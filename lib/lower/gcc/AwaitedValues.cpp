#include "lower/gcc/AwaitedValues.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace asyncc {

const Expr *awaited(const Stmt *S) {
  if (auto *Await = dyn_cast_or_null<CoawaitExpr>(S))
    return Await->getOperand();
  auto *Dependent = dyn_cast_or_null<DependentCoawaitExpr>(S);
  return Dependent ? Dependent->getOperand() : nullptr;
}

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

namespace {

void collect(const Stmt *S, std::vector<const Expr *> &Awaits) {
  if (!S || isa<LambdaExpr>(S))
    return;
  if (awaited(S))
    return Awaits.push_back(cast<Expr>(S));
  for (const Stmt *Child : S->children())
    collect(Child, Awaits);
}

/// The text of \p E for a decltype: each `co_await x` becomes a std::declval of what it gives.
std::string unevaluated(Lowering &L, const Expr *E) {
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
             unevaluated(L, awaited(Await)) + ")>>()";
      At = Part->End;
    }
  return Out + Buffer.slice(At, Whole->End).str();
}

} // namespace

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
