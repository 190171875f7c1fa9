#include "analysis/ObjectModes.h"
#include "clang/AST/DeclTemplate.h"

using namespace clang;

namespace asyncc {
namespace {

QualType object(QualType T) {
  T = T.getNonReferenceType();
  while (T->isPointerType())
    T = T->getPointeeType();
  return T.getUnqualifiedType();
}

const ClassTemplateSpecializationDecl *specialization(QualType T) {
  return dyn_cast_or_null<ClassTemplateSpecializationDecl>(T->getAsCXXRecordDecl());
}

const TemplateDecl *templateOf(QualType T) {
  const auto *Class = specialization(T);
  return Class ? Class->getSpecializedTemplate()->getCanonicalDecl() : nullptr;
}

/// Whether \p T is of this template, or derived from what is.
bool isKindOf(QualType T, const TemplateDecl *Template) {
  if (templateOf(T) == Template)
    return true;
  const CXXRecordDecl *Class = T->getAsCXXRecordDecl();
  if (!Class || !Class->hasDefinition())
    return false;
  for (const CXXBaseSpecifier &Base : Class->getDefinition()->bases())
    if (isKindOf(Base.getType(), Template))
      return true;
  return false;
}

} // namespace

std::optional<bool> blocks(ASTContext &AST, QualType Mode) {
  const CXXRecordDecl *Class = Mode->getAsCXXRecordDecl();
  if (!Class || !Class->hasDefinition())
    return std::nullopt;
  for (const NamedDecl *Member : Class->getDefinition()->lookup(&AST.Idents.get("is_async")))
    if (auto *Var = dyn_cast<VarDecl>(Member))
      if (const APValue *Value = const_cast<VarDecl *>(Var)->evaluateValue(); Value && Value->isInt())
        return Value->getInt() == 0;
  return std::nullopt;
}

ObjectMode objectMode(ASTContext &AST, QualType T) {
  const CXXRecordDecl *Class = T->getAsCXXRecordDecl();
  if (!Class || !Class->hasDefinition())
    return {};
  Class = Class->getDefinition();
  for (const NamedDecl *Found : Class->lookup(&AST.Idents.get("async_mode")))
    if (auto *Alias = dyn_cast<TypedefNameDecl>(Found))
      if (const std::optional<bool> Blocks = blocks(AST, Alias->getUnderlyingType()))
        return {Alias->getUnderlyingType(), *Blocks};
  for (const CXXBaseSpecifier &Base : Class->bases())
    if (const ObjectMode Inherited = objectMode(AST, Base.getType()))
      return Inherited;
  return {};
}

std::optional<ObjectsOfTwoModes> objectsOfTwoModes(ASTContext &AST, QualType A, QualType B) {
  A = object(A);
  B = object(B);
  const TemplateDecl *OfA = templateOf(A), *OfB = templateOf(B);
  if (!OfA || !OfB || A->isDependentType() || B->isDependentType())
    return std::nullopt;
  const ObjectMode ModeA = objectMode(AST, A), ModeB = objectMode(AST, B);
  if (ModeA && ModeB && ModeA.Blocks != ModeB.Blocks && (isKindOf(A, OfB) || isKindOf(B, OfA)))
    return ModeA.Blocks ? ObjectsOfTwoModes{A, B} : ObjectsOfTwoModes{B, A};
  if (OfA != OfB)
    return std::nullopt;
  const TemplateArgumentList &Ours = specialization(A)->getTemplateArgs(),
                             &Theirs = specialization(B)->getTemplateArgs();
  for (unsigned I = 0; I < std::min(Ours.size(), Theirs.size()); ++I)
    if (Ours[I].getKind() == TemplateArgument::Type && Theirs[I].getKind() == TemplateArgument::Type)
      if (auto Found = objectsOfTwoModes(AST, Ours[I].getAsType(), Theirs[I].getAsType()))
        return Found;
  return std::nullopt;
}

} // namespace asyncc
