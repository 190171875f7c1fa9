#include "parse/ModeInstances.h"
#include "analysis/Maybe.h"
#include "analysis/Visitor.h"
#include "parse/Session.h"
#include "clang/Sema/Sema.h"
#include "llvm/ADT/ScopeExit.h"

using namespace clang;

namespace asyncc {
namespace {

bool isIn(const NamedDecl *D, llvm::StringRef Name) {
  auto *Space = D ? dyn_cast<NamespaceDecl>(D->getDeclContext()->getRedeclContext()) : nullptr;
  return Space && Space->getName() == "async" && D->getName() == Name;
}

/// Whether all parameters are modes.
bool takesModes(const TemplateDecl *Template) {
  return llvm::all_of(*Template->getTemplateParameters(), [](const NamedDecl *Each) {
    auto *Type = dyn_cast<TemplateTypeParmDecl>(Each);
    return Type && !Type->isParameterPack() && Type->getTypeConstraint() &&
           isIn(Type->getTypeConstraint()->getNamedConcept(), "mode");
  });
}

class Find : public Visitor {
public:
  explicit Find(Session &State) : State(State), S(*State.S) {}
  bool TraverseDecl(Decl *D) override {
    return !D || (D->getLocation().isValid() && isSystems(S.SourceMgr, D->getLocation())) ||
           Visitor::TraverseDecl(D);
  }
  bool TraverseStmt(Stmt *) override { return true; }
  bool VisitClassTemplateDecl(ClassTemplateDecl *Template) override {
    if (isWanted(Template) && Template->getTemplatedDecl()->hasDefinition())
      Classes.push_back(Template);
    return true;
  }
  bool VisitFunctionTemplateDecl(FunctionTemplateDecl *Template) override {
    if (isWanted(Template) && Template->getTemplatedDecl()->hasBody())
      Functions.push_back(Template);
    return true;
  }
  std::vector<ClassTemplateDecl *> Classes;
  std::vector<FunctionTemplateDecl *> Functions;

private:
  bool isWanted(RedeclarableTemplateDecl *Template) {
    return !Template->getDeclContext()->isDependentContext() && takesModes(Template) &&
           (State.IsHeader || maybeOwner(State.Notes, Template->getTemplatedDecl())) &&
           Seen.insert(Template->getCanonicalDecl()).second;
  }
  Session &State;
  Sema &S;
  std::set<const Decl *> Seen;
};

QualType suspending(ASTContext &AST) {
  for (NamedDecl *Space : AST.getTranslationUnitDecl()->lookup(&AST.Idents.get("async")))
    if (auto *Async = dyn_cast<NamespaceDecl>(Space))
      for (NamedDecl *D : Async->lookup(&AST.Idents.get("suspending")))
        if (auto *Type = dyn_cast<TypeDecl>(D))
          return declaredType(AST, Type);
  return {};
}

QualType instance(Sema &S, ClassTemplateDecl *Template, TemplateArgumentListInfo &Args) {
  const SourceLocation Loc = Template->getLocation();
#if CLANG_VERSION_MAJOR >= 22
  return S.CheckTemplateIdType(ElaboratedTypeKeyword::None, TemplateName(Template), Loc, Args, nullptr, false);
#else
  return S.CheckTemplateIdType(TemplateName(Template), Loc, Args);
#endif
}

} // namespace

llvm::SmallVector<FunctionDecl *, 8> instantiateForMode(Session &State) {
  llvm::SmallVector<FunctionDecl *, 8> Out;
  Sema &S = *State.S;
  ASTContext &AST = S.getASTContext();
  const QualType Mode = suspending(AST);
  if (Mode.isNull())
    return Out;
  State.IsQuiet = true; // a template may be for other modes
  auto Loud = llvm::make_scope_exit([&] { State.IsQuiet = false; });
  Find All(State);
  for (Decl *D : ownDecls(AST))
    All.TraverseDecl(D);
  for (ClassTemplateDecl *Template : All.Classes) {
    TemplateArgumentListInfo Args(Template->getLocation(), Template->getLocation());
    for (unsigned I = 0; I < Template->getTemplateParameters()->size(); ++I)
      Args.addArgument({TemplateArgument(Mode), AST.getTrivialTypeSourceInfo(Mode, Template->getLocation())});
    if (const QualType Class = instance(S, Template, Args);
        !Class.isNull() && S.isCompleteType(Template->getLocation(), Class))
      State.MadeForMode.insert(Class->getAsCXXRecordDecl()->getCanonicalDecl());
  }
  for (FunctionTemplateDecl *Template : All.Functions) {
    const llvm::SmallVector<TemplateArgument, 2> Args(Template->getTemplateParameters()->size(), TemplateArgument(Mode));
    if (FunctionDecl *F = S.InstantiateFunctionDeclaration(Template, TemplateArgumentList::CreateCopy(AST, Args),
                                                           Template->getLocation()))
      Out.push_back(F);
  }
  return Out;
}

} // namespace asyncc
