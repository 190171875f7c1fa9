#include "lower/gcc/AwaitedValues.h"
#include "analysis/Maybe.h"
#include "analysis/Visitor.h"
#include "lower/gcc/Sequences.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace asyncc {

bool declares(const Stmt *S) {
  return S && !isa<LambdaExpr>(S) && (isa<DeclStmt>(S) || llvm::any_of(S->children(), declares));
}

bool isBraced(const Expr *E) {
  if (auto *Cast = dyn_cast<CXXFunctionalCastExpr>(E))
    return Cast->isListInitialization() || isa<CXXParenListInitExpr>(plain(Cast->getSubExpr()));
  if (auto *Made = dyn_cast<CXXTemporaryObjectExpr>(E))
    return Made->isListInitialization();
  if (auto *Made = dyn_cast<CXXUnresolvedConstructExpr>(E))
    return Made->isListInitialization() || (isAggregate(Made->getTypeAsWritten()) && Made->getNumArgs() > 1);
  return isa<InitListExpr, CXXParenListInitExpr>(E);
}
bool isAggregate(QualType T) {
  const CXXRecordDecl *Class = T.isNull() ? nullptr : classOf(T);
  return Class && Class->hasDefinition() && Class->isAggregate();
}
bool isOwningAggregate(QualType T) {
  const CXXRecordDecl *Class = T->getAsCXXRecordDecl();
  Class = Class ? Class->getDefinition() : nullptr;
  return T->isDependentType() ||
         (Class && (Class->isDependentContext() ||
                    (Class->isAggregate() && !Class->hasTrivialDestructor())));
}

QualType elementOfGenerator(const ASTContext &AST, const FunctionDecl *F) {
  if (const MaybeResult Maybe = maybeResult(AST, F->getReturnType()); Maybe.IsGenerator)
    return Maybe.Value;
  auto *Class = dyn_cast_or_null<ClassTemplateSpecializationDecl>(F->getReturnType()->getAsCXXRecordDecl());
  if (!Class || Class->getTemplateArgs().size() == 0 || Class->getTemplateArgs()[0].getKind() != TemplateArgument::Type)
    return {};
  return Class->getTemplateArgs()[0].getAsType();
}

const CXXRecordDecl *classOf(QualType T) {
  const CXXRecordDecl *Class = T->getAsCXXRecordDecl();
  if (auto *Spec = T->getAs<TemplateSpecializationType>(); Spec && !Class)
    if (auto *Template = dyn_cast_or_null<ClassTemplateDecl>(Spec->getTemplateName().getAsTemplateDecl()))
      Class = Template->getTemplatedDecl();
  return Class && Class->getDefinition() ? Class->getDefinition() : Class;
}

QualType elementOf(QualType T) {
  const CXXRecordDecl *Class = classOf(T);
  if (!Class || !Class->isInStdNamespace() || !Class->getIdentifier() ||
      Class->getName() != "initializer_list")
    return {};
  if (auto *Spec = dyn_cast<ClassTemplateSpecializationDecl>(Class))
    return Spec->getTemplateArgs()[0].getAsType();
  auto *Written = T->getAs<TemplateSpecializationType>();
  return Written ? Written->template_arguments()[0].getAsType() : QualType();
}

/// The X of the std::initializer_list<X> that the constructor \p D takes; or null.
static QualType elementOfConstructor(const Decl *D) {
  const FunctionDecl *F = D->getAsFunction();
  return isa_and_nonnull<CXXConstructorDecl>(F) && F->getNumParams()
             ? elementOf(F->getParamDecl(0)->getType().getNonReferenceType())
             : QualType();
}

/// Whether a constructor of \p T takes a std::initializer_list, or may do so.
static bool mayTakeList(QualType T) {
  const CXXRecordDecl *Class = classOf(T);
  if (!Class)
    return T->isDependentType();
  return !elementOf(T).isNull() ||
         llvm::any_of(Class->decls(), [](const Decl *D) { return !elementOfConstructor(D).isNull(); });
}

QualType listedIn(QualType T) {
  if (const QualType X = elementOf(T); !X.isNull())
    return X;
  QualType Found;
  const CXXRecordDecl *Class = classOf(T);
  if (!Class)
    return {};
  for (const Decl *D : Class->decls()) {
    const QualType X = elementOfConstructor(D);
    if (!X.isNull() && !Found.isNull() && X.getCanonicalType() != Found.getCanonicalType())
      return {}; // either
    Found = X.isNull() ? Found : X;
  }
  return Found;
}

