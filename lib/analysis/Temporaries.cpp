#include "analysis/Temporaries.h"
#include "analysis/Visitor.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace asyncc {
namespace {

class HasAwait : public Visitor {
public:
  bool Found = false;
  bool VisitCoawaitExpr(CoawaitExpr *) override { return !(Found = true); }
  bool VisitDependentCoawaitExpr(DependentCoawaitExpr *) override { return !(Found = true); }
  bool VisitCoyieldExpr(CoyieldExpr *) override { return !(Found = true); }
  bool TraverseLambdaExpr(LambdaExpr *) override { return true; }
};

bool hasAwait(const Expr *E) {
  HasAwait V;
  V.TraverseStmt(const_cast<Expr *>(E));
  return V.Found;
}

/// The operand of an await or a yield; null for anything else.
const Expr *suspendedOn(const Stmt *S) {
  if (auto *Suspends = dyn_cast<CoroutineSuspendExpr>(S))
    return Suspends->getOperand();
  if (auto *Await = dyn_cast<DependentCoawaitExpr>(S))
    return Await->getOperand();
  return nullptr;
}

const Expr *awaitedBy(const Expr *E) {
  E = E->IgnoreImplicit();
  while (auto *Paren = dyn_cast<ParenExpr>(E))
    E = Paren->getSubExpr()->IgnoreImplicit();
  if (auto *Await = dyn_cast<CoawaitExpr>(E))
    return Await->getOperand();
  return nullptr;
}

/// The parts of \p S as they are evaluated: of an assignment the right side first.
llvm::SmallVector<const Stmt *, 4> inOrder(const Stmt *S) {
  llvm::SmallVector<const Stmt *, 4> Parts(S->child_begin(), S->child_end());
  auto *Operator = dyn_cast<BinaryOperator>(S);
  auto *Call = dyn_cast<CXXOperatorCallExpr>(S);
  if ((Operator && Operator->isAssignmentOp()) || (Call && Call->isAssignmentOp()))
    std::reverse(Parts.begin(), Parts.end());
  return Parts;
}

/// Post-order: what is inside is constructed first.
class Collect {
public:
  Collect(const VarDecl *Var, const WantedTemporaries &Wanted,
          const InstantiatedValues &Instances)
      : Var(Var), Wanted(Wanted), Instances(Instances) {}

  void visit(const Stmt *S) {
    if (!S || isa<LambdaExpr>(S)) {
      if (auto *Lambda = dyn_cast_or_null<LambdaExpr>(S)) {
        const size_t Before = Found.size();
        const QualType Instance = instance(Lambda, Instances.Temporaries);
        for (const Expr *Init : Lambda->capture_inits())
          visit(Init);
        if (!Instance.isNull())
          addDependent(Lambda, Instance, Before);
      }
      return;
    }
    if (isa<UnaryExprOrTypeTraitExpr, CXXNoexceptExpr, CXXTypeidExpr, RequiresExpr,
            CXXDefaultArgExpr, CXXDefaultInitExpr>(S))
      return;
    if (const Expr *Operand = suspendedOn(S)) {
      // What is awaited lives as long, and nobody sees it end.
      const size_t Before = Found.size();
      const QualType Instance = instance(cast<Expr>(S), Instances.Temporaries);
      operand(Operand);
      if (!Instance.isNull())
        addDependent(cast<Expr>(S), Instance, Before);
      return;
    }
    const bool Expands = isa<PackExpansionExpr, CXXFoldExpr>(S);
    Packs += Expands;
    const size_t Before = Found.size();
    // Of the nodes that are written alike, the outermost counts.
    auto *Value = dyn_cast<Expr>(S);
    const QualType Instance = Value ? instance(Value, Instances.Temporaries) : QualType();
    for (const Stmt *Child : inOrder(S)) {
      visit(Child);
      auto *Comma = dyn_cast<BinaryOperator>(S);
      auto *Left = dyn_cast_or_null<Expr>(Child);
      if (Comma && Comma->getOpcode() == BO_Comma && Left == Comma->getLHS())
        discarded(Left, Before);
    }
    Packs -= Expands;
    if (auto *Cast = dyn_cast<ExplicitCastExpr>(S); Cast && Cast->getType()->isVoidType())
      discarded(Cast->getSubExpr(), Before);
    if (auto *Cast = dyn_cast<CXXUnresolvedConstructExpr>(S); // void(T()) in a template
        Cast && Cast->getTypeAsWritten()->isVoidType() && Cast->getNumArgs() == 1)
      discarded(Cast->getArg(0), Before);
    if (!Instance.isNull())
      addDependent(Value, Instance, Before);
    auto *Made = dyn_cast<MaterializeTemporaryExpr>(S);
    if (Made && Made->getStorageDuration() == SD_FullExpression)
      add(Made->getSubExpr(), Made->getType(), Before);
    else if (Made && Var && Made->getExtendingDecl() == Var && !Made->getType()->isArrayType() &&
             Wanted(Made->getType().getUnqualifiedType(), false) &&
             !Var->getASTContext().hasSameUnqualifiedType(Made->getType(),
                                                          Var->getType().getNonReferenceType())) {
      add(Made->getSubExpr(), Made->getType(), Before);
      Found.back().Extended = true;
    }
  }

