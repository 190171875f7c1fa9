#include "analysis/Dependent.h"
#include "analysis/Maybe.h"
#include "analysis/Names.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace asyncc {

static QualType pointee(QualType T) {
  T = T.getNonReferenceType();
  return T->isPointerType() ? T->getPointeeType() : T;
}

const CXXRecordDecl *classPattern(QualType T) {
  if (T.isNull())
    return nullptr;
  T = pointee(T);
  if (const CXXRecordDecl *Record = T->getAsCXXRecordDecl())
    return Record->getDefinition();
  if (auto *Spec = T->getAs<TemplateSpecializationType>()) {
    if (Spec->isTypeAlias())
      return classPattern(Spec->getAliasedType());
    if (auto *Template =
            dyn_cast_or_null<ClassTemplateDecl>(Spec->getTemplateName().getAsTemplateDecl()))
      return Template->getTemplatedDecl()->getDefinition();
  }
  return nullptr;
}

static void addTypes(ArrayRef<TemplateArgument> Args, std::vector<QualType> &Out) {
  for (const TemplateArgument &Arg : Args)
    if (Arg.getKind() == TemplateArgument::Type)
      Out.push_back(Arg.getAsType());
    else if (Arg.getKind() == TemplateArgument::Pack)
      addTypes(Arg.pack_elements(), Out);
}

std::vector<QualType> typeArguments(QualType T) {
  std::vector<QualType> Out;
  if (auto *Written = T->getAs<TemplateSpecializationType>())
    addTypes(Written->template_arguments(), Out);
  else if (auto *Spec = dyn_cast_or_null<ClassTemplateSpecializationDecl>(T->getAsCXXRecordDecl()))
    addTypes(Spec->getTemplateArgs().asArray(), Out);
  return Out;
}

QualType PossibleCallee::inCall(QualType T) const {
  for (auto Each = Through.rbegin(); Each != Through.rend() && !T.isNull(); ++Each) {
    auto *Param = T.getCanonicalType()->getAs<TemplateTypeParmType>();
    auto *Spec = pointee(*Each)->getAs<TemplateSpecializationType>();
    if (!Param || !Spec) {
      if (T->isDependentType())
        return {};
      continue;
    }
    auto Args = Spec->template_arguments();
    auto *Template = Spec->getTemplateName().getAsTemplateDecl();
    if (!Template || Template->getTemplateParameters()->getDepth() != Param->getDepth() ||
        Param->getIndex() >= Args.size() ||
        Args[Param->getIndex()].getKind() != TemplateArgument::Type)
      return {};
    T = Args[Param->getIndex()].getAsType();
  }
  return T;
}

bool hasSpecializations(const ClassTemplateDecl *Template) {
  llvm::SmallVector<ClassTemplatePartialSpecializationDecl *, 4> Partials;
  const_cast<ClassTemplateDecl *>(Template)->getPartialSpecializations(Partials);
  return !Partials.empty() ||
         llvm::any_of(Template->specializations(), [](const ClassTemplateSpecializationDecl *Each) {
           return Each->getSpecializationKind() == TSK_ExplicitSpecialization;
         });
}

namespace {

class Finder {
public:
  explicit Finder(bool OfPrimary) : OfPrimary(OfPrimary) {}
  std::vector<PossibleCallee> Found;

  /// The members of that name of the class that \p T names, or of its bases.
  bool members(QualType T, DeclarationName Name) {
    const CXXRecordDecl *Class = classPattern(T);
    if (!Class || Through.size() > 16)
      return false;
    if (auto *Template = Class->getDescribedClassTemplate();
        Template && !OfPrimary && hasSpecializations(Template))
      return false;
    // A class template inside of itself is no specialization to go through.
    const bool Specialized = pointee(T)->getAs<TemplateSpecializationType>() && !T->getAsCXXRecordDecl();
    if (Specialized)
      Through.push_back(T);
    bool Any = false;
    for (const NamedDecl *D : Class->lookup(Name))
      Any |= add(D);
    if (!Any)
      for (const CXXBaseSpecifier &Base : Class->bases())
        Any |= members(Base.getType(), Name);
    if (Specialized)
      Through.pop_back();
    return Any;
  }

  bool add(const NamedDecl *D) {
    D = D->getUnderlyingDecl();
    if (auto *Using = dyn_cast<UnresolvedUsingValueDecl>(D)) {
      const Type *Of = qualifyingType(Using->getQualifier());
      return Of && members(QualType(Of, 0), Using->getDeclName());
    }
    const FunctionDecl *F = D->getAsFunction();
    if (F)
      Found.push_back({F, Through});
    return F;
  }

private:
  const bool OfPrimary;
  std::vector<QualType> Through;
};

} // namespace