bool takesList(const Expr *E, QualType T) {
  E = plain(E);
  if (auto *Cast = dyn_cast<CXXFunctionalCastExpr>(E))
    return Cast->isListInitialization() && takesList(Cast->getSubExpr(), T);
  if (isa<CXXStdInitializerListExpr>(E))
    return true;
  if (auto *Made = dyn_cast<CXXConstructExpr>(E))
    return Made->isStdInitListInitialization();
  if (auto *Unresolved = dyn_cast<CXXUnresolvedConstructExpr>(E))
    return Unresolved->isListInitialization() && Unresolved->getNumArgs() &&
           takesList(Unresolved->getArg(0), T);
  auto *List = dyn_cast<InitListExpr>(E);
  return List && List->getNumInits() && (List->isTypeDependent() || List->getType()->isVoidType()) &&
         mayTakeList(T);
}

static bool mayOwn(QualType T) {
  return T->isDependentType() || T->isUndeducedType() || T.isDestructedType() != QualType::DK_none;
}

namespace {
/// What `[=]` captures: in a template only an instance lists it.
class NamesOwner : public Visitor {
public:
  explicit NamesOwner(const LambdaExpr *E) : E(E) {}
  bool VisitDeclRefExpr(DeclRefExpr *Name) override {
    auto *Var = dyn_cast<VarDecl>(Name->getDecl());
    Found |= Var && Var->hasLocalStorage() && !E->getCallOperator()->Encloses(Var->getDeclContext()) &&
             mayOwn(Var->getType().getNonReferenceType());
    return !Found;
  }
  bool Found = false;

private:
  const LambdaExpr *E;
};
} // namespace

bool ownsSomething(const LambdaExpr *E) {
  if (E->getCaptureDefault() == LCD_ByCopy) {
    NamesOwner Names(E);
    Names.TraverseStmt(E->getBody());
    if (Names.Found)
      return true;
  }
  return llvm::any_of(E->captures(), [E](const LambdaCapture &C) {
    if (C.getCaptureKind() == LCK_StarThis)
      return E->getLambdaClass()->isDependentContext() ||
             !E->getLambdaClass()->hasTrivialDestructor();
    QualType T = C.capturesVariable() && C.getCaptureKind() == LCK_ByCopy
                     ? C.getCapturedVar()->getType().getNonReferenceType()
                     : QualType();
    return !T.isNull() && mayOwn(T);
  });
}

bool becomesAwait(const Expr *E) {
  const Sequence Parts = sequenceOf(E);
  auto *Operator = dyn_cast<BinaryOperator>(E);
  return awaited(E) || (isa<ConditionalOperator>(E) && awaits(E)) ||
         (Operator && Operator->isLogicalOp() && awaits(Operator->getRHS())) ||
         (Parts.Is == Sequence::Assignment && awaits(Parts.Then[0]));
}

std::string typeOf(Lowering &L, const Expr *E, const NameClosure &Name) {
  return "decltype((" + unevaluated(L, E, true, Name) + "))";
}

std::string resultOf(Lowering &L, const ConditionalOperator *E, const Expr *Await, const NameClosure &Name) {
  const Expr *Whole = Await ? Await : E;
  QualType T = Whole->getType();
  if (!T->isDependentType() && !T->isPlaceholderType()) {
    if (T->isVoidType())
      return "void";
    const std::string Text = qualifiedTypeName(L.Unit, T.getUnqualifiedType());
    return Text.empty() || !Whole->isLValue() ? Text : qualifiedTypeName(L.Unit, T) + "&";
  }
  if (Await)
    return "async::await_result<decltype(" + unevaluated(L, E->getTrueExpr(), true, Name) + ")>";
  std::string First = typeOf(L, E->getTrueExpr(), Name), Second = typeOf(L, E->getFalseExpr(), Name);
  if (isa<CXXThrowExpr>(plain(E->getTrueExpr())))
    First = Second;
  else if (isa<CXXThrowExpr>(plain(E->getFalseExpr())))
    Second = First;
  return First.empty() || Second.empty() ? "" : "async::either_t<" + First + ", " + Second + ">";
}

} // namespace asyncc
