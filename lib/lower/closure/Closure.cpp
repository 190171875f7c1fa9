//===- Closure.cpp - [[async::closure]] -----------------------------------===//
//
//     [x, p = std::move(p)] [[async::closure]] (int n) -> async::task<void> { … }
//  -> async::closure([x, p = std::move(p)] (async::own_captures, int n) -> async::task<void> { … })
//
// The body stays as it is, and reads its captures where the language puts them: in the closure that it
// is called on. What changes is that closure. Every call of an `async::closure` makes one of its own,
// from a copy, or by a move if it is an rvalue itself, and hands it to the coroutine as a parameter.
// Parameters live in the frame, so the captures live as long as the coroutine does, whatever the
// coroutine's type.
//
//===----------------------------------------------------------------------===//

#include "lower/closure/Closure.h"
#include "analysis/Awaitable.h"
#include "analysis/Maybe.h"
#include "analysis/Visitor.h"
#include "lower/Order.h"

using namespace clang;

namespace asyncc {
namespace {

/// Calls \p Then for the marked lambdas of the developer's code, as written.
class MarkedLambdas : public Visitor {
public:
  MarkedLambdas(Lowering &L, std::function<void(LambdaExpr *, const Annotation &)> Then)
      : L(L), Then(std::move(Then)) {}
  bool TraverseDecl(Decl *D) override {
    return (D && isForeign(L.Unit, D)) || Visitor::TraverseDecl(D);
  }
  bool VisitLambdaExpr(LambdaExpr *E) override {
    if (const Annotation *Note = L.Unit.Notes.on(E->getCallOperator(), AnnotationKind::Closure))
      Then(E, *Note);
    return true;
  }

private:
  Lowering &L;
  std::function<void(LambdaExpr *, const Annotation &)> Then;
};

void lowerLambda(Lowering &L, LambdaExpr *E, const Annotation &Note) {
  CXXMethodDecl *F = E->getCallOperator();
  if (E->capture_size() == 0 ||
      (modeOf(L, F) == Mode::Blocking && maybeResult(L.Unit.AST, F->getReturnType())))
    return;
  // Inside of the places of temporaries, of which a call of this closure may be one, outside of what owns its captures.
  L.Edits.insertBefore(E->getBeginLoc(), {"async::closure("}, InExpression + InExpression / 2);
  L.Edits.insertAfter(E->getEndLoc(), {")"}, -InExpression - InExpression / 2);
  const FunctionTypeLoc Head = F->getFunctionTypeLoc();
  // References to captures with a drop may come in front.
  if (!E->hasExplicitParameters() || Head.isNull() || Head.getLParenLoc().isInvalid()) {
    const SourceLocation Next = L.Unit.Notes.behindSpecifier(Note.NameLoc);
    L.Edits.insertBefore(Next, {"("}, -20);
    L.Edits.insertBefore(Next, {"async::own_captures) "});
  } else if (Head.getNumParams() == 0) {
    L.Edits.insertAfter(Head.getLParenLoc(), {"async::own_captures"});
    if (auto Parens = L.Edits.region({Head.getLParenLoc(), Head.getRParenLoc()})) // (void)
      L.Edits.Set->add(Parens->File, {Parens->Begin + 1, Parens->End - 1, {}});
  } else {
    L.Edits.insertAfter(Head.getLParenLoc(), {"async::own_captures, "});
  }
  requireHeader(L, {"async", "closure"}, "async/closure.hpp");
  L.Unit.Lowered.add(E->getBeginLoc(), "closure", "lambda",
                     {"each call owns its captures"});
}

/// Calls of marked lambdas that would have to copy what can only be moved.
class Calls : public Visitor {
public:
  explicit Calls(Lowering &L) : L(L) {}
  bool shouldVisitTemplateInstantiations() const override { return true; }
  bool TraverseDecl(Decl *D) override {
    return (D && isForeign(L.Unit, D)) || Visitor::TraverseDecl(D);
  }
  bool VisitCXXOperatorCallExpr(CXXOperatorCallExpr *Call) override {
    const FunctionDecl *Callee = Call->getDirectCallee();
    auto *Method = dyn_cast_or_null<CXXMethodDecl>(Callee);
    if (Call->getOperator() != OO_Call || !Method || !Method->getParent()->isLambda() ||
        !L.Unit.Notes.on(patternOf(Method), AnnotationKind::Closure))
      return true;
    const Expr *Object = Call->getArg(0)->IgnoreParenImpCasts();
    const CXXRecordDecl *Class = Method->getParent();
    if (!Object->isLValue() || isCopyable(Class))
      return true;
    std::string Text = "the closure";
    if (auto *Ref = dyn_cast<DeclRefExpr>(Object))
      Text = nameOf(Ref->getDecl());
    L.report(Object->getExprLoc(), Diag::closure_not_copyable, {Text, ownedBy(Class)});
    return true;
  }

private:
  bool isCopyable(const CXXRecordDecl *Class) const {
    CXXConstructorDecl *Copy =
        L.Unit.S.LookupCopyingConstructor(const_cast<CXXRecordDecl *>(Class), Qualifiers::Const);
    return Copy && !Copy->isDeleted();
  }
  std::string ownedBy(const CXXRecordDecl *Class) const {
    for (const LambdaCapture &Each : Class->captures())
      if (Each.capturesVariable() && Each.getCaptureKind() == LCK_ByCopy)
        if (const CXXRecordDecl *Of =
                Each.getCapturedVar()->getType().getNonReferenceType()->getAsCXXRecordDecl();
            Of && !isCopyable(Of))
          return nameOf(Each.getCapturedVar());
    return "a capture";
  }

  Lowering &L;
};

} // namespace

void checkClosures(Lowering &L) {
  bool Any = false;
  for (const Annotation &Note : L.Unit.Notes.all()) {
    if (Note.Kind != AnnotationKind::Closure)
      continue;
    auto *Method = dyn_cast<CXXMethodDecl>(Note.On);
    if (Method && Method->getParent()->isLambda()) {
      Any = true;
      continue;
    }
    auto *Named = dyn_cast<NamedDecl>(Note.On);
    L.report(Note.NameLoc, Diag::closure_not_lambda,
             {Named && Named->getDeclName() ? "'" + nameOf(Named) + "'" : "this"});
  }
  if (!Any)
    return;
  MarkedLambdas(L, [&](LambdaExpr *E, const Annotation &Note) {
    if (!isCoroutine(E->getCallOperator()))
      L.report(Note.NameLoc, Diag::closure_not_coroutine);
    else if (E->capture_size() == 0)
      L.report(Note.NameLoc, Diag::closure_without_effect);
  }).TraverseDecl(L.Unit.AST.getTranslationUnitDecl());
  Calls(L).TraverseDecl(L.Unit.AST.getTranslationUnitDecl());
}

void lowerClosures(Lowering &L) {
  if (llvm::none_of(L.Unit.Notes.all(),
                    [](const Annotation &Note) { return Note.Kind == AnnotationKind::Closure; }))
    return;
  MarkedLambdas(L, [&](LambdaExpr *E, const Annotation &Note) { lowerLambda(L, E, Note); })
      .TraverseDecl(L.Root ? L.Root : L.Unit.AST.getTranslationUnitDecl());
}

} // namespace asyncc
