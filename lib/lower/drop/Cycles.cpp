#include "lower/drop/Cycles.h"
#include "analysis/Dependent.h"
#include "analysis/Names.h"
#include "analysis/Visitor.h"
#include <functional>

using namespace clang;

namespace asyncc {
namespace {

using Held = std::vector<std::pair<QualType, const CXXRecordDecl *>>;

/// What a template is given.
llvm::ArrayRef<TemplateArgument> argumentsOf(QualType T) {
  if (auto *Spec = T->getAs<TemplateSpecializationType>())
    return Spec->template_arguments();
  if (auto *Spec = dyn_cast_or_null<ClassTemplateSpecializationDecl>(T->getAsCXXRecordDecl()))
    return Spec->getTemplateArgs().asArray();
  return {};
}

/// The classes of which a part of the type \p T may hold objects, as they are written, with their patterns.
void held(QualType T, Held &Out) {
  if (T->isPointerType() || T->isReferenceType() || T->isFunctionType())
    return;
  if (const ArrayType *Array = T->getAsArrayTypeUnsafe())
    return held(Array->getElementType(), Out);
  if (auto *Pack = T->getAs<PackExpansionType>())
    return held(Pack->getPattern(), Out);
  const CXXRecordDecl *Pattern = classPattern(T);
  if (Pattern && Pattern->getDefinition() && !Pattern->isInStdNamespace())
    Out.emplace_back(T, Pattern->getDefinition());
  for (const TemplateArgument &Arg : argumentsOf(T))
    if (Arg.getKind() == TemplateArgument::Type)
      held(Arg.getAsType(), Out);
}

Held heldBy(const CXXRecordDecl *Class) {
  Held Out;
  for (const CXXBaseSpecifier &Base : Class->bases())
    held(Base.getType(), Out);
  for (const FieldDecl *Field : Class->fields())
    held(Field->getType(), Out);
  return Out;
}

class Cycle {
public:
  Cycle(Translation &Unit, const CXXRecordDecl *Class) : Unit(Unit), Class(Class) {}

  /// Whether another class may hold objects of this one.
  bool reaches(const CXXRecordDecl *From) {
    auto [Known, New] = Reaches.emplace(From, false);
    if (!New || isForeign(Unit, From))
      return Known->second;
    for (const auto &[T, Pattern] : heldBy(From))
      if (Pattern == Class || reaches(Pattern))
        return Reaches[From] = true;
    return false;
  }
  bool isOf(const CXXRecordDecl *Pattern) { return Pattern == Class || reaches(Pattern); }

  std::vector<std::string> Beside, Next;

  /// A part of the type \p T, which \p Text names.
  void part(QualType T, const std::string &Text) {
    Held All;
    held(T, All);
    const bool In = llvm::any_of(All, [this](const auto &Each) { return isOf(Each.second); });
    if (!In)
      return Beside.push_back(Text);
    for (const auto &[Each, Pattern] : All)
      if (Pattern != Class && isOf(Pattern))
        if (const std::string Name = typeName(Unit, Each); !llvm::is_contained(Next, Name))
          Next.push_back(Name);
    for (const TemplateArgument &Arg : argumentsOf(T))
      if (Arg.getKind() == TemplateArgument::Type && !isClass(Arg.getAsType()))
        part(Arg.getAsType(), typeName(Unit, Arg.getAsType()));
  }

private:
  bool isClass(QualType T) {
    const CXXRecordDecl *Pattern = classPattern(T);
    return Pattern && Pattern->getDefinition() && isOf(Pattern->getDefinition());
  }

  Translation &Unit;
  const CXXRecordDecl *Class;
  std::map<const CXXRecordDecl *, bool> Reaches;
};

std::string list(const std::vector<std::string> &Types) { return "async::drop_types<" + llvm::join(Types, ", ") + ">"; }

} // namespace

std::string dropCycle(Translation &Unit, DropTypes &Types, const CXXRecordDecl *Class) {
  if (!Class->isDependentContext() || Class->isLocalClass())
    return "";
  Class = Class->getDefinition();
  Cycle Of(Unit, Class);
  if (llvm::none_of(heldBy(Class), [&](const auto &Each) { return Each.second != Class && Of.reaches(Each.second); }))
    return "";
  for (const CXXBaseSpecifier &Base : Class->bases())
    Of.part(Base.getType(), typeName(Unit, Base.getType()));
  for (const FieldDecl *Field : Class->fields())
    if (Field->getIdentifier() && (Field->getType()->isDependentType() || Types.of(Field->getType())))
      Of.part(Field->getType(), "decltype(" + Class->getNameAsString() + "::" + Field->getNameAsString() + ")");
  return "using asyncc_cycle = async::drop_cycle<" + Class->getNameAsString() + ", " + list(Of.Beside) + ", " +
         list(Of.Next) + ">;\n";
}

bool isAssociated(QualType T, const CXXRecordDecl *Class) {
  if (T->isPointerType() || T->isReferenceType())
    return isAssociated(T->getPointeeType(), Class);
  if (const ArrayType *Array = T->getAsArrayTypeUnsafe())
    return isAssociated(Array->getElementType(), Class);
  if (auto *Function = T->getAs<FunctionProtoType>())
    return isAssociated(Function->getReturnType(), Class) ||
           llvm::any_of(Function->param_types(), [&](QualType Param) { return isAssociated(Param, Class); });
  if (const CXXRecordDecl *Pattern = classPattern(T);
      Pattern && Pattern->getCanonicalDecl() == Class->getCanonicalDecl())
    return true;
  return llvm::any_of(argumentsOf(T), [&](const TemplateArgument &Arg) {
    return Arg.getKind() == TemplateArgument::Type && isAssociated(Arg.getAsType(), Class);
  });
}

} // namespace asyncc