std::vector<PossibleCallee> possibleCallees(const CallExpr *Call, bool OfPrimary) {
  Finder In(OfPrimary);
  const Expr *Callee = Call->getCallee()->IgnoreParenImpCasts();
  if (const FunctionDecl *F = Call->getDirectCallee()) {
    In.add(F);
  } else if (auto *Member = dyn_cast<CXXDependentScopeMemberExpr>(Callee)) {
    QualType Of = Member->isImplicitAccess() ? Member->getBaseType() : likelyType(Member->getBase());
    if (const Type *Named = qualifyingType(Member->getQualifier()))
      Of = QualType(Named, 0);
    if (!Of.isNull())
      In.members(Of, Member->getMember());
  } else if (auto *Scoped = dyn_cast<DependentScopeDeclRefExpr>(Callee)) {
    if (QualType Of = qualifyingType(Scoped); !Of.isNull())
      In.members(Of, Scoped->getDeclName());
  } else if (auto *Overload = dyn_cast<OverloadExpr>(Callee)) {
    for (const NamedDecl *D : Overload->decls())
      In.add(D);
  } else if (auto *Lambda = dyn_cast<LambdaExpr>(Callee)) {
    In.add(Lambda->getCallOperator());
  } else if (auto *Name = dyn_cast<DeclRefExpr>(Callee)) {
    auto *Var = dyn_cast<VarDecl>(Name->getDecl());
    const Expr *Init = Var ? Var->getInit() : nullptr;
    if (auto *Lambda = Init ? dyn_cast<LambdaExpr>(Init->IgnoreImplicit()) : nullptr)
      In.add(Lambda->getCallOperator());
    else if (Var)
      In.members(Var->getType(),
                 Var->getASTContext().DeclarationNames.getCXXOperatorName(OO_Call));
  }
  return std::move(In.Found);
}

QualType heldIn(QualType T) {
  const CXXRecordDecl *Class = classPattern(T);
  auto *Spec = T.isNull() ? nullptr : pointee(T)->getAs<TemplateSpecializationType>();
  return Spec && Class && Class->isInStdNamespace() && Spec->template_arguments().size() &&
                 Spec->template_arguments()[0].getKind() == TemplateArgument::Type
             ? Spec->template_arguments()[0].getAsType()
             : QualType();
}

QualType likelyType(const Expr *E) {
  E = E->IgnoreParenImpCasts();
  if (auto *Cleanups = dyn_cast<ExprWithCleanups>(E))
    E = Cleanups->getSubExpr()->IgnoreParenImpCasts();
  if (auto *Name = dyn_cast<DeclRefExpr>(E))
    if (auto *Var = dyn_cast<VarDecl>(Name->getDecl()))
      return Var->getType()->getContainedAutoType() && Var->getInit() && !Var->isInitCapture()
                 ? likelyType(Var->getInit())
                 : Var->getType();
  if (E->getType().isNull()) // what several parentheses hold
    return {};
  if (!E->getType()->isSpecificBuiltinType(BuiltinType::Dependent))
    return E->getType();
  if (auto *Deref = dyn_cast<UnaryOperator>(E); Deref && Deref->getOpcode() == UO_Deref) {
    QualType T = likelyType(Deref->getSubExpr());
    return !T.isNull() && T.getNonReferenceType()->isPointerType() ? pointee(T) : QualType();
  }
  if (auto *Subscript = dyn_cast<ArraySubscriptExpr>(E))
    return heldIn(likelyType(Subscript->getLHS()));
  auto *Call = dyn_cast<CallExpr>(E);
  if (!Call)
    return {};
  const std::string Name = calleeName(Call);
  if (Call->getNumArgs() == 1 && (Name == "std::move" || Name == "std::forward"))
    return likelyType(Call->getArg(0));
  QualType Common;
  for (const PossibleCallee &Each : possibleCallees(Call)) {
    const QualType T = Each.Function->getReturnType();
    if (!Common.isNull() && classPattern(Common) != classPattern(T))
      return {};
    Common = T;
  }
  return Common;
}

std::vector<QualType> possibleTypes(Translation &Unit, const Expr *E) {
  if (!E)
    return {};
  E = E->IgnoreParenImpCasts();
  if (auto *Cleanups = dyn_cast<ExprWithCleanups>(E))
    E = Cleanups->getSubExpr()->IgnoreParenImpCasts();
  if (auto *Await = dyn_cast<DependentCoawaitExpr>(E))
    E = Await->getOperand()->IgnoreParenImpCasts();
  else if (auto *Await = dyn_cast<CoawaitExpr>(E))
    E = Await->getOperand()->IgnoreParenImpCasts();
  auto *Call = dyn_cast<CallExpr>(E);
  if (!Call)
    return {};
  std::vector<QualType> Out;
  for (const PossibleCallee &Each : possibleCallees(Call, true)) {
    MaybeResult Maybe = maybeResult(Unit.AST, Each.Function->getReturnType());
    Out.push_back(Maybe ? Maybe.Value : Each.Function->getReturnType());
  }
  return Out;
}

} // namespace asyncc
