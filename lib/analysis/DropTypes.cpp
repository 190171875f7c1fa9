#include "analysis/DropTypes.h"
#include "analysis/Awaitable.h"
#include "analysis/Dependent.h"
#include "analysis/LoweredDrops.h"
#include "analysis/Maybe.h"
#include "analysis/Names.h"
#include "analysis/VirtualBases.h"
#include "clang/AST/DeclFriend.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/Sema/Lookup.h"

using namespace clang;

namespace asyncc {

bool isMovable(QualType T) {
  const CXXRecordDecl *Class = T->getBaseElementTypeUnsafe()->getAsCXXRecordDecl();
  return !Class || !Class->hasDefinition() || Class->isDependentContext() || Class->hasSimpleMoveConstructor() ||
         Class->hasSimpleCopyConstructor() || llvm::any_of(Class->ctors(), [](const CXXConstructorDecl *Each) {
           return Each->isCopyOrMoveConstructor() && !Each->isDeleted();
         });
}

DropInfo DropTypes::of(QualType T) {
  if (T.isNull() || T->isReferenceType() || T->isPointerType())
    return {};
  const Type *Key = T.getCanonicalType().getUnqualifiedType().getTypePtr();
  if (auto Found = Cache.find(Key); Found != Cache.end())
    return Found->second;
  // A type that contains itself, by way of an owner: first guess that this part has no drop, then,
  // if another part has one, that it has one, too.
  if (auto Found = Pending.find(Key); Found != Pending.end()) {
    Guessed.insert(Key);
    return Found->second;
  }
  Pending[Key] = {};
  DropInfo Info = compute(QualType(Key, 0));
  if ((Info || Info.Open) && Guessed.count(Key)) {
    Pending[Key] = Info;
    Info = compute(QualType(Key, 0));
  }
  Pending.erase(Key);
  Guessed.erase(Key);
  if (Guessed.empty()) // what rests on a guess is not remembered
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

/// An owner is not what it owns.
static DropInfo glue(DropInfo Info) {
  Info.Marked = nullptr;
  Info.Lender = nullptr;
  Info.Protocol = nullptr;
  Info.NoThrow = false;
  Info.HasPredicate = true;
  Info.Parts.clear();
  return Info;
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

/// The place of a result in code that was lowered before, which drops it where it has to.
static bool isResultSlot(const CXXRecordDecl *Record) {
  auto *Space = dyn_cast<NamespaceDecl>(Record->getDeclContext()->getRedeclContext());
  return Record->getName() == "result_slot" && Space && Space->getName() == "async";
}

bool isLibrarys(const Translation &Unit, const Decl *D) {
  const DeclContext *Space = D->getLexicalDeclContext();
  while (!Space->isTranslationUnit() && !Space->getLexicalParent()->isTranslationUnit())
    Space = Space->getLexicalParent();
  return isa<NamespaceDecl>(Space) && cast<NamespaceDecl>(Space)->getName() == "async" &&
         isForeign(Unit, cast<NamespaceDecl>(Space));
}

DropInfo DropTypes::compute(QualType T) {
  if (const ArrayType *Array = Unit.AST.getAsArrayType(T)) {
    DropInfo Element = of(Array->getElementType());
    if (Element && Element.Is != DropInfo::Opaque) {
      Element.Is = DropInfo::Glue;
      Element.Part = "its elements";
    }
    return glue(Element);
  }
  const CXXRecordDecl *Record = recordOf(T);
  if (!Record || isResultSlot(Record))
    return {};
  if (inStd(Record)) {
    static const std::set<std::string> Owners = {
        "array",         "pair",          "tuple",    "optional",   "variant",    "vector",
        "deque",         "list",          "map",      "set",        "multimap",   "multiset",
        "unordered_map", "unordered_set", "expected", "unique_ptr", "forward_list",
        "unordered_multimap", "unordered_multiset"};
    static const std::set<std::string> Opaque = {"shared_ptr", "queue", "stack", "priority_queue"};
    std::string Name = Record->getNameAsString();
    bool IsOpaque = Opaque.count(Name);
    if (!Owners.count(Name) && !IsOpaque)
      return {};
    DropInfo Unknown;
    for (QualType Arg : typeArguments(T)) {
      Unknown.Open |= isOpen(Arg);
      if (DropInfo Inner = of(Arg)) {
        IsOpaque |= Name == "unique_ptr" && Arg->isArrayType(); // of unknown length
        if (Inner.Is != DropInfo::Opaque)
          Inner.Is = IsOpaque ? DropInfo::Opaque : DropInfo::Glue;
        Inner.Part = "what the std::" + Name + " holds";
        return glue(Inner);
      }
    }
    return IsOpaque ? DropInfo{} : Unknown;
  }
  return ofRecord(Record);
}

const FunctionDecl *DropTypes::protocol(const CXXRecordDecl *Record, llvm::StringRef Name) {
  auto Fits = [&](NamedDecl *D, bool IsFriend) -> const FunctionDecl * {
    const FunctionDecl *F = D ? D->getAsFunction() : nullptr;
    if (!F || !F->getDeclName().isIdentifier() || F->getName() != Name || F->getNumParams() < 1 ||
        dropsPartsIf(F))
      return nullptr;
    QualType Param = F->getParamDecl(0)->getType();
    if (IsFriend && F->getDescribedFunctionTemplate() && Param->isLValueReferenceType() &&
        Param->getPointeeType()->isTemplateTypeParmType())
      return F; // constrained to this class, as lowered code writes it
    const CXXRecordDecl *Of = recordOf(Param.getNonReferenceType());
    const CXXRecordDecl *Mine = Record;
    if (auto *Spec = dyn_cast<ClassTemplateSpecializationDecl>(Record);
        Spec && isa<FunctionTemplateDecl>(D))
      Mine = Spec->getSpecializedTemplate()->getTemplatedDecl();
    return Param->isLValueReferenceType() && Of &&
                   Of->getCanonicalDecl() == Mine->getCanonicalDecl()
               ? F
               : nullptr;
  };
  for (const FriendDecl *Friend : Record->friends())
    if (const FunctionDecl *F = Fits(Friend->getFriendDecl(), true))
      return F;
  const DeclContext *Space = Record->getDeclContext()->getEnclosingNamespaceContext();
  for (NamedDecl *D : Space->lookup(&Unit.AST.Idents.get(Name)))
    if (const FunctionDecl *F = Fits(D, false))
      return F;
  return nullptr;
}

bool takesError(const CXXMethodDecl *Drop) {
  if (!Drop->getNumParams() || Drop->getMinRequiredArguments() > 1)
    return false;
  const QualType T = Drop->getParamDecl(0)->getType();
  if (!T->isLValueReferenceType() || !T->getPointeeType().isConstQualified())
    return false;
  const CXXRecordDecl *Record = T->getPointeeType()->getAsCXXRecordDecl();
  return Record && Record->getName() == "exception_ptr";
}

bool isNoexcept(const FunctionDecl *F) {
  const ExceptionSpecificationType Spec = F->getExceptionSpecType();
  return Spec == EST_BasicNoexcept || Spec == EST_NoexceptTrue || Spec == EST_DynamicNone;
}

std::string memberPart(const FieldDecl *Field) {
  const std::string Name = "self." + Field->getNameAsString();
  const QualType T = Field->getType().getCanonicalType();
  const bool MayRefer = T->isDependentType() && !T->isArrayType() &&
                        !isa<TemplateSpecializationType, InjectedClassNameType>(T.getTypePtr());
  return MayRefer ? "async::own_part<decltype(" + Name + ")>(" + Name + ")" : Name;
}

/// Whether the predicate named in [[async::drop(p)]] may throw.
static bool predicateThrows(const CXXRecordDecl *Record, const ScannedAttribute &Attr) {
  if (!Attr.HasArgs || Attr.Args.size() != 1 || !Attr.Args.front().is(tok::identifier))
    return Attr.HasArgs;
  for (const NamedDecl *D : Record->lookup(Attr.Args.front().getIdentifierInfo()))
    if (isa<FieldDecl>(D) || (isa<CXXMethodDecl>(D) && isNoexcept(cast<CXXMethodDecl>(D))))
      return false;
  return true;
}

/// In a template whose base depends on its arguments only names tell.
static bool overridesByName(const CXXMethodDecl *Method, const CXXMethodDecl *Base) {
  return Method->getParent()->hasAnyDependentBases() && Base->isVirtual() &&
         Method->getDeclName() == Base->getDeclName() && Method->getNumParams() == Base->getNumParams();
}

bool overrides(const CXXMethodDecl *Method, const CXXMethodDecl *Base) {
  if (overridesByName(Method, Base))
    return true;
  for (const CXXMethodDecl *Each : Method->overridden_methods())
    if (Each->getCanonicalDecl() == Base->getCanonicalDecl() || overrides(Each, Base))
      return true;
  return false;
}

/// A part of this type may turn out to have a drop in an instantiation: a template parameter, or a
/// type made from one that is no specialization of a known template.
bool DropTypes::isOpen(QualType T) {
  if (!T->isDependentType() || T->isPointerType() || T->isReferenceType())
    return false;
  if (const ArrayType *Array = Unit.AST.getAsArrayType(T))
    return isOpen(Array->getElementType());
  const CXXRecordDecl *Record = recordOf(T);
  if (Record && inStd(Record)) // whose specializations are known
    return of(T).Open;
  const ClassTemplateDecl *Template = Record ? Record->getDescribedClassTemplate() : nullptr;
  return !Record || (Template && (!Record->hasDefinition() || hasSpecializations(Template))) || of(T).Open;
}

/// The annotation of what \p Method overrides, by its name, in the bases of \p Class.
const Annotation *DropTypes::noteAbove(const CXXMethodDecl *Method, const CXXRecordDecl *Class, unsigned Depth) {
  if (Depth > 16) // a template may be derived from another instance of itself
    return nullptr;
  for (const CXXBaseSpecifier &Base : Class->bases())
    if (const CXXRecordDecl *Above = classPattern(Base.getType())) {
      for (const CXXMethodDecl *Each : Above->methods())
        if (overridesByName(Method, Each))
          if (const Annotation *Note = noteOf(Each))
            return Note;
      if (const Annotation *Note = noteAbove(Method, Above, Depth + 1))
        return Note;
    }
  return nullptr;
}

const Annotation *DropTypes::noteOf(const CXXMethodDecl *Method) {
  if (const Annotation *Note = Unit.Notes.on(patternOf(Method), AnnotationKind::Drop))
    return Note;
  for (const CXXMethodDecl *Overridden : Method->overridden_methods())
    if (const Annotation *Note = noteOf(Overridden))
      return Note;
  if (Method->getParent()->hasDefinition() && Method->getParent()->hasAnyDependentBases())
    return noteAbove(Method, Method->getParent());
  return nullptr;
}

bool DropInfo::isVirtual() const {
  auto *Whole = dyn_cast_or_null<CXXMethodDecl>(Protocol);
  return (Marked && Marked->isVirtual()) || (Whole && Whole->isVirtual());
}

DropInfo DropTypes::own(const CXXRecordDecl *Record) {
  DropInfo Info;
  for (const CXXMethodDecl *Method : Record->methods())
    if (const Annotation *Note = noteOf(Method)) {
      const ScannedAttribute *Attr = Unit.Notes.Scanner.find(Note->NameLoc);
      Info.Is = DropInfo::Own;
      Info.Marked = Method;
      Info.Result = Method->getReturnType();
      Info.TakesError = takesError(Method);
      Info.ByMode = static_cast<bool>(maybeResult(Unit.AST, patternOf(Method)->getReturnType()));
      Info.HasPredicate = Attr && Attr->HasArgs;
      Info.NoThrow = isNoexcept(Method) && !(Attr && predicateThrows(Record, *Attr));
      return Info;
    }
  if (DropInfo Lowered = lowered(Record))
    return Lowered;
  for (const CXXMethodDecl *Method : Record->methods())
    if ((Info = overridden(Method))) {
      Info.Protocol = nullptr;
      Info.Marked = Method;
      Info.Result = Method->getReturnType();
      Info.TakesError = takesError(Method);
      return Info;
    }
  if (const FunctionDecl *F = protocol(Record, "async_drop")) {
    const FunctionDecl *Needed = protocol(Record, "async_drop_needed");
    Info.Is = DropInfo::Own;
    Info.Protocol = F;
    if (F->getReturnType()->isUndeducedType() && !F->isDependentContext())
      (void)Unit.S.DeduceReturnType(const_cast<FunctionDecl *>(F), F->getLocation(), false);
    Info.Result = F->getReturnType();
    const FunctionDecl *Pattern = F->getTemplateInstantiationPattern();
    Info.ByMode = static_cast<bool>(maybeResult(Unit.AST, (Pattern ? Pattern : F)->getReturnType()));
    Info.TakesError = F->getNumParams() == 2;
    Info.HasPredicate = Needed;
    Info.NoThrow = isNoexcept(F) && (!Needed || isNoexcept(Needed));
  }
  return Info;
}

const CXXRecordDecl *DropTypes::lender(const CXXBaseSpecifier &Base) {
  const CXXRecordDecl *Lender = of(Base.getType()).Lender;
  return Lender ? Lender : classPattern(Base.getType());
}

/// A virtual base that several bases share is dropped once: with the base that has more to drop than that, or
/// with the first.
bool DropTypes::isLentByAnother(const CXXRecordDecl *Class, const CXXBaseSpecifier &Base) {
  const CXXRecordDecl *Lender = lender(Base);
  if (!virtualParts(Base).count(Lender))
    return false;
  return llvm::any_of(Class->bases(), [&](const CXXBaseSpecifier &Other) {
    return &Other != &Base && of(Other.getType()) && virtualParts(Other).count(Lender) &&
           (lender(Other) != Lender || &Other < &Base);
  });
}

std::optional<DropTypes::SharedBase> DropTypes::sharedBase(const CXXRecordDecl *Class) {
  const DropInfo Own = own(Class);
  auto Overridden = [&](const DropInfo &Info) {
    return Own.Marked && Info.Marked && overrides(Own.Marked, Info.Marked) && Info.Parts.empty();
  };
  for (const CXXBaseSpecifier &First : Class->bases())
    for (const CXXBaseSpecifier &Second : Class->bases()) {
      if (&First >= &Second || isLentByAnother(Class, First) || isLentByAnother(Class, Second))
        continue;
      const DropInfo OfFirst = of(First.getType()), OfSecond = of(Second.getType());
      if (!OfFirst || !OfSecond || Overridden(OfFirst) || Overridden(OfSecond))
        continue;
      const auto Others = virtualParts(Second);
      for (const CXXRecordDecl *Each : virtualParts(First))
        if (Others.count(Each) && of(declaredType(Unit.AST, Each)))
          return SharedBase{&First, &Second, Each};
    }
  return std::nullopt;
}

DropInfo DropTypes::ofRecord(const CXXRecordDecl *Record) {
  if (!Record->hasDefinition()) {
    // An instance that nothing has completed yet: complete it, it may have a drop.
    if (isa<ClassTemplateSpecializationDecl>(Record) || Record->getInstantiatedFromMemberClass())
      (void)Unit.S.isCompleteType(Record->getLocation(), declaredType(Unit.AST, Record));
    if (!Record->hasDefinition())
      return {};
  }
  Record = Record->getDefinition();
  DropInfo Info = own(Record);
  if (const QualType Value = Info.Result.isNull() ? QualType() : awaitedValue(Unit, Info.Result); !Value.isNull())
    if (const TagDecl *Type = Value->getAsTagDecl())
      GivesNodiscard |= Type->hasAttr<WarnUnusedResultAttr>();
  if (Info.Protocol || (isLibrarys(Unit, Record) && !dropsParts(Record)) || Record->isUnion())
    return Info; // what is written by hand is the whole drop, and nobody knows what a union holds

  // The parts in the order of their drops: members, then bases, each in reverse.
  DropInfo First, Hidden; // of the parts
  std::vector<std::string> Bases, Members;
  size_t DroppedBases = 0;
  bool Lent = false, PartsTakeError = false;
  for (const CXXBaseSpecifier &Base : Record->bases()) {
    if (Base.isPackExpansion()) { // see Glue.cpp
      Info.Open = true;
      continue;
    }
    DropInfo Inner = of(Base.getType());
    PartsTakeError |= Inner.TakesError || Inner.PartsTakeError;
    if (Inner && Info.Marked && Inner.Marked && overrides(Info.Marked, Inner.Marked))
      continue; // its drop is this class's own
    if ((!Inner && !isOpen(Base.getType())) || (Inner && isLentByAnother(Record, Base)))
      continue;
    (Inner.Is == DropInfo::Opaque ? Hidden : First) = Inner;
    First.Part = "base class '" + typeName(Unit, Base.getType()) + "'";
    First.Lender = lender(Base);
    DroppedBases += Inner ? 1 : 0;
    Lent = Inner && Base.getAccessSpecifier() == AS_public;
    Bases.insert(Bases.begin(), "static_cast<" + typeName(Unit, Base.getType()) + "&>(self)");
    Info.Open |= !Inner;
  }
  for (const FieldDecl *Field : Record->fields()) {
    DropInfo Inner = of(Field->getType());
    PartsTakeError |= Inner.TakesError || Inner.PartsTakeError;
    const bool Open = !Inner && isOpen(Field->getType());
    if (!Inner && !Open)
      continue;
    const std::string Part =
        Record->isLambda() ? "a capture" : "member '" + Field->getNameAsString() + "'";
    if (Inner.Is == DropInfo::Opaque) {
      Hidden = Inner;
      Hidden.Part = Part;
      continue;
    }
    // One that is awaited makes the whole awaited.
    bool DependsOnMode = false;
    if (Inner && (!First || (isSynchronous(First, DependsOnMode) && !DependsOnMode))) {
      First = Inner;
      First.Part = Part;
    }
    Members.insert(Members.begin(), memberPart(Field));
    Info.Open |= Open;
  }
  if (Hidden && !Info && !First)
    return Hidden;
  if (!First && !(Info.Open && Info.Marked)) {
    Info.Open = Info.Open && !Info;
    Info.Parts = Info.Open ? std::move(Members) : std::vector<std::string>{};
    if (Info.Open)
      Info.Parts.insert(Info.Parts.end(), Bases.begin(), Bases.end());
    return Info;
  }
  const bool AddsNothing = !Info && Members.empty() && Bases.size() == 1 && DroppedBases == 1;
  if (AddsNothing && Lent && First.Is == DropInfo::Own)
    return First; // a single base lends its drop
  Info.Parts = std::move(Members);
  Info.Parts.insert(Info.Parts.end(), Bases.begin(), Bases.end());
  Info.NoThrow = false;
  Info.PartsTakeError = PartsTakeError;
  if (Info.Marked)
    return Info;
  Info.Is = DropInfo::Glue;
  Info.Part = First.Part;
  if (AddsNothing)
    Info.Lender = First.Lender;
  Info.Result = First.Result;
  Info.ByMode = First.ByMode;
  return Info;
}

bool DropTypes::isSynchronous(const DropInfo &Info, bool &DependsOnMode) {
  DependsOnMode =
      Info.Result.isNull() || Info.Result->isDependentType() || Info.Result->isUndeducedType();
  return !DependsOnMode && Info.Result->isVoidType();
}

} // namespace asyncc
