//===- HalfBuilt.cpp - What ends if a part beside it throws ---------------===//
//
//     session s{co_await connect(), co_await open_log()};
//
// If the second await throws, there is no session yet whose drop could be awaited, and the language destroys
// the connection that was made for it. The same goes for arguments by value, elements of arrays and captures.
// The object is not reachable then, so this can only be told; what helps is a name for it.
//
//===----------------------------------------------------------------------===//

#include "analysis/WrittenVisitor.h"
#include "lower/drop/Body.h"

using namespace clang;

namespace asyncc {
namespace {

class HalfBuilt : public WrittenVisitor {
public:
  explicit HalfBuilt(Body &B) : B(B), L(B.L) {}

  bool VisitCallExpr(CallExpr *E) override {
    if (!isa<CXXOperatorCallExpr>(E)) // its order is that of the operator, or it assigns
      parts(llvm::ArrayRef(E->getArgs(), E->getNumArgs()), false);
    return true;
  }
  bool VisitCXXConstructExpr(CXXConstructExpr *E) override {
    parts(llvm::ArrayRef(E->getArgs(), E->getNumArgs()), E->isListInitialization());
    return true;
  }
  bool TraverseInitListExpr(InitListExpr *E) override {
    parts(elementsOf(E)->inits(), true);
    return WrittenVisitor::TraverseInitListExpr(E);
  }
  bool TraverseLambdaExpr(LambdaExpr *E) override {
    parts(llvm::ArrayRef(E->capture_init_begin(), E->capture_size()), true);
    return WrittenVisitor::TraverseLambdaExpr(E);
  }

private:
  void parts(llvm::ArrayRef<const Expr *> Parts, bool InOrder) {
    for (size_t I = 0; I < Parts.size(); ++I)
      each(Parts, I, InOrder ? I + 1 : 0);
  }

  /// Part \p I is made, and any of those from \p From on may be evaluated behind it.
  void each(llvm::ArrayRef<const Expr *> Parts, size_t I, size_t From) {
    const Expr *Part = Parts[I];
    if (!Part || !Part->isPRValue() || Part->isTypeDependent() || !Part->getType()->isRecordType())
      return;
    const DropInfo Info = B.drop(Part->getType());
    if (!Info || Info.Is == DropInfo::Opaque || B.isCalled(Info) || ownsNothing(Part))
      return;
    for (size_t J = From; J < Parts.size(); ++J)
      if (J != I && mayFail(Parts[J])) {
        if (L.report(Part->getBeginLoc(), Diag::drop_half_built, {typeName(L.Unit, Part->getType())}))
          L.note(Parts[J]->getBeginLoc(), "this may throw");
        return;
      }
  }

  /// An owner of the standard library's that is made empty: of `nullptr`, `std::nullopt`, `{}`.
  static bool ownsNothing(const Expr *Part) {
    auto *Made = dyn_cast<CXXConstructExpr>(Part->IgnoreImplicit());
    if (!Made || !Made->getConstructor()->getParent()->isInStdNamespace())
      return false;
    const CXXRecordDecl *Given = Made->getNumArgs() ? Made->getArg(0)->getType()->getAsCXXRecordDecl() : nullptr;
    return !Made->getNumArgs() || isa<CXXDefaultArgExpr>(Made->getArg(0)) || Made->getArg(0)->getType()->isNullPtrType() ||
           (Given && Given->getIdentifier() && Given->getName() == "nullopt_t");
  }

  /// Whether \p S waits for or calls something that may throw. Constructors are taken not to, and what the standard
  /// library has is for memory alone, mostly.
  bool mayFail(const Stmt *S) const {
    if (!S || isa<LambdaExpr>(S) || isa<UnaryExprOrTypeTraitExpr>(S))
      return false;
    if (isa<CoawaitExpr, DependentCoawaitExpr, CXXThrowExpr>(S))
      return true;
    if (auto *Call = dyn_cast<CallExpr>(S)) {
      const FunctionDecl *Callee = Call->getDirectCallee();
      if (!Callee || throws(Callee))
        return true;
    }
    return llvm::any_of(S->children(), [this](const Stmt *Child) { return mayFail(Child); });
  }
  static bool throws(const FunctionDecl *F) {
    const DeclContext *Parent = F->getDeclContext();
    const auto *Class = dyn_cast<CXXRecordDecl>(Parent);
    const bool Standard =
        Parent->getEnclosingNamespaceContext()->isStdNamespace() && !(Class && Class->getName() == "function");
    return !F->isDefaulted() && !isNoexcept(F) && !Standard &&
           !isLibraryTask(F->getReturnType()); // which starts when it is awaited
  }

  Body &B;
  Lowering &L;
};

} // namespace

void checkHalfBuilt(Body &B) {
  if (B.Awaits && B.L.hasExceptions())
    HalfBuilt(B).TraverseStmt(const_cast<CompoundStmt *>(B.Block));
}

} // namespace asyncc
