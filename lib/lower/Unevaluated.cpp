#include "lower/Unevaluated.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace asyncc {

const Expr *awaited(const Stmt *S) {
  if (auto *Await = dyn_cast_or_null<CoawaitExpr>(S))
    return Await->getOperand();
  auto *Dependent = dyn_cast_or_null<DependentCoawaitExpr>(S);
  return Dependent ? Dependent->getOperand() : nullptr;
}

static void collect(const Stmt *S, std::vector<const Expr *> &Awaits) {
  if (!S || isa<LambdaExpr>(S))
    return;
  if (awaited(S))
    return Awaits.push_back(cast<Expr>(S));
  for (const Stmt *Child : S->children())
    collect(Child, Awaits);
}

std::string unevaluated(Lowering &L, const Expr *E, bool Suspends) {
  std::vector<const Expr *> Awaits;
  collect(E, Awaits);
  auto Whole = L.Edits.region(E->getSourceRange());
  if (!Whole)
    return L.Edits.text(E->getSourceRange());
  std::string Out;
  unsigned At = Whole->Begin;
  const StringRef Buffer = L.Unit.SM.getBufferData(Whole->File);
  for (const Expr *Await : Awaits)
    if (auto Part = L.Edits.region(Await->getSourceRange());
        Part && Part->File == Whole->File && Part->Begin >= At) {
      const std::string Operand = unevaluated(L, awaited(Await), Suspends);
      Out += Buffer.slice(At, Part->Begin).str() +
             (Suspends ? "std::declval<async::await_result<decltype(" + Operand + ")>>()" : Operand);
      At = Part->End;
    }
  return Out + Buffer.slice(At, Whole->End).str();
}

} // namespace asyncc
