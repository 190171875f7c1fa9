//===- CalledDrops.cpp - Drops that need no await -------------------------===//
//
// The drop of a class in a blocking mode is a call, so a guard behind the declaration does it: its
// destructor runs where the language ends lives, between the destructors of what was declared later
// and that of the object. A whole variable that is returned is handed over, not dropped.
//
//===----------------------------------------------------------------------===//

#include "analysis/Scopes.h"
#include "lower/drop/Body.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace asyncc {

static const VarDecl *wholeVariable(const Expr *E) {
  auto *Ref = E ? dyn_cast<DeclRefExpr>(E->IgnoreParenImpCasts()) : nullptr;
  if (auto *Construct = E ? dyn_cast<CXXConstructExpr>(E->IgnoreParenImpCasts()) : nullptr;
      Construct && Construct->getNumArgs() == 1 &&
      Construct->getConstructor()->isCopyOrMoveConstructor())
    return wholeVariable(Construct->getArg(0));
  return Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
}

void lowerCalledDrops(Body &B) {
  Lowering &L = B.L;
  ScopeTree Tree = buildScopes(
      B.Function, B.Block,
      [&](const VarDecl *Var) {
        DropInfo Info = B.drop(Var);
        if (!Info && B.Blocking && !B.Awaits && B.isUnknown(Var))
          Info.Is = DropInfo::Own; // the guard does nothing for a type without a drop
        return Info.Is == DropInfo::Own && B.isCalled(Info) ? Info : DropInfo{};
      },
      [&](const VarDecl *Var, const char *Place) {
        B.Lowered.insert(Var);
        if (llvm::StringRef(Place) != "the body of a 'catch'" && B.drop(Var))
          L.report(Var->getLocation(), Diag::drop_place,
                   {Var->getNameAsString(), typeName(L.Unit, Var->getType()), Place});
      });
  std::map<const VarDecl *, std::string> Guards;
  for (const auto &S : Tree.Scopes) {
    B.Lowered.insert(S->Var);
    if (!S->Var->getIdentifier()) {
      L.report(S->Var->getLocation(), Diag::drop_unnamed_parameter,
               {typeName(L.Unit, S->Var->getType())});
      continue;
    }
    if (S->Info.TakesError)
      L.report(S->Var->getLocation(), Diag::drop_place,
               {S->Var->getNameAsString(), typeName(L.Unit, S->Var->getType()),
                "a blocking mode, for a drop that takes the error,"});
    std::string Guard = B.name("drop" + std::to_string(S->Number));
    Guards[S->Var] = Guard;
    L.Edits.insertAfter(S->Begin,
                        {std::string(" async::drop_guard") +
                             (S->Var->getType()->isDependentType() ||
                                      S->Var->getType()->isUndeducedType()
                                  ? "<decltype(" + S->Var->getNameAsString() + ")> "
                                  : " ") +
                             Guard + "{" + S->Var->getNameAsString() + "};"},
                        S->Number);
    requireHeader(L, {"async", "drop_guard"}, "async/drop.hpp");
  }
  for (const Exit &E : Tree.Exits) {
    const Expr *Value = nullptr;
    if (auto *Co = dyn_cast<CoreturnStmt>(E.At))
      Value = Co->getOperand();
    else if (auto *Return = dyn_cast<ReturnStmt>(E.At))
      Value = Return->getRetValue();
    if (!Value || (B.Awaits && isa<CoreturnStmt>(E.At)))
      continue;
    auto Guard = Guards.find(wholeVariable(Value));
    if (Guard == Guards.end())
      continue;
    L.Edits.insertBefore(E.At->getBeginLoc(), {"{ " + Guard->second + ".dismiss(); "}, -10);
    L.Edits.insertAfter(L.Edits.tokenAfter(Value->getEndLoc(), tok::semi), {" }"});
  }
}

} // namespace asyncc
