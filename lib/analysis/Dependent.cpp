#include "analysis/Dependent.h"
#include "analysis/Maybe.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace asyncc {
namespace {

const CXXRecordDecl *patternOf(QualType T) {
  if (T.isNull())
    return nullptr;
  T = T.getNonReferenceType();
  if (T->isPointerType())
    T = T->getPointeeType();
  if (const CXXRecordDecl *Record = T->getAsCXXRecordDecl())
    return Record->getDefinition();
  if (auto *Spec = T->getAs<TemplateSpecializationType>())
    if (auto *Template =
            dyn_cast_or_null<ClassTemplateDecl>(Spec->getTemplateName().getAsTemplateDecl()))
      return Template->getTemplatedDecl()->getDefinition();
  return nullptr;
}

void add(Translation &Unit, const NamedDecl *D, std::vector<QualType> &Out) {
  const FunctionDecl *F = D->getUnderlyingDecl()->getAsFunction();
  if (!F)
    return;
  MaybeResult Maybe = maybeResult(Unit.AST, F->getReturnType());
  Out.push_back(Maybe ? Maybe.Value : F->getReturnType());
}

std::vector<QualType> members(Translation &Unit, const CXXRecordDecl *Class, DeclarationName Name) {
  std::vector<QualType> Out;
  if (Class)
    for (const NamedDecl *D : Class->lookup(Name))
      add(Unit, D, Out);
  return Out;
}

} // namespace

std::vector<QualType> possibleTypes(Translation &Unit, const Expr *E) {
  if (!E)
    return {};
  E = E->IgnoreParenImpCasts();
  if (auto *Cleanups = dyn_cast<ExprWithCleanups>(E))
    E = Cleanups->getSubExpr()->IgnoreParenImpCasts();
  if (auto *Await = dyn_cast<DependentCoawaitExpr>(E))
    E = Await->getOperand()->IgnoreParenImpCasts();
  else if (auto *Await = dyn_cast<CoawaitExpr>(E))
    E = Await->getOperand()->IgnoreParenImpCasts();
  auto *Call = dyn_cast<CallExpr>(E);
  if (!Call)
    return {};
  const Expr *Callee = Call->getCallee()->IgnoreParenImpCasts();
  std::vector<QualType> Out;
  if (auto *Member = dyn_cast<CXXDependentScopeMemberExpr>(Callee)) {
    if (Member->isImplicitAccess())
      return {};
    return members(Unit, patternOf(Member->getBaseType()), Member->getMember());
  }
  if (auto *Scoped = dyn_cast<DependentScopeDeclRefExpr>(Callee)) {
    return members(Unit, patternOf(qualifyingType(Scoped)), Scoped->getDeclName());
  } else if (auto *Overload = dyn_cast<OverloadExpr>(Callee)) {
    for (const NamedDecl *D : Overload->decls())
      add(Unit, D, Out);
  } else if (const FunctionDecl *F = Call->getDirectCallee()) {
    add(Unit, F, Out);
  }
  return Out;
}

} // namespace asyncc
