#include "analysis/DependentNames.h"
#include "parse/Compat.h"
#include "clang/AST/DeclTemplate.h"

using namespace clang;

namespace asyncc {
namespace {

bool enclose(const Decl *Template, const Decl *Where) {
  return Template->getDeclContext()->getRedeclContext()->Encloses(Where->getDeclContext());
}

#if CLANG_VERSION_MAJOR >= 22
using Qualifier = NestedNameSpecifier;
#else
using Qualifier = NestedNameSpecifier *;
#endif

/// What stands in front of the name of a type.
Qualifier writtenQualifier(QualType T) {
#if CLANG_VERSION_MAJOR >= 22
  return T->getPrefix();
#else
  auto *Written = dyn_cast<ElaboratedType>(T.getTypePtr());
  return Written ? Written->getQualifier() : nullptr;
#endif
}

bool isFound(Qualifier Of, const Decl *Where) {
  if (const Type *T = qualifyingType(Of))
    return isFoundFrom(QualType(T, 0), Where);
#if CLANG_VERSION_MAJOR >= 22
  if (Of.getKind() != NestedNameSpecifier::Kind::Namespace)
    return true;
  const auto [Space, Prefix] = Of.getAsNamespaceAndPrefix();
#else
  const Qualifier Prefix = Of ? Of->getPrefix() : nullptr;
  const NamespaceDecl *Space = Of ? Of->getAsNamespace() : nullptr;
#endif
  if (Prefix)
    return isFound(Prefix, Where);
  return !Space || enclose(Space, Where);
}

bool areFound(ArrayRef<TemplateArgument> Args, const Decl *Where) {
  return llvm::all_of(Args, [&](const TemplateArgument &Arg) {
    return Arg.getKind() != TemplateArgument::Type || isFoundFrom(Arg.getAsType(), Where);
  });
}

class Printer {
public:
  explicit Printer(const Translation &Unit) : Unit(Unit) {}

  /// In front of `::` there is no `typename`.
  std::string type(QualType T, bool Qualifies = false) {
    T = T.getCanonicalType();
    if (T.hasLocalQualifiers())
      return T.getLocalQualifiers().getAsString() + " " + type(T.getLocalUnqualifiedType());
    if (T->isLValueReferenceType())
      return type(T->getPointeeType()) + "&";
    if (T->isRValueReferenceType())
      return type(T->getPointeeType()) + "&&";
    if (T->isPointerType() && !T->isFunctionPointerType())
      return type(T->getPointeeType()) + "*";
    if (auto *Pack = T->getAs<PackExpansionType>())
      return type(Pack->getPattern()) + "...";
    if (auto *Spec = T->getAs<TemplateSpecializationType>())
      if (const TemplateDecl *Template = Spec->getTemplateName().getAsTemplateDecl())
        return Template->getQualifiedNameAsString() + arguments(Spec->template_arguments());
    if (auto *Name = T->getAs<DependentNameType>())
      return (Qualifies ? "" : "typename ") + qualifier(Name->getQualifier()) +
             "::" + Name->getIdentifier()->getName().str();
    if (auto *Injected = T->getAs<InjectedClassNameType>())
      return Injected->getDecl()->getQualifiedNameAsString();
    const std::string Text = T->isDependentType() ? "" : qualifiedTypeName(Unit, T);
    return Text.empty() ? typeName(Unit, T) : Text;
  }

private:
  std::string qualifier(Qualifier Of) {
    if (const Type *T = qualifyingType(Of))
      return type(QualType(T, 0), true);
#if CLANG_VERSION_MAJOR < 22
    if (Of && Of->getKind() == NestedNameSpecifier::Identifier)
      return qualifier(Of->getPrefix()) + "::" + Of->getAsIdentifier()->getName().str();
#endif
    return "";
  }
  std::string arguments(ArrayRef<TemplateArgument> Args) {
    std::string Text;
    for (const TemplateArgument &Arg : Args)
      Text += (Text.empty() ? "" : ", ") + argument(Arg);
    return "<" + Text + ">";
  }
  std::string argument(const TemplateArgument &Arg) {
    if (Arg.getKind() == TemplateArgument::Type)
      return type(Arg.getAsType());
    std::string Text;
    llvm::raw_string_ostream Out(Text);
    PrintingPolicy Policy(Unit.AST.getLangOpts());
    Policy.FullyQualifiedName = true;
    Arg.print(Policy, Out, /*IncludeType=*/false);
    return Text;
  }

  const Translation &Unit;
};

} // namespace

bool isFoundFrom(QualType T, const Decl *Where) {
  if (const Qualifier Written = writtenQualifier(T)) {
    auto *Spec = T->getAs<TemplateSpecializationType>();
    return isFound(Written, Where) && (!Spec || areFound(Spec->template_arguments(), Where));
  }
  if (auto *Subst = T->getAs<SubstTemplateTypeParmType>())
    return isFoundFrom(Subst->getReplacementType(), Where);
  if (auto *Spec = T->getAs<TemplateSpecializationType>()) {
    const TemplateDecl *Template = Spec->getTemplateName().getAsTemplateDecl();
    return (!Template || enclose(Template, Where)) && areFound(Spec->template_arguments(), Where);
  }
  if (auto *Name = T->getAs<DependentNameType>())
    return isFound(Name->getQualifier(), Where);
  return true;
}

std::string nameFromAnywhere(const Translation &Unit, QualType T) { return Printer(Unit).type(T); }

} // namespace asyncc
