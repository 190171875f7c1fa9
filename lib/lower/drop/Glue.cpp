#include "lower/drop/Glue.h"
#include "analysis/Awaitable.h"
#include "analysis/DropTypes.h"
#include "analysis/Visitor.h"
#include "lower/drop/Body.h"
#include "lower/drop/Cycles.h"
#include "lower/drop/GlueResult.h"
#include "lower/drop/Parts.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/Basic/CharInfo.h"

using namespace clang;

namespace asyncc {
namespace {

/// The classes that each pattern (a class template, a partial specialization, a class nested in one,
/// or one that is local to a function template) was instantiated to.
class Instances : public Visitor {
public:
  Instances(Translation &Unit, DropTypes &Types) : Unit(Unit), Types(Types) {
    TraverseDecl(Unit.AST.getTranslationUnitDecl());
    for (size_t I = 0; I < Found.size(); ++I)
      complete(Found[I]);
  }
  bool shouldVisitTemplateInstantiations() const override { return true; }
  bool TraverseDecl(Decl *D) override {
    return (D && isForeign(Unit, D)) || Visitor::TraverseDecl(D);
  }
  bool VisitCXXRecordDecl(CXXRecordDecl *Class) override {
    if ((isa<ClassTemplateSpecializationDecl>(Class) || Class->getTemplateInstantiationPattern()) &&
        !Class->isDependentContext() && Seen.insert(Class->getCanonicalDecl()).second)
      Found.push_back(Class);
    return true;
  }

  /// `part<res<M>>`: of blocking modes there are no instances to be seen, but what a template is given tells.
  bool VisitTemplateSpecializationTypeLoc(TemplateSpecializationTypeLoc TL) override {
    const TemplateSpecializationType *T = TL.getTypePtr();
    if (T->isDependentType() && llvm::any_of(T->template_arguments(), [this](const TemplateArgument &Arg) {
          return Arg.getKind() == TemplateArgument::Type && Types.of(Arg.getAsType());
        }))
      mentioned(QualType(T, 0));
    return true;
  }

  const std::vector<const CXXRecordDecl *> &of(const CXXRecordDecl *Pattern) {
    return Of[Pattern->getCanonicalDecl()];
  }
  bool isGivenDrops(const CXXRecordDecl *Pattern) const { return Mentioned.count(Pattern->getCanonicalDecl()); }

private:
  /// Those that only library code would complete are completed here: they, and their parts, may have drops.
  void complete(CXXRecordDecl *Class) {
    if (!Class->hasDefinition()) {
      if (!mayDrop(patternOf(Class)) || !Unit.S.isCompleteType(Class->getLocation(), declaredType(Unit.AST, Class)))
        return;
      TraverseDecl(Class->getDefinition());
    }
    Class = Class->getDefinition();
    if (const CXXRecordDecl *Pattern = Class->getTemplateInstantiationPattern())
      Of[Pattern->getCanonicalDecl()].push_back(Class);
    for (const CXXBaseSpecifier &Base : Class->bases())
      part(Base.getType());
    for (const FieldDecl *Field : Class->fields())
      part(Field->getType());
  }
  /// The template that an instance is made from; which of its partial specializations, only its definition tells.
  static const CXXRecordDecl *patternOf(const CXXRecordDecl *Class) {
    auto *Spec = dyn_cast<ClassTemplateSpecializationDecl>(Class);
    if (!Spec)
      return Class->getTemplateInstantiationPattern();
    const ClassTemplateDecl *Template = Spec->getSpecializedTemplate();
    while (const ClassTemplateDecl *From = Template->getInstantiatedFromMemberTemplate())
      Template = From;
    const CXXRecordDecl *Pattern = Template->getTemplatedDecl();
    return Pattern->getDefinition() ? Pattern->getDefinition() : Pattern;
  }
  void mentioned(QualType T) {
    if (const ArrayType *Array = T->getAsArrayTypeUnsafe())
      return mentioned(Array->getElementType());
    auto *Spec = T->getAs<TemplateSpecializationType>();
    auto *Template =
        Spec ? dyn_cast_or_null<ClassTemplateDecl>(Spec->getTemplateName().getAsTemplateDecl()) : nullptr;
    if (!Template)
      return;
    const CXXRecordDecl *Class = Template->getTemplatedDecl();
    if (Class->isInStdNamespace()) {
      for (const TemplateArgument &Arg : Spec->template_arguments())
        if (Arg.getKind() == TemplateArgument::Type)
          mentioned(Arg.getAsType());
    } else if (!isForeign(Unit, Template) && Mentioned.insert(Class->getCanonicalDecl()).second &&
               Class->getDefinition()) {
      for (const CXXBaseSpecifier &Base : Class->getDefinition()->bases())
        mentioned(Base.getType());
      for (const FieldDecl *Field : Class->getDefinition()->fields())
        mentioned(Field->getType());
    }
  }
  bool mayDrop(const CXXRecordDecl *Pattern) {
    llvm::SmallVector<ClassTemplatePartialSpecializationDecl *, 4> Partial;
    if (ClassTemplateDecl *Template = Pattern->getDescribedClassTemplate())
      Template->getPartialSpecializations(Partial);
    const DropInfo Info = Types.of(declaredType(Unit.AST, Pattern));
    return Info || Info.Open || llvm::any_of(Partial, [this](const auto *Each) { return mayDrop(Each); });
  }
  void part(QualType T) {
    if (const ArrayType *Array = T->getAsArrayTypeUnsafe())
      return part(Array->getElementType());
    CXXRecordDecl *Class = T->isRecordType() ? T->getAsCXXRecordDecl() : nullptr;
    auto *Spec = dyn_cast_or_null<ClassTemplateSpecializationDecl>(Class);
    if (Spec && Spec->isInStdNamespace()) {
      for (const TemplateArgument &Arg : Spec->getTemplateArgs().asArray())
        if (Arg.getKind() == TemplateArgument::Type)
          part(Arg.getAsType());
    } else if (Class && !isForeign(Unit, Class)) {
      VisitCXXRecordDecl(Class);
    }
  }

