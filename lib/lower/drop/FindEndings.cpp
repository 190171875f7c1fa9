#include "lower/drop/FindEndings.h"
#include "analysis/Names.h"
#include "analysis/WrittenVisitor.h"
#include "lower/drop/Destruction.h"
#include "parse/ModeSpelling.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace asyncc {

const VarDecl *localIn(const Expr *E) {
  auto *Ref = dyn_cast<DeclRefExpr>(E->IgnoreParenImpCasts());
  auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  return Var && Var->hasLocalStorage() && !Ref->refersToEnclosingVariableOrCapture() &&
                 !Var->getType()->isReferenceType()
             ? Var
             : nullptr;
}

namespace {

class Find : public WrittenVisitor {
public:
  explicit Find(const Body &B) : B(B) {}
  Endings Found;

  bool TraverseStmt(Stmt *S) override { return !S || B.Unselected.count(S) || WrittenVisitor::TraverseStmt(S); }
  bool VisitCXXOperatorCallExpr(CXXOperatorCallExpr *E) override {
    if (E->getOperator() == OO_Equal && E->getNumArgs() == 2)
      assignment(E, E->getArg(0), E->getArg(1), E->getOperatorLoc());
    return true;
  }
  bool VisitBinaryOperator(BinaryOperator *E) override {
    if (E->getOpcode() == BO_Assign)
      assignment(E, E->getLHS(), E->getRHS(), E->getOperatorLoc());
    return true;
  }
  bool VisitCXXDeleteExpr(CXXDeleteExpr *E) override {
    const DropInfo Info =
        ended(E->getDestroyedType(), E->getArgument()->isTypeDependent(), E->getBeginLoc());
    if (Info && !E->isArrayForm())
      Found.List.push_back({Ending::Delete, E, E->getArgument(), nullptr, {}, Info});
    else if (E->getArgument()->isTypeDependent() && !E->isArrayForm() &&
             (B.Awaits ? B.isLibrary() : B.isForBlocking()))
      Found.Unknown.push_back(E);
    return true;
  }
  bool VisitCallExpr(CallExpr *E) override {
    if (auto Ends = destruction(E)) {
      const DropInfo Info = ended(Ends->Type, Ends->Object->isTypeDependent(), Ends->At);
      if (Info && Info.Is != DropInfo::Opaque)
        Found.List.push_back(
            {Ending::Destroy, E, Ends->Object, nullptr, Ends->Operator, Info, Ends->ByPointer});
      return true;
    }
    const std::string Name = calleeName(E);
    if ((Name == "async::drop" || Name == "async::release") && E->getNumArgs() == 1)
      call(Name == "async::drop" ? Ending::Drop : Ending::Release, E, E->getArg(0), E->getCallee());
    return true;
  }
  /// What clang reads in the place of an async::drop() (see ModeSpelling.h).
  bool VisitRecoveryExpr(RecoveryExpr *E) override {
    const auto Parts = E->subExpressions();
    auto *Name = Parts.size() == 2 ? dyn_cast<UnresolvedLookupExpr>(Parts[0]) : nullptr;
    if (Name && Name->getName().getAsString() == DropAsRead)
      call(Ending::Drop, E, Parts[1], Name);
    return true;
  }

private:
  void call(decltype(Ending::Kind) Kind, const Expr *Whole, const Expr *Object, const Expr *Callee) {
    Found.List.push_back({Kind, Whole, Object, nullptr, {}, B.of(Object->getType()), true, Callee->getSourceRange()});
  }
  /// The drop of a \p T whose life ends at \p At; if the type depends on arguments, as an instantiation says.
  DropInfo ended(QualType T, bool IsDependent, SourceLocation At) const {
    const DropInfo Info = T.isNull() ? DropInfo{} : B.of(T);
    auto Instance = B.At.Ends.find(At);
    return !Info && IsDependent && Instance != B.At.Ends.end() ? Instance->second : Info;
  }
  void assignment(const Expr *Whole, const Expr *To, const Expr *From, SourceLocation At) {
    QualType T = To->getType();
    if (T.isNull() || B.isAssignmentOperator())
      return;
    DropInfo Info = ended(T, T->isDependentType(), At);
    if (const VarDecl *Var = localIn(To); Var && !Info)
      Info = B.unknownDrop(Var); // and it has a guard
    if (Info && Info.Is != DropInfo::Opaque)
      Found.List.push_back({Ending::Assignment, Whole, To, From, At, Info});
  }

  const Body &B;
};

} // namespace

Endings findEndings(const Body &B) {
  Find V(B);
  V.TraverseStmt(const_cast<CompoundStmt *>(B.Block));
  return std::move(V.Found);
}

} // namespace asyncc
