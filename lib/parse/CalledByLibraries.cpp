#include "parse/CalledByLibraries.h"
#include "analysis/Maybe.h"
#include "parse/Session.h"
#include "clang/AST/RecursiveASTVisitor.h"

using namespace clang;

namespace asyncc {
namespace {

class Find : public RecursiveASTVisitor<Find> {
public:
  explicit Find(Session &State) : State(State) {}
  bool shouldVisitTemplateInstantiations() const { return true; }
  bool TraverseDecl(Decl *D) {
    return !D || (D->getLocation().isValid() && isSystems(State.S->SourceMgr, D->getLocation())) ||
           RecursiveASTVisitor::TraverseDecl(D);
  }
  bool TraverseCoroutineBodyStmt(CoroutineBodyStmt *S) { return TraverseStmt(S->getBody()); }
  bool VisitLambdaExpr(LambdaExpr *E) {
    if (FunctionTemplateDecl *Generic = E->getCallOperator()->getDescribedFunctionTemplate())
      for (FunctionDecl *Each : Generic->specializations())
        wants(Each);
    return true;
  }
  bool VisitCXXRecordDecl(CXXRecordDecl *Class) {
    if (Class->getTemplateInstantiationPattern() && Class->isCompleteDefinition() && !Class->isDependentContext())
      for (CXXMethodDecl *Each : Class->methods())
        if (isa<CXXDestructorDecl>(Each) || Each->isVirtual())
          wants(Each);
    return true;
  }

  llvm::SmallVector<std::pair<ValueDecl *, SourceLocation>, 8> List;

private:
  void wants(FunctionDecl *F) {
    const FunctionDecl *Pattern = F->getTemplateInstantiationPattern();
    if (Pattern && Pattern->hasBody() && !F->isDefined() && !F->isInvalidDecl() && !F->isDependentContext() &&
        F->getTemplateSpecializationKind() == TSK_ImplicitInstantiation && !isMaybeBody(State.Notes, Pattern)) {
      List.push_back({F, Pattern->getLocation()});
      State.CalledByLibraries.insert(F);
    }
  }

  Session &State;
};

class Source : public ExternalSemaSource {
public:
  explicit Source(Session &State) : State(State) {}
  void ReadPendingInstantiations(
      llvm::SmallVectorImpl<std::pair<ValueDecl *, SourceLocation>> &Pending) override {
    if (!State.S || !State.isAnnotated())
      return;
    Find Visitor(State);
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
