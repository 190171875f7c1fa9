#include "parse/DropBodies.h"
#include "clang/AST/DeclFriend.h"
#include "clang/AST/DeclTemplate.h"

using namespace clang;

namespace asyncc {

static void reach(Sema &S, FunctionDecl *F, std::set<const FunctionDecl *> &Reached) {
  if (F->isDependentContext() || !F->isImplicitlyInstantiable() ||
      F->getPointOfInstantiation().isValid())
    return;
  const SourceLocation Loc = F->getLocation();
  if (MemberSpecializationInfo *Info = F->getMemberSpecializationInfo())
    Info->setPointOfInstantiation(Loc);
  else
    F->setTemplateSpecializationKind(F->getTemplateSpecializationKind(), Loc);
  Reached.insert(F);
  S.PendingInstantiations.push_back({F, Loc});
}

void reachDropBodies(Sema &S, const Annotations &Notes, CXXRecordDecl *Class,
                     std::set<const FunctionDecl *> &Reached) {
  if (!Class->getTemplateInstantiationPattern() || Class->isDependentContext())
    return;
  for (CXXMethodDecl *Method : Class->methods())
    if (const FunctionDecl *Pattern = Method->getTemplateInstantiationPattern(false);
        Pattern && Notes.on(Pattern, AnnotationKind::Drop))
      reach(S, Method, Reached);
  for (FriendDecl *Friend : Class->friends())
    if (auto *F = dyn_cast_or_null<FunctionDecl>(Friend->getFriendDecl());
        F && F->getDeclName().isIdentifier() && F->getName() == "async_drop")
      reach(S, F, Reached);
}

} // namespace asyncc