  /// \p Before: how many were found in front of what is inside this one.
  void add(const Expr *Value, QualType T, size_t Before, bool OfInstance = false) {
    T = T.getUnqualifiedType();
    const bool IsObject = T->isRecordType() || T->isArrayType() || (OfInstance && T->isDependentType());
    DropInfo Info = IsObject ? Wanted(T, OfInstance) : DropInfo{};
    Temporary Temp;
    Temp.Value = Value;
    Temp.Type = T;
    Temp.Info = Info;
    Temp.Awaited = awaitedBy(Value);
    Temp.InPack = Packs != 0;
    Temp.Moves = !Temp.Awaited && hasAwait(Value);
    if (Info)
      for (size_t I = Before; I < Found.size(); ++I) {
        Found[I].Inside = true;
        Temp.Moves |= Found[I].Type->isArrayType(); // of an initializer list: it stays where it is
      }
    Found.push_back(std::move(Temp));
  }

  /// The type that \p E has in an instantiation, if it is one of these and nothing tells it here.
  QualType instance(const Expr *E, const std::map<InstantiatedValues::Place, QualType> &In) {
    if (!E->isTypeDependent() || isa<ParenExpr>(E))
      return {};
    auto At = In.find(InstantiatedValues::of(E));
    return At != In.end() && Dependent.insert(At->first).second ? At->second : QualType();
  }

  void addDependent(const Expr *Value, QualType T, size_t Before) {
    const bool Extended = Instances.Extended.count(InstantiatedValues::of(Value)) != 0;
    if (Extended && !Var)
      return; // its owner is known
    add(Value, T, Before, true);
    Temporary &Temp = Found.back();
    Temp.Dependent = true;
    Temp.Extended = Extended;
    Temp.Info.NoThrow = false; // other instantiations may
    if (!isa<CoyieldExpr>(Value))
      Temp.Awaited = suspendedOn(Value);
    Temp.Moves = !Temp.Awaited && hasAwait(Value);
  }

  void operand(const Expr *E) {
    // The task that is awaited is no temporary of interest unless it has a drop itself.
    const Expr *Inner = E;
    if (auto *Made = dyn_cast<MaterializeTemporaryExpr>(Inner->IgnoreParens())) {
      Inner = Made->getSubExpr();
      if (Wanted(Made->getType().getUnqualifiedType(), false))
        return visit(E);
    }
    const size_t Before = Found.size();
    visit(Inner);
    if (E->isPRValue() && E->getType()->isRecordType() && Wanted(E->getType().getUnqualifiedType(), false))
      add(E, E->getType(), Before);
  }

  /// A value that nobody uses.
  void discarded(const Expr *E, size_t Before) {
    if (auto *Cleanups = dyn_cast<ExprWithCleanups>(E))
      E = Cleanups->getSubExpr();
    while (auto *Paren = dyn_cast<ParenExpr>(E))
      E = Paren->getSubExpr();
    if (isDiscarded(E))
      add(E, E->getType(), Before);
    else if (QualType T = instance(E, Instances.Values); !T.isNull())
      addDependent(E, T, Before);
  }

  /// What a `co_return` converts to the result.
  void converted(const Expr *E) {
    E = InstantiatedValues::written(E);
    if (Instances.Converted.count(InstantiatedValues::of(E)) && isDiscarded(E))
      add(E, E->getType(), 0);
  }

  static bool isDiscarded(const Expr *E) {
    return E->isPRValue() && E->getType()->isRecordType() && !E->isTypeDependent();
  }

  std::vector<Temporary> Found;

private:
  const VarDecl *Var;
  const WantedTemporaries &Wanted;
  const InstantiatedValues &Instances;
  std::set<InstantiatedValues::Place> Dependent;
  unsigned Packs = 0; // expansions around what is visited
};

} // namespace

std::vector<Temporary> temporariesOf(const Expr *E, bool Discarded, const VarDecl *Var,
                                     const WantedTemporaries &Wanted,
                                     const InstantiatedValues &Instances) {
  Collect C(Var, Wanted, Instances);
  C.visit(E);
  if (Discarded)
    C.discarded(E, 0);
  C.converted(E);
  // Those behind the last one with a drop end before it, as they do by themselves.
  while (!C.Found.empty() && !C.Found.back().Info)
    C.Found.pop_back();
  std::erase_if(C.Found, [](const Temporary &T) {
    if (T.Info)
      return false;
    if (T.Awaited || T.Moves || T.Type->isArrayType())
      return true; // it stays where it is
    const auto *Record = T.Type->getAsCXXRecordDecl();
    return !T.Inside && (!Record || !Record->hasDefinition() || Record->hasTrivialDestructor());
  });
  return std::move(C.Found);
}

} // namespace asyncc
