#include "lower/drop/Parts.h"
#include "analysis/Dependent.h"
#include "analysis/Names.h"

using namespace clang;

namespace asyncc {

std::string partList(const std::vector<std::string> &Parts) {
  std::string List;
  for (const std::string &Part : Parts)
    List += ", " + Part;
  return List;
}

std::string partNeeds(const std::vector<std::string> &Parts) {
  std::string Needs;
  for (std::string Part : Parts) {
    if (size_t At = Part.find("&>(self)"); At != std::string::npos)
      Part.insert(At, " const"); // the predicate sees a const object
    Needs += " || async::drop_needed(" + Part + ")";
  }
  return Needs;
}

const CXXBaseSpecifier *virtualBase(DropTypes &Types, const CXXRecordDecl *Class, unsigned Depth) {
  if (Depth > 32) // a template may be derived from another instance of itself
    return nullptr;
  for (const CXXBaseSpecifier &Base : Class->bases())
    if (const CXXRecordDecl *Record = classPattern(Base.getType()))
      if (DropInfo Info = Types.of(Base.getType());
          Info.isVirtual() || (Info && virtualBase(Types, Record, Depth + 1)))
        return &Base;
  return nullptr;
}

std::string baseName(Translation &Unit, const CXXBaseSpecifier &Base) {
  return Base.getType()->isDependentType() ? typeName(Unit, Base.getType())
                                           : classPattern(Base.getType())->getNameAsString();
}

std::vector<std::string> partsBeside(Translation &Unit, std::vector<std::string> Parts, const CXXBaseSpecifier &Base) {
  const std::string Itself = "<" + typeName(Unit, Base.getType()) + "&>";
  llvm::erase_if(Parts, [&](const std::string &Part) { return Part.find(Itself) != std::string::npos; });
  return Parts;
}

std::string baseWithParts(Translation &Unit, DropTypes &Types, const CXXRecordDecl *Class) {
  const CXXBaseSpecifier *Base = virtualBase(Types, Class);
  if (!Base)
    return "";
  const CXXRecordDecl *Below = classPattern(Base->getType());
  const CXXBaseSpecifier *Further = virtualBase(Types, Below);
  const std::vector<std::string> Parts = Types.of(Base->getType()).Parts;
  const bool HasParts = !(Further ? partsBeside(Unit, Parts, *Further) : Parts).empty() ||
                        !baseWithParts(Unit, Types, Below).empty();
  return HasParts ? baseName(Unit, *Base) : "";
}

std::string partsOfBase(const std::string &Class, const std::string &Base) {
  return "[](" + Class + "& own, std::exception_ptr const& cause) -> decltype(auto) { return own." + Base +
         "::asyncc_drop_parts(cause); }";
}

std::string partsFunction(const std::string &Class, const std::string &Base,
                          const std::vector<std::string> &Parts) {
  const std::string Call =
      Base.empty() ? "async::drop_parts(error"
                   : "async::drop_base_last<" + Base + ">(self, " + partsOfBase(Class, Base) +
                         ", [](" + Class + " const&) { return true; }, error";
  return "\nauto asyncc_drop_parts(std::exception_ptr const& error) { " + Class +
         "& self = *this; return " + Call + partList(Parts) + "); }\n";
}

} // namespace asyncc