  Translation &Unit;
  DropTypes &Types;
  std::vector<CXXRecordDecl *> Found;
  std::set<const Decl *> Seen, Mentioned;
  std::map<const CXXRecordDecl *, std::vector<const CXXRecordDecl *>> Of;
};

/// Classes without a drop of their own whose members or bases have one.
class Glue : public Visitor {
public:
  Glue(Lowering &L, DropTypes &Types) : L(L), Types(Types) {}
  bool shouldVisitLambdaBody() const override { return true; }
  bool TraverseDecl(Decl *D) override {
    if (D && isForeign(L.Unit, D))
      return true;
    return Visitor::TraverseDecl(D);
  }
  bool VisitCXXRecordDecl(CXXRecordDecl *Class) override {
    if (!Class->isThisDeclarationADefinition() || Class->isLambda() || Class->isUnion() ||
        Class->getTemplateInstantiationPattern()) // an explicit instantiation
      return true;
    const QualType T = declaredType(L.Unit.AST, Class);
    DropInfo Info = Types.of(T);
    if (Info && !Info.Protocol)
      if (const auto Shared = Types.sharedBase(Class)) {
        L.report(Class->getLocation(), Diag::drop_virtual_base,
                 {nameOf(Class), typeName(L.Unit, Shared->First->getType()),
                  typeName(L.Unit, Shared->Second->getType()), nameOf(Shared->Both)});
        return true;
      }
    if (const CXXBaseSpecifier *Pack = Info.Protocol ? nullptr : droppedPack(Class)) {
      L.report(Pack->getBeginLoc(), Diag::drop_base_pack, {nameOf(Class), typeName(L.Unit, Pack->getType())});
      return true;
    }
    const bool OpenOnly = !Info && Info.Open && ((!Class->isLocalClass() && isForOthers(L, Class->getDeclContext())) || instanceDrops(Class));
    const CXXBaseSpecifier *Below = Info && !Info.Protocol ? virtualBase(Types, Class) : nullptr;
    const bool Marked = Info.Marked && L.Unit.Notes.on(Info.Marked, AnnotationKind::Drop);
    if (Below && !Marked) {
      if (!partsBeside(L.Unit, Info.Parts, *Below).empty())
        override(Class, *Below, Info);
      else if (Below->getAccessSpecifier() != AS_public)
        expose(Class, *Below);
    } else if (OpenOnly || (Info.Is == DropInfo::Glue && !Info.Parts.empty()))
      add(Class, T, Info, OpenOnly);
    return true;
  }

private:
  /// Whoever owns an object of a class that adds nothing drops it as its base, which only the class itself may name.
  void expose(CXXRecordDecl *Class, const CXXBaseSpecifier &Base) {
    const DropInfo OfBase = Types.of(Base.getType());
    std::vector<std::string> Names = {"asyncc_drop"};
    if (OfBase.HasPredicate)
      Names.push_back("asyncc_drop_needed");
    if (OfBase.Marked && isNoexcept(OfBase.Marked))
      Names.push_back("asyncc_drop_is_noexcept");
    if (!baseWithParts(L.Unit, Types, Class).empty())
      Names.push_back("asyncc_drop_parts");
    std::string Text = "\n// [[async::drop]]: that of the base\npublic: ";
    for (const std::string &Each : Names)
      Text += "using " + baseName(L.Unit, Base) + "::" + Each + "; ";
    Text.back() = '\n';
    L.Edits.insertBefore(Class->getBraceRange().getEnd(), {Text}, 500);
  }

