#include "analysis/Maybe.h"
#include "analysis/Visitor.h"
#include "parse/Compat.h"
#include "clang/AST/ASTLambda.h"
#include "clang/AST/DeclTemplate.h"

using namespace clang;

namespace asyncc {

/// The second argument of `std::enable_if_t`, or of `typename std::enable_if<…>::type`: what that names, if anything.
static QualType enabledType(const Type *T) {
  auto *Member = dyn_cast<DependentNameType>(T);
  if (Member && Member->getIdentifier()->isStr("type"))
    T = qualifyingType(Member->getQualifier());
  auto *Spec = dyn_cast_or_null<TemplateSpecializationType>(T);
  const TemplateDecl *Template = Spec ? Spec->getTemplateName().getAsTemplateDecl() : nullptr;
  return Template && Template->isInStdNamespace() && Template->getName() == (Member ? "enable_if" : "enable_if_t") &&
                 Spec->template_arguments().size() == 2
             ? Spec->template_arguments()[1].getAsType()
             : QualType();
}

MaybeResult maybeResult(const ASTContext &AST, QualType T) {
  while (!T.isNull()) {
    if (const QualType Enabled = enabledType(T.getTypePtr()); !Enabled.isNull()) {
      T = Enabled;
      continue;
    }
    if (auto *Spec = dyn_cast<TemplateSpecializationType>(T.getTypePtr()))
      if (auto *Alias = Spec->getTemplateName().getAsTemplateDecl())
        if (auto *Space = dyn_cast<NamespaceDecl>(Alias->getDeclContext()->getRedeclContext());
            Space && Space->getName() == "async" && Spec->template_arguments().size() >= 1 &&
            (Alias->getName() == "maybe" || Alias->getName() == "maybe_generator")) {
          auto Args = Spec->template_arguments();
          MaybeResult Out;
          Out.Mode = Args[0].getAsType();
          if (Args.size() > 1)
            Out.Value = Args[1].getAsType();
          Out.IsGenerator = Alias->getName() == "maybe_generator";
          return Out;
        }
    QualType Next = T.getSingleStepDesugaredType(AST);
    if (Next == T)
      break;
    T = Next;
  }
  return {};
}

const Decl *entity(const Decl *D) {
  if (auto *Template = dyn_cast<TemplateDecl>(D))
    if (Template->getTemplatedDecl())
      D = Template->getTemplatedDecl();
  return D->getCanonicalDecl();
}

namespace {
class MentionsDepth : public Visitor {
public:
  explicit MentionsDepth(unsigned Depth) : Depth(Depth) {}
  bool VisitTemplateTypeParmType(TemplateTypeParmType *T) override {
    Found |= T->getDepth() == Depth;
    return true;
  }
  bool Found = false;

private:
  unsigned Depth;
};
} // namespace

bool choosesMode(const FunctionDecl *F) {
  auto *Template = isLambdaCallOperator(F) ? nullptr : F->getDescribedFunctionTemplate();
  const MaybeResult Result =
      Template ? maybeResult(F->getASTContext(), F->getReturnType()) : MaybeResult();
  if (!Result || !Result.Mode->isDependentType())
    return false;
  MentionsDepth Visitor(Template->getTemplateParameters()->getDepth());
  Visitor.TraverseType(Result.Mode.getCanonicalType());
  return Visitor.Found;
}

const Decl *maybeOwner(const Annotations &Notes, const Decl *D) {
  while (D) {
    if (isa<CXXRecordDecl, FunctionDecl>(D) && Notes.on(D, AnnotationKind::Maybe))
      return entity(D);
    if (auto *F = dyn_cast<CXXMethodDecl>(D); F && choosesMode(F))
      return maybeOwner(Notes, F->getParent()) ? entity(F) : nullptr;
    const DeclContext *DC = D->getDeclContext();
    // The class of a friend defined in it is where it stands.
    if (auto *F = dyn_cast<FunctionDecl>(D); F && F->getFriendObjectKind())
      DC = D->getLexicalDeclContext();
    D = DC ? dyn_cast<Decl>(DC) : nullptr;
    if (D && isa<TranslationUnitDecl>(D))
      return nullptr;
  }
  return nullptr;
}

bool isMaybeBody(const Annotations &Notes, const FunctionDecl *F) {
  return maybeOwner(Notes, F) && maybeResult(F->getASTContext(), F->getReturnType());
}

} // namespace asyncc
