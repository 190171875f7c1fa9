#include "parse/CalledByLibraries.h"
#include "analysis/Maybe.h"
#include "analysis/Visitor.h"
#include "parse/Compat.h"
#include "parse/DropBodies.h"
#include "parse/ModeInstances.h"
#include "parse/Session.h"

using namespace clang;

namespace asyncc {
namespace {

class Find : public Visitor {
public:
  explicit Find(Session &State) : State(State) {}
  bool shouldVisitTemplateInstantiations() const override { return true; }
  bool TraverseDecl(Decl *D) override {
    return !D || (D->getLocation().isValid() && isSystems(State.S->SourceMgr, D->getLocation())) ||
           Visitor::TraverseDecl(D);
  }
  bool VisitLambdaExpr(LambdaExpr *E) override {
    if (FunctionTemplateDecl *Generic = E->getCallOperator()->getDescribedFunctionTemplate())
      for (FunctionDecl *Each : Generic->specializations())
        wants(Each);
    return true;
  }
  bool VisitCXXRecordDecl(CXXRecordDecl *Class) override {
    if (Class->isThisDeclarationADefinition() && !Class->isLambda()) {
      const bool WasQuiet = std::exchange(State.IsQuiet, true);
      reachDropTemplates(*State.S, Class, State.ReachedByDrops);
      State.IsQuiet = WasQuiet;
    }
    if (Class->getTemplateInstantiationPattern() && Class->isCompleteDefinition() && !Class->isDependentContext())
      for (CXXMethodDecl *Each : Class->methods())
        if (State.MadeForMode.count(Class->getCanonicalDecl()) || isa<CXXDestructorDecl>(Each) || Each->isVirtual())
          wants(Each);
    return true;
  }

  void wants(FunctionDecl *F) {
    const FunctionDecl *Pattern = F->getTemplateInstantiationPattern();
    if (Pattern && Pattern->hasBody() && !F->isDefined() && !F->isInvalidDecl() && !F->isDependentContext() &&
        F->getTemplateSpecializationKind() == TSK_ImplicitInstantiation &&
        (!isMaybeBody(State.Notes, Pattern) || returnsCoroutine(F)) && isSatisfied(F)) {
      List.push_back({F, Pattern->getLocation()});
      State.CalledByLibraries.insert(F);
    }
  }

  llvm::SmallVector<std::pair<ValueDecl *, SourceLocation>, 8> List;

private:
  bool isSatisfied(const FunctionDecl *F) {
    ConstraintSatisfaction Result;
    return !trailingRequires(F) || (!State.S->CheckFunctionConstraints(F, Result) && Result.IsSatisfied);
  }

  Session &State;
};

class Source : public ExternalSemaSource {
public:
  explicit Source(Session &State) : State(State) {}
  void ReadPendingInstantiations(
      llvm::SmallVectorImpl<std::pair<ValueDecl *, SourceLocation>> &Pending) override {
    if (!State.S)
      return;
    State.IsAtEnd = true;
    for (size_t I = 0; I < State.Completed.size(); ++I)
      reachDropBodies(*State.S, State.Notes, State.Completed[I], State.ReachedByDrops);
    if (!State.isAnnotated())
      return;
    Find Visitor(State);
    for (FunctionDecl *Each : instantiateForMode(State))
      Visitor.wants(Each);
    for (Decl *D : ownDecls(State.S->getASTContext()))
      Visitor.TraverseDecl(D);
    Pending.append(Visitor.List.begin(), Visitor.List.end());
  }

private:
  Session &State;
};

} // namespace

llvm::IntrusiveRefCntPtr<ExternalSemaSource> calledByLibraries(Session &State) {
  return llvm::makeIntrusiveRefCnt<Source>(State);
}

} // namespace asyncc