  /// Whoever drops the object by way of its base drops the parts, too.
  void override(CXXRecordDecl *Class, const CXXBaseSpecifier &Base, const DropInfo &Info) {
    const std::string Name = Class->getNameAsString(), BaseName = baseName(L.Unit, Base);
    DropInfo OfBase = Types.of(Base.getType());
    const CXXMethodDecl *Method = Info.Marked ? Info.Marked : OfBase.Marked;
    const std::vector<std::string> Parts = partsBeside(L.Unit, Info.Parts, Base);
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
    const bool IsTask = !Method || isLibraryTask(Method->getReturnType());
    std::string Text = "\n// [[async::drop]]: " + Name + " has parts with drops\npublic: ";
    if (Method && isNoexcept(Method))
      Text += "static constexpr bool asyncc_drop_is_noexcept = false;\n";
    Text += (IsTask ? "async::task<void>" : typeName(L.Unit, Method->getReturnType())) +
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
    if (!Known)
      Known = std::make_unique<Instances>(L.Unit, Types);
    return Known->isGivenDrops(Class) || llvm::any_of(Known->of(Class), [&](const CXXRecordDecl *Each) {
      return static_cast<bool>(Types.of(declaredType(L.Unit.AST, Each)));
    });
  }

  /// The bases of \p Class that are a pack, if an instance shows that one of them has a drop.
  const CXXBaseSpecifier *droppedPack(const CXXRecordDecl *Class) {
    for (const CXXBaseSpecifier &Base : Class->bases())
      if (Base.isPackExpansion() && instanceDrops(Class))
        for (const CXXRecordDecl *Each : Known->of(Class))
          for (const CXXBaseSpecifier &Instance : llvm::drop_begin(Each->bases(), &Base - Class->bases_begin()))
            if (Types.of(Instance.getType()))
              return &Base;
    return nullptr;
  }

