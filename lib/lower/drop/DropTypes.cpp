#include "lower/drop/DropTypes.h"
#include "analysis/Awaitable.h"
#include "analysis/Dependent.h"
#include "analysis/DropTypes.h"
#include "analysis/Maybe.h"
#include "lower/drop/GlueResult.h"
#include "lower/drop/PromptDrops.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Sema/Lookup.h"

using namespace clang;

namespace asyncc {
namespace {

bool isExceptionPtrReference(QualType T) {
  if (!T->isLValueReferenceType() || !T->getPointeeType().isConstQualified())
    return false;
  const CXXRecordDecl *Record = T->getPointeeType()->getAsCXXRecordDecl();
  return Record && Record->getName() == "exception_ptr";
}

/// The const member that the annotation names as predicate, or null after an error.
const NamedDecl *predicate(Lowering &L, const CXXMethodDecl *Method, const ScannedAttribute &Attr) {
  const std::string Name = spell(Attr.Args, L.Unit.PP);
  const CXXRecordDecl *Class = Method->getParent();
  NamedDecl *Found = nullptr;
  if (Attr.Args.size() == 1 && Attr.Args.front().is(tok::identifier)) {
    LookupResult Result(L.Unit.S, DeclarationName(Attr.Args.front().getIdentifierInfo()),
                        SourceLocation(), Sema::LookupMemberName);
    Result.suppressDiagnostics();
    L.Unit.S.LookupQualifiedName(Result, const_cast<CXXRecordDecl *>(Class));
    for (NamedDecl *D : Result) {
      auto *Function = dyn_cast<CXXMethodDecl>(D);
      if (isa<FieldDecl>(D) ||
          (Function && Function->isConst() && Function->getMinRequiredArguments() == 0))
        Found = D;
    }
  }
  if (!Found)
    L.report(Attr.Args.empty() ? Attr.NameLoc : Attr.Args.front().getLocation(),
             Diag::drop_predicate, {Name, Class->getNameAsString()});
  return Found;
}

bool valid(Lowering &L, const Annotation &Note, const CXXMethodDecl *Method) {
  const CXXRecordDecl *Class = Method->getParent();
  const std::string Name = nameOf(Method);
  if (isa<CXXConstructorDecl, CXXDestructorDecl, CXXConversionDecl>(Method))
    return L.report(Note.NameLoc, Diag::drop_not_member, {"'" + Name + "'"}), false;
  if (!Class->getIdentifier())
    return L.report(Note.NameLoc, Diag::drop_unnamed_class, {Name}), false;
  if (Method->isStatic())
    return L.report(Note.NameLoc, Diag::drop_static_member, {Name}), false;
  if (Method->getAccess() != AS_public)
    return L.report(Note.NameLoc, Diag::drop_access, {Name}), false;
  if (Method->isOutOfLine() && !Method->isFirstDecl())
    return L.report(Note.NameLoc, Diag::drop_out_of_line, {Name}), false;
  const bool Arguments =
      Method->getMinRequiredArguments() == 0 ||
      (Method->getNumParams() == 1 && isExceptionPtrReference(Method->getParamDecl(0)->getType()));
  if (!Arguments || Method->isVariadic() || Method->getRefQualifier() == RQ_RValue ||
      Method->isVolatile() || Method->getDescribedFunctionTemplate())
    return L.report(Note.NameLoc, Diag::drop_arguments, {Name}), false;
  QualType Result = Method->getReturnType();
  if (!maybeResult(L.Unit.AST, Result) && !isAwaitable(L.Unit, Result))
    return L.report(Method->getLocation(), Diag::drop_result, {Name, typeName(L.Unit, Result)}),
           false;
  return true;
}

bool isMovable(const CXXRecordDecl *Class) {
  if (Class->hasUserDeclaredMoveConstructor())
    return llvm::any_of(Class->ctors(), [](const CXXConstructorDecl *Ctor) {
      return Ctor->isMoveConstructor() && !Ctor->isDeleted();
    });
  return Class->needsImplicitMoveConstructor() && !Class->defaultedMoveConstructorIsDeleted();
}

/// `, self.b, self.a`
std::string partList(const std::vector<std::string> &Parts) {
  std::string List;
  for (const std::string &Part : Parts)
    List += ", " + Part;
  return List;
}

/// ` || async::drop_needed(self.b) || …`
std::string partNeeds(const std::vector<std::string> &Parts) {
  std::string Needs;
  for (std::string Part : Parts) {
    if (size_t At = Part.find("&>(self)"); At != std::string::npos)
      Part.insert(At, " const"); // the predicate sees a const object
    Needs += " || async::drop_needed(" + Part + ")";
  }
  return Needs;
}

/// What the predicate says of an object.
std::string asked(const std::string &Object, const NamedDecl *Predicate) {
  auto *Function = dyn_cast<CXXMethodDecl>(Predicate);
  const std::string Text = Object + "." + Predicate->getNameAsString() + (Function ? "()" : "");
  const QualType T = Function ? Function->getReturnType() : cast<FieldDecl>(Predicate)->getType();
  return T->isBooleanType() ? Text : "static_cast<bool>(" + Text + ")";
}

/// The base of \p Class whose drop is virtual, if there is one.
const CXXBaseSpecifier *virtualBase(DropTypes &Types, const CXXRecordDecl *Class, unsigned Depth = 0) {
  if (Depth > 32) // a template may be derived from another instance of itself
    return nullptr;
  for (const CXXBaseSpecifier &Base : Class->bases())
    if (const CXXRecordDecl *Record = classPattern(Base.getType()))
      if (DropInfo Info = Types.of(Base.getType());
          (Info.Marked && Info.Marked->isVirtual()) || (Info && virtualBase(Types, Record, Depth + 1)))
        return &Base;
  return nullptr;
}

/// How a class names that base.
std::string baseName(Translation &Unit, const CXXBaseSpecifier &Base) {
  return Base.getType()->isDependentType() ? typeName(Unit, Base.getType())
                                           : classPattern(Base.getType())->getNameAsString();
}

/// The base with a virtual drop that drops parts, too: whoever overrides the drop drops those at last.
/// They may be private, so the base has a function for that.
std::string baseWithParts(Translation &Unit, DropTypes &Types, const CXXRecordDecl *Class) {
  const CXXBaseSpecifier *Base = virtualBase(Types, Class);
  const bool HasParts = Base && (!Types.of(Base->getType()).Parts.empty() ||
                                 !baseWithParts(Unit, Types, classPattern(Base->getType())).empty());
  return HasParts ? baseName(Unit, *Base) : "";
}

/// A closure that has the parts of \p Base dropped, as an argument of async::drop_own_then_base.
std::string partsOfBase(const std::string &Class, const std::string &Base) {
  return "[](" + Class + "& own, std::exception_ptr const& cause) -> decltype(auto) { return own." + Base +
         "::asyncc_drop_parts(cause); }";
}

/// The function that a class with a virtual drop has for those that override it.
std::string partsFunction(const std::string &Class, const std::string &Base,
                          const std::vector<std::string> &Parts) {
  const std::string Call =
      Base.empty() ? "async::drop_parts(error"
                   : "async::drop_base_last<" + Base + ">(self, " + partsOfBase(Class, Base) +
                         ", [](" + Class + " const&) { return true; }, error";
  return "\nauto asyncc_drop_parts(std::exception_ptr const& error) { " + Class +
         "& self = *this; return " + Call + partList(Parts) + "); }\n";
}

void lower(Lowering &L, const CXXMethodDecl *Method, const ScannedAttribute &Attr,
           const NamedDecl *Predicate) {
  const std::string Class = Method->getParent()->getNameAsString(), Name = nameOf(Method);
  const bool Local = Method->getParent()->isLocalClass();
  std::string Call = "self." + Name + "()", Params = "(" + Class + "& self", NoExcept;
  if (Method->getNumParams() == 1 && Method->getMinRequiredArguments() == 1) {
    Call = "self." + Name + "(error)";
    Params += ", std::exception_ptr const& error";
  }
  std::string Result = L.Edits.text(Method->getReturnTypeSourceRange());
  if (Result.empty())
    Result = "auto";
  switch (Method->getExceptionSpecType()) {
  case EST_BasicNoexcept:
  case EST_NoexceptTrue:
  case EST_DynamicNone:
    NoExcept = " noexcept";
    break;
  case EST_DependentNoexcept:
  case EST_Unparsed:
    NoExcept = " noexcept(noexcept(" + Call + "))";
    break;
  default:
    break;
  }
  DropTypes Types(L.Unit);
  std::vector<std::string> Parts = Types.of(declaredType(L.Unit.AST, Method->getParent())).Parts;
  std::string PartNeeds;
  const std::string PartsBelow =
      Method->size_overridden_methods() ? baseWithParts(L.Unit, Types, Method->getParent()) : "";
  if (!Parts.empty() || !PartsBelow.empty()) {
    // The whole object: its own drop, then its parts'.
    const bool TakesError = Method->getNumParams() == 1 && Method->getMinRequiredArguments() == 1;
    const std::string Own = Predicate ? asked("own", Predicate) : "true";
    Params = "(" + Class + "& self, std::exception_ptr const& error";
    // The closures' parameters have names of their own: compilers may warn of what is hidden.
    const GlueResult Gives = PartsBelow.empty() && !Method->isVirtual()
                                 ? glueResult(L.Unit, Types, Method->getParent(), Method)
                                 : GlueResult();
    Call = (PartsBelow.empty() ? "async::drop_own_first" + Gives.Suffix : "async::drop_own_then_base") +
           "(self, [](" + Class + "& own, std::exception_ptr const&" + (TakesError ? " cause" : "") + ") noexcept(" + (NoExcept.empty() ? "false" : "true") +
           ") -> decltype(auto) { return own." + Name + (TakesError ? "(cause)" : "()") + "; }, [](" +
           Class + " const&" + (Predicate ? " own" : "") + ") { return " + Own + "; }, " +
           (PartsBelow.empty() ? "" : partsOfBase(Class, PartsBelow) + ", ") + "error" +
           partList(Parts) + ")";
    PartNeeds = partNeeds(Parts);
    Result = Gives.Type;
    NoExcept.clear();
  }
  const std::string Self = Class + "& self = *this; ";
  const bool Virtual = Method->isVirtual();
  const std::string Polymorphic = !Virtual                            ? ""
                                  : Method->size_overridden_methods() ? ""
                                                                      : "virtual ";
  const std::string Override = Virtual && Method->size_overridden_methods() ? " override" : "";
  if (QualType Value = awaitedValue(L.Unit, Method->getReturnType());
      Virtual && isLibraryTask(Method->getReturnType()) && !Value.isNull() &&
      !Value->isVoidType() && Parts.empty()) {
    // Overriders with parts of their own give nothing either.
    Result = "async::task<void>";
    Call = "async::discarding(" + Call + ")";
    NoExcept.clear();
  }
  if (Virtual && Result == "auto")
    Result = maybeResult(L.Unit.AST, Method->getReturnType())
                 ? L.Edits.text(Method->getReturnTypeSourceRange())
                 : "async::task<void>";
  std::string Text = "\n// [[async::drop]]: " + Name + "() is the drop of " + Class + "\n";
  if (Virtual && !NoExcept.empty()) {
    // Of this class's own drop; those of the parts of who overrides it may fail.
    if (NoExcept == " noexcept")
      Text += "static constexpr bool asyncc_drop_is_noexcept = true;\n";
    NoExcept.clear();
  }
  if (Local || Virtual)
    Text += Polymorphic + (Virtual || !Parts.empty() ? Result : "auto") +
            " asyncc_drop([[maybe_unused]] std::exception_ptr const& error)" + NoExcept + Override +
            " { " + Self + "return " + Call + "; }";
  else
    Text +=
        "friend " + Result + " async_drop" + Params + ")" + NoExcept + " { return " + Call + "; }";
  if (Virtual && !Parts.empty())
    Text += partsFunction(Class, PartsBelow, Parts);
  if (Predicate) {
    auto *Function = dyn_cast<CXXMethodDecl>(Predicate);
    const bool Throws = Function && Function->getExceptionSpecType() != EST_BasicNoexcept;
    const std::string Test = " { " + (Local || Virtual ? Class + " const& self = *this; " : "") +
                             "return " + asked("self", Predicate) + PartNeeds + "; }";
    Text += (Local || Virtual ? "\n" + Polymorphic + "bool asyncc_drop_needed() const"
                              : "\nfriend bool async_drop_needed(" + Class + " const& self)") +
            std::string(Throws || Virtual || !PartNeeds.empty() ? "" : " noexcept") + Override + Test;
  }
  const SourceLocation End = Method->doesThisDeclarationHaveABody()
                                 ? Method->getBody()->getEndLoc()
                                 : L.Edits.tokenAfter(Method->getEndLoc(), tok::semi);
  Pieces All{Text};
  if (Parts.empty() && PartsBelow.empty())
    for (Piece &Each : promptDrop(L, Types, Method))
      All.push_back(std::move(Each));
  L.Edits.insertAfter(End, std::move(All));
  requireHeader(L, {"async", "dropping"}, "async/drop.hpp");
}

/// Whether an object of \p Class may hold, by way of an owner, another one.
bool isRecursive(DropTypes &Types, QualType T, const CXXRecordDecl *Class, unsigned Depth = 0) {
  if (Depth > 8 || !Types.of(T))
    return false;
  if (const ArrayType *Array = T->getAsArrayTypeUnsafe())
    return isRecursive(Types, Array->getElementType(), Class, Depth + 1);
  const CXXRecordDecl *Record = T->getAsCXXRecordDecl();
  if (!Record)
    return false;
  if (Depth && Record->getCanonicalDecl() == Class->getCanonicalDecl())
    return true;
  if (auto *Spec = dyn_cast<ClassTemplateSpecializationDecl>(Record))
    for (const TemplateArgument &Arg : Spec->getTemplateArgs().asArray())
      if (Arg.getKind() == TemplateArgument::Type &&
          isRecursive(Types, Arg.getAsType(), Class, Depth + 1))
        return true;
  if (Record->isInStdNamespace() || !Record->hasDefinition())
    return false;
  for (const FieldDecl *Field : Record->fields())
    if (isRecursive(Types, Field->getType(), Class, Depth + 1))
      return true;
  return false;
}

/// Whether \p T, made of templates, has \p Class as a part, perhaps by way of owners.
bool mentions(QualType T, const CXXRecordDecl *Class, unsigned Depth = 0) {
  if (Depth > 8 || T->isPointerType() || T->isReferenceType())
    return false;
  if (const ArrayType *Array = T->getAsArrayTypeUnsafe())
    return mentions(Array->getElementType(), Class, Depth + 1);
  if (const CXXRecordDecl *Record = T->getAsCXXRecordDecl();
      Record && Record->getCanonicalDecl() == Class->getCanonicalDecl())
    return true;
  auto *Spec = T->getAs<TemplateSpecializationType>();
  if (!Spec)
    return false;
  if (auto *Template = dyn_cast_or_null<ClassTemplateDecl>(Spec->getTemplateName().getAsTemplateDecl());
      Template && Template->getTemplatedDecl()->getCanonicalDecl() == Class->getCanonicalDecl())
    return true;
  return llvm::any_of(Spec->template_arguments(), [&](const TemplateArgument &Arg) {
    return Arg.getKind() == TemplateArgument::Type && mentions(Arg.getAsType(), Class, Depth + 1);
  });
}

/// The classes that each pattern (a class template, a partial specialization, a class nested in one,
/// or one that is local to a function template) was instantiated to.
class Instances : public RecursiveASTVisitor<Instances> {
public:
  explicit Instances(Translation &Unit) : Unit(Unit) {}
  bool shouldVisitTemplateInstantiations() const { return true; }
  bool TraverseDecl(Decl *D) {
    return (D && isForeign(Unit, D)) || RecursiveASTVisitor::TraverseDecl(D);
  }
  bool TraverseCoroutineBodyStmt(CoroutineBodyStmt *S) { return TraverseStmt(S->getBody()); }
  bool VisitCXXRecordDecl(CXXRecordDecl *Class) {
    if (const CXXRecordDecl *Pattern = Class->getTemplateInstantiationPattern();
        Pattern && Class->hasDefinition())
      Of[Pattern->getCanonicalDecl()].push_back(Class->getDefinition());
    return true;
  }
  std::map<const CXXRecordDecl *, std::vector<const CXXRecordDecl *>> Of;

private:
  Translation &Unit;
};

/// Classes without a drop of their own whose members or bases have one.
class Glue : public RecursiveASTVisitor<Glue> {
public:
  Glue(Lowering &L, DropTypes &Types) : L(L), Types(Types) {}
  bool shouldVisitLambdaBody() const { return true; }
  bool TraverseDecl(Decl *D) {
    if (D && isForeign(L.Unit, D))
      return true;
    return RecursiveASTVisitor::TraverseDecl(D);
  }
  bool TraverseCoroutineBodyStmt(CoroutineBodyStmt *S) { return TraverseStmt(S->getBody()); }
  bool VisitCXXRecordDecl(CXXRecordDecl *Class) {
    if (!Class->isThisDeclarationADefinition() || Class->isLambda() || Class->isUnion() ||
        Class->getTemplateInstantiationPattern()) // an explicit instantiation
      return true;
    const QualType T = declaredType(L.Unit.AST, Class);
    DropInfo Info = Types.of(T);
    const bool OpenOnly = !Info && Info.Open && instanceDrops(Class);
    const CXXBaseSpecifier *Below = Info && !Info.Parts.empty() ? virtualBase(Types, Class) : nullptr;
    const bool Marked = Info.Marked && L.Unit.Notes.on(Info.Marked, AnnotationKind::Drop);
    if (Below && !Marked)
      override(Class, *Below, Info);
    else if (OpenOnly || (Info.Is == DropInfo::Glue && !Info.Parts.empty()))
      add(Class, T, Info, OpenOnly);
    return true;
  }

private:
  /// Whoever drops the object by way of its base drops the parts, too.
  void override(CXXRecordDecl *Class, const CXXBaseSpecifier &Base, const DropInfo &Info) {
    const std::string Name = Class->getNameAsString(), BaseName = baseName(L.Unit, Base);
    DropInfo OfBase = Types.of(Base.getType());
    const CXXMethodDecl *Method = Info.Marked ? Info.Marked : OfBase.Marked;
    std::vector<std::string> Parts;
    for (const std::string &Part : Info.Parts)
      if (Part.find("<" + typeName(L.Unit, Base.getType()) + "&>") == std::string::npos)
        Parts.push_back(Part);
    const std::string BaseNeeds =
        OfBase.HasPredicate ? BaseName + "::asyncc_drop_needed()" : "true";
    const std::string OwnNeeds = OfBase.HasPredicate ? "own." + BaseNeeds : BaseNeeds;
    const std::string PartsBelow = baseWithParts(L.Unit, Types, Class);
    std::string Call;
    if (Info.Marked)
      Call = std::string(PartsBelow.empty() ? "async::drop_own_first" : "async::drop_own_then_base") +
             "(self, [](" + Name + "& own, std::exception_ptr const&" +
             (Info.TakesError ? " cause" : "") + ")" + (isNoexcept(Info.Marked) ? " noexcept" : "") +
             " -> decltype(auto) { return own." + nameOf(Info.Marked) + (Info.TakesError ? "(cause)" : "()") +
             "; }, []([[maybe_unused]] " + Name + " const& own) { return " + OwnNeeds + "; }, " +
             (PartsBelow.empty() ? "" : partsOfBase(Name, PartsBelow) + ", ") + "error" +
             partList(Parts) + ")";
    else
      Call = "async::drop_base_last<" + BaseName + ">(self, [](" + Name +
             "& own, std::exception_ptr const& cause) -> decltype(auto) { return own." +
             BaseName + "::asyncc_drop(cause); }, []([[maybe_unused]] " + Name +
             " const& own) { return " + OwnNeeds + "; }, error" + partList(Parts) + ")";
    const bool IsMaybe = Method && maybeResult(L.Unit.AST, Method->getReturnType());
    std::string Text = "\n// [[async::drop]]: " + Name + " has parts with drops\npublic: ";
    if (Method && isNoexcept(Method))
      Text += "static constexpr bool asyncc_drop_is_noexcept = false;\n";
    Text += (IsMaybe ? typeName(L.Unit, Method->getReturnType()) : "async::task<void>") +
                       " asyncc_drop(std::exception_ptr const& error) override { " + Name +
                       "& self = *this; return " + Call + "; }" +
                       partsFunction(Name, PartsBelow, Parts);
    if (OfBase.HasPredicate)
      Text += "bool asyncc_drop_needed() const override { " + Name +
              " const& self = *this; return " + (OfBase.HasPredicate ? "self." : "") + BaseNeeds +
              partNeeds(Parts) + "; }\n";
    L.Edits.insertBefore(Class->getBraceRange().getEnd(), {Text}, 500);
    requireHeader(L, {"async", "dropping"}, "async/drop.hpp");
  }

