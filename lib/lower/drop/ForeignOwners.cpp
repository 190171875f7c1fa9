//===- ForeignOwners.cpp - What other libraries' templates own ------------===//
//
// boost::optional<T>, small_vector<T> and their like end the lives of what they own in code that nothing
// here sees, and a class template's name does not tell whether it owns. That one of a system header
// (`-isystem`, too) is given a type with a drop, and has a destructor that does something, is reason
// enough to warn; who writes the protocol for it is not warned.
//
//===----------------------------------------------------------------------===//

#include "lower/drop/Body.h"
#include "clang/AST/DeclTemplate.h"

using namespace clang;

namespace asyncc {
namespace {

class ForeignOwner {
public:
  ForeignOwner(Lowering &L, DropTypes &Types) : L(L), Types(Types) {}

  /// Whether \p T is, or holds in the standard's owners, one that owns perhaps. Then \c Owner and \c Owned tell.
  bool find(QualType T) {
    T = L.Unit.AST.getBaseElementType(T).getUnqualifiedType();
    auto *Class = dyn_cast_or_null<ClassTemplateSpecializationDecl>(T->getAsCXXRecordDecl());
    if (!Class || !Class->hasDefinition() || Class->hasTrivialDestructor() || Types.of(T))
      return false;
    const bool IsStandard = Class->isInStdNamespace();
    if (!IsStandard && (!L.Unit.SM.isInSystemHeader(Class->getLocation()) ||
                        isLibrarys(L.Unit, Class) || isCoroutines(Class)))
      return false;
    Owner = T;
    return argument(Class->getTemplateArgs().asArray(), IsStandard);
  }

  QualType Owner, Owned;

private:
  bool argument(ArrayRef<TemplateArgument> Args, bool OfStandard) {
    return llvm::any_of(Args, [&](const TemplateArgument &Arg) {
      if (Arg.getKind() == TemplateArgument::Pack)
        return argument(Arg.pack_elements(), OfStandard);
      return Arg.getKind() == TemplateArgument::Type &&
             (OfStandard ? find(Arg.getAsType()) : owns(Arg.getAsType()));
    });
  }
  /// What a coroutine gives goes to who awaits it.
  bool isCoroutines(const CXXRecordDecl *Class) {
    return !Class->lookup(&L.Unit.AST.Idents.get("promise_type")).empty();
  }
  bool owns(QualType T) {
    if (T->isReferenceType() || T->isDependentType())
      return false;
    Owned = T;
    const DropInfo Info = Types.of(T);
    return Info && Info.Is != DropInfo::Opaque;
  }

  Lowering &L;
  DropTypes &Types;
};

} // namespace

void warnOfForeignOwner(Lowering &L, DropTypes &Types, const ValueDecl *Object) {
  const QualType T = Object->getType();
  ForeignOwner Found(L, Types);
  if (T->isDependentType() || T->isReferenceType() || L.Unit.SM.isInSystemHeader(Object->getLocation()) || !Found.find(T))
    return;
  L.report(Object->getLocation(), Diag::drop_foreign_owner,
           {Object->getNameAsString(), typeName(L.Unit, T.getUnqualifiedType()), typeName(L.Unit, Found.Owned),
            typeName(L.Unit, Found.Owner)});
}

} // namespace asyncc