  void add(CXXRecordDecl *Class, QualType T, const DropInfo &Info, bool OpenOnly) {
    const std::string Name = Class->getNameAsString();
    const FieldDecl *First = nullptr;
    for (const FieldDecl *Field : Class->fields())
      if (Types.of(Field->getType()))
        First = Field;
    const SourceLocation Place = First ? First->getLocation() : Class->getLocation();
    if (Name.empty()) {
      if (!OpenOnly || instanceDrops(Class))
        L.report(Place, Diag::drop_glue, {"a class without a name", OpenOnly ? "its members" : Info.Part});
      return;
    }
    const std::string Cycle = dropCycle(L.Unit, Types, Class);
    const std::string Condition = !OpenOnly      ? ""
                                  : Cycle.empty() ? partsDrop(Class, Info)
                                                  : "async::cycle_has_drop<Self>";
    if (OpenOnly && Condition.empty())
      return; // it holds none but its own kind
    const std::string Requires = OpenOnly ? "\n  requires (" + Condition + ")" : "";
    GlueResult Gives = glueResult(L.Unit, Types, Class);
    if (!Cycle.empty())
      Gives = {"async::cycle_result<" + Name + ", Self>", "_in<async::cycle_result<" + Name + ", Self>>"};
    else if (Class->isDependentContext() && holdsItself(Class))
      Gives = {resultOfOtherParts(L.Unit, Types, Class), ""};
    else if (isRecursive(Types, T, Class) && Gives.Type == "auto")
      Gives = {"async::task<void>", "_in_task"};
    if (Class->isLocalClass()) {
      L.Edits.insertBefore(
          Class->getBraceRange().getEnd(),
          {"\n// [[async::drop]]: the parts of " + Name + " have drops\npublic: " + Gives.Type + " " +
           "asyncc_drop(std::exception_ptr const& error)" + Requires + " { " + Name +
           "& self = *this; return async::drop_parts" + Gives.Suffix + "(error" + partList(Info.Parts) +
           "); }\nbool asyncc_drop_needed() const" + Requires + " { " + Name + " const& self = *this; return " +
           partNeeds(Info.Parts).substr(4) + "; }\n"},
          500);
      return;
    }
    const bool Exact = !Cycle.empty() || (OpenOnly && isCandidateForOthers(Class));
    const std::string Unused = Class->isInAnonymousNamespace() ? "[[maybe_unused]] " : "",
                      Friend = (Exact ? "template <std::same_as<" + Name + "> Self>\n" : "") + Unused + "friend ",
                      Self = Exact ? "Self" : Name;
    L.Edits.insertBefore(Class->getBraceRange().getEnd(),
                         {"\n// [[async::drop]]: the parts of " + Name + " have drops\n" +
                          (Cycle.empty() ? "" : "public: " + Cycle) + Friend + Gives.Type + " async_drop(" + Self +
                          "& self, std::exception_ptr const& error)" + Requires +
                          " { return async::drop_parts" + Gives.Suffix + "(error" +
                          partList(Info.Parts) + "); }\n" + Friend + "bool async_drop_needed(" + Self +
                          " const& self)" + Requires + " { return " +
                          partNeeds(Info.Parts).substr(4) + "; }\n"},
                         500);
    requireHeader(L, {"async", "dropping"}, "async/drop.hpp");
  }

  /// The friends of a class are candidates for its nested classes, and for whatever is made of a type of its own, too: they
  /// are not to look at its parts when asked for one of those.
  static bool isCandidateForOthers(const CXXRecordDecl *Class) {
    return llvm::any_of(Class->decls(),
                        [](const Decl *D) {
                          auto *Inner = dyn_cast<CXXRecordDecl>(D);
                          return isa<ClassTemplateDecl>(D) || (Inner && !Inner->isInjectedClassName());
                        }) ||
           llvm::any_of(Class->fields(), [&](const FieldDecl *Field) {
             return !mentions(Field->getType(), Class) && mentions(Field->getType(), Class, Mentioned::Anyhow);
           });
  }

  /// Whether a part has a drop, but for those that hold such an object themselves: that is what is to be told.
  static std::string partsDrop(const CXXRecordDecl *Class, const DropInfo &Info) {
    std::string Condition;
    std::set<std::string> Itself;
    for (const FieldDecl *Field : Class->fields())
      if (mentions(Field->getType(), Class))
        Itself.insert(memberPart(Field));
    for (const std::string &Part : Info.Parts)
      if (!Itself.count(Part))
        Condition += std::string(Condition.empty() ? "" : " || ") + "async::has_drop<std::remove_reference_t<decltype((" +
                     withoutSelf(Part, Class->getNameAsString()) + "))>>";
    return Condition;
  }

  /// `self.x` as `std::declval<C&>().x`, outside of a body.
  static std::string withoutSelf(std::string Part, const std::string &Class) {
    const std::string Instead = "std::declval<" + Class + "&>()";
    auto InName = [](char C) { return isAsciiIdentifierContinue(C) || C == '.'; };
    for (size_t At = 0; (At = Part.find("self", At)) != std::string::npos; ++At)
      if ((!At || !InName(Part[At - 1])) && !isAsciiIdentifierContinue(Part[At + 4])) {
        Part.replace(At, 4, Instead);
        At += Instead.size();
      }
    return Part;
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

} // namespace asyncc
