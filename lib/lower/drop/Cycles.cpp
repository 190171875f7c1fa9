#include "lower/drop/Cycles.h"
#include "analysis/Dependent.h"
#include "analysis/Names.h"
#include "clang/AST/DeclTemplate.h"
#include "llvm/ADT/StringExtras.h"

using namespace clang;

namespace asyncc {
namespace {

using Held = std::vector<std::pair<QualType, const CXXRecordDecl *>>;

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
  for (QualType Arg : typeArguments(T))
    held(Arg, Out);
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
  bool reaches(const CXXRecordDecl *From) const {
    std::vector<const CXXRecordDecl *> Held{From};
    for (size_t I = 0; I < Held.size(); ++I)
      if (!isForeign(Unit, Held[I]))
        for (const auto &Each : heldBy(Held[I])) {
          if (Each.second == Class)
            return true;
          if (!llvm::is_contained(Held, Each.second))
            Held.push_back(Each.second);
        }
    return false;
  }
  bool isOf(const CXXRecordDecl *Pattern) const { return Pattern == Class || reaches(Pattern); }

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
    for (QualType Arg : typeArguments(T))
      if (!isClass(Arg))
        part(Arg, typeName(Unit, Arg));
  }

private:
  bool isClass(QualType T) const {
    const CXXRecordDecl *Pattern = classPattern(T);
    return Pattern && Pattern->getDefinition() && isOf(Pattern->getDefinition());
  }

  Translation &Unit;
  const CXXRecordDecl *Class;
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

} // namespace asyncc
