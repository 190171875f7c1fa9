#include "analysis/VirtualBases.h"
#include "analysis/Dependent.h"

using namespace clang;

namespace asyncc {

static void collect(const CXXBaseSpecifier &Base, std::set<const CXXRecordDecl *> &Out, unsigned Depth) {
  const CXXRecordDecl *Class = classPattern(Base.getType());
  if (!Class || Depth > 32) // a template may be derived from another instance of itself
    return;
  if (Base.isVirtual())
    Out.insert(Class);
  for (const CXXBaseSpecifier &Above : Class->bases())
    collect(Above, Out, Depth + 1);
}

std::set<const CXXRecordDecl *> virtualParts(const CXXBaseSpecifier &Base) {
  std::set<const CXXRecordDecl *> Out;
  collect(Base, Out, 0);
  return Out;
}

} // namespace asyncc