  /// Whether an instantiation in this unit shows that the parts of a template have drops.
  bool instanceDrops(const CXXRecordDecl *Class) {
    if (!Class->isDependentContext())
      return false;
    if (!Known) {
      Known = std::make_unique<Instances>(L.Unit);
      Known->TraverseDecl(L.Unit.AST.getTranslationUnitDecl());
    }
    return llvm::any_of(Known->Of[Class->getCanonicalDecl()], [&](const CXXRecordDecl *Each) {
      return static_cast<bool>(Types.of(declaredType(L.Unit.AST, Each)));
    });
  }

  void add(CXXRecordDecl *Class, QualType T, const DropInfo &Info, bool OpenOnly) {
    const std::string Name = Class->getNameAsString();
    const FieldDecl *First = nullptr;
    for (const FieldDecl *Field : Class->fields())
      if (Types.of(Field->getType()))
        First = Field;
    const SourceLocation Place = First ? First->getLocation() : Class->getLocation();
    if (Name.empty()) {
      L.report(Place, Diag::drop_glue, {"a class without a name", Info.Part});
      return;
    }
    std::string Condition;
    bool Recursive = isRecursive(Types, T, Class);
    if (OpenOnly) {
      // Whether a part has a drop that holds such an object itself is what is to be told.
      std::set<std::string> Itself;
      for (const FieldDecl *Field : Class->fields())
        if (mentions(Field->getType(), Class))
          Itself.insert("self." + Field->getNameAsString());
      Recursive |= !Itself.empty();
      for (std::string Part : Info.Parts)
        if (!Itself.count(Part))
          Condition += std::string(Condition.empty() ? "" : " || ") +
                     "async::has_drop<std::remove_reference_t<decltype((" +
                     withoutSelf(Part, Name) + "))>>";
      Condition = "\n  requires (" + Condition + ")";
    }
    GlueResult Gives = glueResult(L.Unit, Types, Class);
    if (Recursive)
      Gives = {"async::task<void>", "_in_task"};
    if (Class->isLocalClass()) {
      L.Edits.insertBefore(
          Class->getBraceRange().getEnd(),
          {"\n// [[async::drop]]: the parts of " + Name + " have drops\npublic: " + Gives.Type + " " +
           "asyncc_drop(std::exception_ptr const& error)" + Condition + " { " + Name +
           "& self = *this; return async::drop_parts" + Gives.Suffix + "(error" + partList(Info.Parts) +
           "); }\nbool asyncc_drop_needed() const" + Condition + " { " + Name + " const& self = *this; return " +
           partNeeds(Info.Parts).substr(4) + "; }\n"},
          500);
      return;
    }
    // The friends of a class are candidates for its nested classes, too: they are not to look at its
    // parts when asked for one of those.
    const bool Nests = OpenOnly && llvm::any_of(Class->decls(), [&](const Decl *D) {
      auto *Inner = dyn_cast<CXXRecordDecl>(D);
      return isa<ClassTemplateDecl>(D) || (Inner && !Inner->isInjectedClassName());
    });
    const std::string Friend = Nests ? "template <std::same_as<" + Name + "> Self>\nfriend " : "friend ",
                      Self = Nests ? "Self" : Name;
    L.Edits.insertBefore(Class->getBraceRange().getEnd(),
                         {"\n// [[async::drop]]: the parts of " + Name + " have drops\n" + Friend +
                          Gives.Type + " async_drop(" + Self +
                          "& self, std::exception_ptr const& error)" + Condition +
                          " { return async::drop_parts" + Gives.Suffix + "(error" +
                          partList(Info.Parts) + "); }\n" + Friend + "bool async_drop_needed(" + Self +
                          " const& self)" + Condition + " { return " +
                          partNeeds(Info.Parts).substr(4) + "; }\n"},
                         500);
    requireHeader(L, {"async", "dropping"}, "async/drop.hpp");
  }

