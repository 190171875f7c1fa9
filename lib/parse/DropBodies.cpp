#include "parse/DropBodies.h"
#include "analysis/Names.h"
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

static bool isProtocol(const NamedDecl *D) {
  return D && D->getDeclName().isIdentifier() && D->getName() == "async_drop";
}

/// Whether the drop of \p Class may be a function template that somebody wrote.
static bool hasTemplateByHand(Sema &S, const CXXRecordDecl *Class) {
  auto IsTemplate = [](const NamedDecl *D) { return isProtocol(D) && isa<FunctionTemplateDecl>(D); };
  if (llvm::any_of(Class->friends(), [&](const FriendDecl *Each) { return IsTemplate(Each->getFriendDecl()); }))
    return true;
  const DeclContext *Space = Class->getDeclContext()->getEnclosingNamespaceContext();
  return llvm::any_of(Space->lookup(&S.Context.Idents.get("async_drop")), IsTemplate);
}

/// As a drop calls it: `async_drop(object)`, or with an error behind.
static FunctionDecl *calledByDrop(Sema &S, CXXRecordDecl *Class, bool WithError) {
  ASTContext &AST = S.Context;
  const SourceLocation Loc = Class->getLocation();
  const DeclarationNameInfo Name(&AST.Idents.get("async_drop"), Loc);
  Expr *Callee = UnresolvedLookupExpr::Create(AST, nullptr, NestedNameSpecifierLoc(), Name, /*RequiresADL=*/true,
                                              UnresolvedSetIterator(), UnresolvedSetIterator(), false, false);
  llvm::SmallVector<Expr *, 2> Args{new (AST) OpaqueValueExpr(Loc, declaredType(AST, Class), VK_LValue)};
  if (WithError) {
    const CXXRecordDecl *Error = nullptr;
    for (NamedDecl *D : S.getStdNamespace() ? S.getStdNamespace()->lookup(&AST.Idents.get("exception_ptr"))
                                            : DeclContext::lookup_result())
      if (auto *Type = dyn_cast<TypeDecl>(D->getUnderlyingDecl()))
        Error = declaredType(AST, Type)->getAsCXXRecordDecl();
    if (!Error)
      return nullptr;
    Args.push_back(new (AST) OpaqueValueExpr(Loc, declaredType(AST, Error).withConst(), VK_LValue));
  }
  const ExprResult Result = S.BuildCallExpr(nullptr, Callee, Loc, Args, Loc);
  auto *Call = Result.isUsable() ? dyn_cast<CallExpr>(Result.get()->IgnoreImplicit()) : nullptr;
  return Call ? Call->getDirectCallee() : nullptr;
}

void reachDropTemplates(Sema &S, CXXRecordDecl *Class, std::set<const FunctionDecl *> &Reached) {
  if (Class->isDependentContext() || !hasTemplateByHand(S, Class))
    return;
  for (const bool WithError : {true, false})
    if (FunctionDecl *F = calledByDrop(S, Class, WithError)) {
      Reached.insert(F);
      return;
    }
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
        isProtocol(F))
      reach(S, F, Reached);
}

} // namespace asyncc
