#include "analysis/DropTypes.h"
#include "analysis/Names.h"
#include "clang/AST/DeclFriend.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/Sema/Lookup.h"

using namespace clang;

namespace asyncc {

DropInfo DropTypes::of(QualType T) {
  if (T.isNull() || T->isReferenceType() || T->isPointerType())
    return {};
  const Type *Key = T.getCanonicalType().getUnqualifiedType().getTypePtr();
  if (auto Found = Cache.find(Key); Found != Cache.end())
    return Found->second;
  Cache[Key] = {}; // a type that contains itself by way of pointers
  DropInfo Info = compute(QualType(Key, 0));
  Cache[Key] = Info;
  return Info;
}

/// The class a type names, or the pattern of the template that it will be made from.
static const CXXRecordDecl *recordOf(QualType T) {
  if (const CXXRecordDecl *Record = T->getAsCXXRecordDecl())
    return Record;
  if (auto *Spec = T->getAs<TemplateSpecializationType>())
    if (auto *Template =
            dyn_cast_or_null<ClassTemplateDecl>(Spec->getTemplateName().getAsTemplateDecl()))
      return Template->getTemplatedDecl();
  return nullptr;
}

static bool inStd(const Decl *D) {
  const DeclContext *DC = D->getDeclContext();
  while (DC && !DC->isTranslationUnit()) {
    if (DC->isStdNamespace())
      return true;
    DC = DC->getParent();
  }
  return false;
}

DropInfo DropTypes::compute(QualType T) {
  if (const ArrayType *Array = Unit.AST.getAsArrayType(T)) {
    DropInfo Element = of(Array->getElementType());
    if (Element && Element.Is != DropInfo::Opaque) {
      Element.Is = DropInfo::Glue;
      Element.Part = "its elements";
    }
    return Element;
  }
  const CXXRecordDecl *Record = recordOf(T);
  if (!Record)
    return {};
  if (inStd(Record)) {
    static const std::set<std::string> Owners = {
        "array", "pair",     "tuple",         "optional",     "variant",
        "vector", "deque",   "list",          "forward_list", "map",
        "set",    "multimap", "multiset",     "unordered_map", "unordered_set",
        "unique_ptr", "expected", "queue", "stack", "priority_queue", "unordered_multimap", "unordered_multiset"};
    static const std::set<std::string> Opaque = {"shared_ptr"};
    std::string Name = Record->getNameAsString();
    const bool IsOpaque = Opaque.count(Name);
    if (!Owners.count(Name) && !IsOpaque)
      return {};
    llvm::ArrayRef<TemplateArgument> Args;
    if (auto *Spec = dyn_cast<ClassTemplateSpecializationDecl>(Record))
      Args = Spec->getTemplateArgs().asArray();
    else if (auto *Type = T->getAs<TemplateSpecializationType>())
      Args = Type->template_arguments();
    std::vector<TemplateArgument> Flat;
    for (const TemplateArgument &Arg : Args) {
      if (Arg.getKind() == TemplateArgument::Pack)
        Flat.insert(Flat.end(), Arg.pack_begin(), Arg.pack_end());
      else
        Flat.push_back(Arg);
    }
    for (const TemplateArgument &Arg : Flat)
      if (Arg.getKind() == TemplateArgument::Type)
        if (DropInfo Inner = of(Arg.getAsType())) {
          Inner.Is = IsOpaque ? DropInfo::Opaque : DropInfo::Glue;
          Inner.Part = "what the std::" + Name + " holds";
          return Inner;
        }
    return {};
  }
  return ofRecord(Record);
}

const FunctionDecl *DropTypes::protocol(const CXXRecordDecl *Record) {
  auto Fits = [&](NamedDecl *D) -> const FunctionDecl * {
    const FunctionDecl *F = D ? D->getAsFunction() : nullptr;
    if (!F || !F->getDeclName().isIdentifier() || F->getName() != "async_drop" ||
        F->getNumParams() < 1)
      return nullptr;
    QualType Param = F->getParamDecl(0)->getType();
    const CXXRecordDecl *Of = recordOf(Param.getNonReferenceType());
    const CXXRecordDecl *Mine = Record;
    if (auto *Spec = dyn_cast<ClassTemplateSpecializationDecl>(Record); Spec && isa<FunctionTemplateDecl>(D))
      Mine = Spec->getSpecializedTemplate()->getTemplatedDecl();
    return Param->isLValueReferenceType() && Of &&
                   Of->getCanonicalDecl() == Mine->getCanonicalDecl()
               ? F
               : nullptr;
  };
  for (const FriendDecl *Friend : Record->friends())
    if (const FunctionDecl *F = Fits(Friend->getFriendDecl()))
      return F;
  const DeclContext *Space = Record->getDeclContext()->getEnclosingNamespaceContext();
  for (NamedDecl *D : Space->lookup(&Unit.AST.Idents.get("async_drop")))
    if (const FunctionDecl *F = Fits(D))
      return F;
  return nullptr;
}

static bool overrides(const CXXMethodDecl *Method, const CXXMethodDecl *Base) {
  for (const CXXMethodDecl *Each : Method->overridden_methods())
    if (Each->getCanonicalDecl() == Base->getCanonicalDecl() || overrides(Each, Base))
      return true;
  return false;
}

/// A part of this type may turn out to have a drop in an instantiation: a template parameter, or a
/// type made from one that is no specialization of a known template.
static bool isOpen(QualType T) {
  return T->isDependentType() && !T->isPointerType() && !T->isReferenceType() && !recordOf(T) &&
         !T->isArrayType();
}

DropInfo DropTypes::ofRecord(const CXXRecordDecl *Record) {
  if (!Record->hasDefinition()) {
    // A specialization that nothing has completed yet: complete it, it may have a drop.
    if (auto *Spec = dyn_cast<ClassTemplateSpecializationDecl>(Record))
      (void)Unit.S.isCompleteType(Record->getLocation(), declaredType(Unit.AST, Spec));
    if (!Record->hasDefinition())
      return {};
  }
  Record = Record->getDefinition();
  DropInfo Info;
  for (const CXXMethodDecl *Method : Record->methods()) {
    if (Unit.Notes.on(patternOf(Method), AnnotationKind::Drop)) {
      Info.Is = DropInfo::Own;
      Info.Marked = Method;
      Info.Result = Method->getReturnType();
      Info.TakesError = Method->getNumParams() == 1;
      break;
    }
  }
  if (!Info)
    if (const FunctionDecl *F = protocol(Record)) {
      Info.Is = DropInfo::Own;
      Info.Protocol = F;
      if (F->getReturnType()->isUndeducedType() && !F->isDependentContext())
        (void)Unit.S.DeduceReturnType(const_cast<FunctionDecl *>(F), F->getLocation(), false);
      Info.Result = F->getReturnType();
      Info.TakesError = F->getNumParams() == 2;
    }

  // Parts with drops make glue; a single base lends its drop if there is nothing else.
  std::vector<std::pair<std::string, DropInfo>> Parts;
  std::set<const CXXRecordDecl *> Overridden; // bases whose drop is this class's own
  for (const CXXBaseSpecifier &Base : Record->bases())
    if (DropInfo Inner = of(Base.getType());
        Inner && Info.Marked && Inner.Marked && overrides(Info.Marked, Inner.Marked))
      Overridden.insert(Base.getType()->getAsCXXRecordDecl());
    else if (Inner)
      Parts.push_back({"base class '" + typeName(Unit, Base.getType()) + "'", Inner});
  size_t Bases = Parts.size();
  for (const FieldDecl *Field : Record->fields())
    if (DropInfo Inner = of(Field->getType()))
      Parts.push_back({Record->isLambda() ? "a capture of the lambda"
                                          : "member '" + Field->getNameAsString() + "'",
                       Inner});
  const bool Unknown = Info.Marked && Record->isDependentContext();
  if (Parts.empty() && !Unknown)
    return Info;
  const bool Public = llvm::all_of(Record->bases(), [&](const CXXBaseSpecifier &Base) {
    return Base.getAccessSpecifier() == AS_public || !of(Base.getType());
  });
  if (!Info && Parts.size() == 1 && Bases == 1 && Public && Parts[0].second.Is == DropInfo::Own)
    return Parts[0].second;
  // A marked drop comes first, then those of the parts in reverse order of construction.
  const bool AllOwn = llvm::all_of(Parts, [](const auto &P) { return P.second.Is == DropInfo::Own; });
  if (Info.Marked && AllOwn) {
    for (const FieldDecl *Field : Record->fields())
      if (of(Field->getType()) || (isOpen(Field->getType()) && !Field->getName().empty()))
        Info.Parts.insert(Info.Parts.begin(), "self." + Field->getNameAsString());
    size_t AfterFields = Info.Parts.size();
    for (const CXXBaseSpecifier &Base : Record->bases())
      if (!Overridden.count(Base.getType()->getAsCXXRecordDecl()) &&
          (of(Base.getType()) || isOpen(Base.getType())))
        Info.Parts.insert(Info.Parts.begin() + AfterFields,
                          "static_cast<" + typeName(Unit, Base.getType()) + "&>(self)");
    return Info;
  }
  if (!Info)
    Info = Parts[0].second;
  Info.Is = Parts[0].second.Is == DropInfo::Opaque ? DropInfo::Opaque : DropInfo::Glue;
  Info.Part = Parts[0].first;
  return Info;
}

bool DropTypes::isSynchronous(const DropInfo &Info, bool &DependsOnMode) {
  DependsOnMode = Info.Result.isNull() || Info.Result->isDependentType() ||
                  Info.Result->isUndeducedType();
  return !DependsOnMode && Info.Result->isVoidType();
}

} // namespace asyncc