  /// `self.x` as `std::declval<C&>().x`, outside of a body.
  static std::string withoutSelf(std::string Part, const std::string &Class) {
    const size_t At = Part.find("self");
    return Part.replace(At, 4, "std::declval<" + Class + "&>()");
  }

  Lowering &L;
  DropTypes &Types;
  std::unique_ptr<Instances> Known;
};

} // namespace

void lowerDropGlue(Lowering &L) {
  DropTypes Types(L.Unit);
  Glue(L, Types).TraverseDecl(L.Root ? L.Root : L.Unit.AST.getTranslationUnitDecl());
}

void lowerDropTypes(Lowering &L) {
  lowerDropGlue(L);
  std::map<const CXXRecordDecl *, const CXXMethodDecl *> Seen;
  for (const Annotation &Note : L.Unit.Notes.all()) {
    if (Note.Kind != AnnotationKind::Drop)
      continue;
    auto *Method = dyn_cast<CXXMethodDecl>(Note.On);
    // The blocking copy of the drop itself stands beside it, in the same class.
    if (Method && L.Root && isa<FunctionDecl>(L.Root) &&
        Method->getCanonicalDecl() == L.Root->getCanonicalDecl())
      continue;
    const ScannedAttribute *Attr = L.Unit.Notes.Scanner.find(Note.NameLoc);
    if (!Method || Method->getParent()->isLambda()) {
      auto *Named = dyn_cast<NamedDecl>(Note.On);
      L.report(Note.NameLoc, Diag::drop_not_member,
               {Named && Named->getDeclName() ? "'" + nameOf(Named) + "'" : "this"});
      continue;
    }
    if (Method->getTemplateInstantiationPattern() || !Attr || !valid(L, Note, Method))
      continue;
    if (auto [First, New] = Seen.insert({Method->getParent(), Method}); !New) {
      if (L.report(Note.NameLoc, Diag::drop_twice,
                   {Method->getParent()->getNameAsString(), nameOf(First->second), nameOf(Method)}))
        L.note(First->second->getLocation(), "the first one is here");
      continue;
    }
    const NamedDecl *Predicate = nullptr;
    if (Attr->HasArgs && !(Predicate = predicate(L, Method, *Attr)))
      continue;
    if (!Predicate && isMovable(Method->getParent()))
      L.report(Note.NameLoc, Diag::drop_movable, {Method->getParent()->getNameAsString()});
    L.Unit.Lowered.add(Method->getLocation(), "drop",
                       Method->getParent()->getNameAsString() + "::" + nameOf(Method),
                       {Predicate ? "awaited at the end of an object's life if '" +
                                        Predicate->getNameAsString() + "' is true"
                                  : "awaited at the end of each object's life"});
    lower(L, Method, *Attr, Predicate);
  }
}

} // namespace asyncc
