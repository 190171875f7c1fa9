//===- Instances.cpp - What instantiations tell of a template's statements -===//
//
// What a call makes of its arguments is unknown in a template while the function called is. Each instantiation knows it, and
// where a template is used with a mode that suspends there is one in the unit. What the instantiations say is kept by the
// place in the text.
//
//===----------------------------------------------------------------------===//

#include "lower/gcc/Instances.h"
#include "analysis/GenericLambda.h"
#include "analysis/Names.h"
#include "analysis/Visitor.h"

using namespace clang;

namespace asyncc {

/// Whether \p E is a list in braces without a type in front of it.
static bool isList(const Expr *E) {
  const Expr *Written = plain(E)->IgnoreUnlessSpelledInSource();
  auto *Made = dyn_cast<CXXConstructExpr>(Written);
  return isa<InitListExpr, CXXStdInitializerListExpr>(Written) ||
         (Made && Made->isListInitialization() && !isa<CXXTemporaryObjectExpr>(Made));
}

bool saysType(const Expr *E, QualType T) {
  const Expr *Written = plain(E)->IgnoreUnlessSpelledInSource();
  return !isList(Written) &&
         (T.isNull() || Written->isTypeDependent() ||
          (Written->isPRValue() && Written->getType().getCanonicalType().getUnqualifiedType() ==
                                       T.getCanonicalType().getUnqualifiedType()));
}

const MaterializeTemporaryExpr *temporary(const Expr *E) {
  while (auto *Cast = dyn_cast<ImplicitCastExpr>(E))
    E = Cast->getSubExpr();
  auto *Made = dyn_cast<MaterializeTemporaryExpr>(E);
  return Made && Made->getStorageDuration() == SD_FullExpression && Made->getType()->isRecordType() ? Made : nullptr;
}

namespace {
class Collect : public Visitor {
public:
  Collect(Translation &Unit, InstanceFacts &Found) : Unit(Unit), Found(Found) {}
  bool shouldVisitTemplateInstantiations() const override { return true; }
  bool TraverseDecl(Decl *D) override {
    if (D && isForeign(Unit, D))
      return true;
    auto *F = dyn_cast_or_null<FunctionDecl>(D);
    const bool Outside = std::exchange(InInstance, InInstance || (F && F->isTemplateInstantiation()));
    if (InInstance && F && F->doesThisDeclarationHaveABody())
      Found.Bodies.insert(F->getLocation());
    auto *Method = dyn_cast_or_null<CXXMethodDecl>(F);
    const CXXRecordDecl *const ClassOutside =
        std::exchange(Class, Method && !Method->getParent()->isLambda() ? Method->getParent() : Class);
    const bool Goes = Visitor::TraverseDecl(D);
    Class = ClassOutside;
    InInstance = Outside;
    return Goes;
  }
  bool VisitLambdaExpr(LambdaExpr *E) override {
    if (InInstance && !E->isGenericLambda())
      Found.Bodies.insert(E->getCallOperator()->getLocation());
    forEachInstance(E, [this](FunctionDecl *F) { TraverseDecl(F); });
    return true;
  }
  bool TraverseInitListExpr(InitListExpr *E) override { return TraverseElements(E); }
  bool VisitCallExpr(CallExpr *Call) override {
    if (InInstance && !isa<CXXOperatorCallExpr>(Call) &&
        llvm::any_of(Call->arguments(), [](const Expr *Arg) { return isList(Arg) || makesAggregate(Arg); }))
      Found.Calls[Call->getRParenLoc()].push_back(Call);
    const FunctionDecl *Callee = Call->getDirectCallee();
    if (InInstance && Callee)
      // The object that an operator is a member of is no parameter.
      conversions(ArrayRef<const Expr *>(Call->getArgs(), Call->getNumArgs())
                      .drop_front(isa<CXXOperatorCallExpr>(Call) && isa<CXXMethodDecl>(Callee)),
                  Callee);
    return true;
  }
  bool VisitCXXConstructExpr(CXXConstructExpr *E) override {
    if (InInstance)
      conversions(ArrayRef<const Expr *>(E->getArgs(), E->getNumArgs()), E->getConstructor());
    return true;
  }
  bool VisitMaterializeTemporaryExpr(MaterializeTemporaryExpr *E) override {
    const Expr *Made = plain(E->getSubExpr())->IgnoreUnlessSpelledInSource();
    if (InInstance && E->getStorageDuration() == SD_FullExpression && E->getType()->isRecordType() &&
        saysType(Made, E->getType()))
      Found.Temporaries.insert(InstanceFacts::placeOf(Made));
    return true;
  }

private:
  void conversions(ArrayRef<const Expr *> Args, const FunctionDecl *Callee) {
    auto *Method = dyn_cast<CXXMethodDecl>(Callee);
    const bool OfClass = Class && Method && Method->getParent() == Class && !Callee->getPrimaryTemplate();
    const FunctionDecl *Declared = Callee->getTemplateInstantiationPattern();
    for (const auto &[Param, Arg] : llvm::zip((Declared ? Declared : Callee)->parameters(), Args)) {
      if (isa<PackExpansionType>(Param->getType()))
        return;
      const MaterializeTemporaryExpr *Made = temporary(Arg);
      const Expr *Written = Made ? plain(Made->getSubExpr())->IgnoreUnlessSpelledInSource() : nullptr;
      if (!Made || saysType(Written, Made->getType()))
        continue;
      QualType T = Param->getType().getNonReferenceType().getUnqualifiedType();
      if (T->isDependentType() && !OfClass)
        T = QualType();
      const auto [At, New] = Found.Converted.insert({InstanceFacts::placeOf(Written), T});
      if (!New && !T.isNull() && !At->second.isNull() && !Unit.AST.hasSameType(At->second, T))
        At->second = QualType();
    }
  }

  Translation &Unit;
  InstanceFacts &Found;
  bool InInstance = false;
  const CXXRecordDecl *Class = nullptr; ///< that the function around is a member of
};
} // namespace

void collectInstances(Translation &Unit, InstanceFacts &Found) {
  Collect(Unit, Found).TraverseDecl(Unit.AST.getTranslationUnitDecl());
}

} // namespace asyncc
