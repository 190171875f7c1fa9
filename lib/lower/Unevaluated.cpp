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

/// Calls a member without naming its object.
static bool isCallByName(const Stmt *S) {
  auto *Call = dyn_cast<CallExpr>(S);
  const Expr *Callee = Call ? Call->getCallee()->IgnoreParenImpCasts() : nullptr;
  auto *Member = dyn_cast_or_null<MemberExpr>(Callee);
  auto *Overloaded = dyn_cast_or_null<UnresolvedMemberExpr>(Callee);
  auto *Dependent = dyn_cast_or_null<CXXDependentScopeMemberExpr>(Callee);
  return (Member && Member->isImplicitAccess()) || (Overloaded && Overloaded->isImplicitAccess()) ||
         (Dependent && Dependent->isImplicitAccess());
}

namespace {

/// What is written otherwise where nothing is evaluated.
struct Part {
  const Expr *Await = nullptr;
  SourceLocation CallByName;
};

} // namespace

static void collect(const Stmt *S, std::vector<Part> &Out) {
  if (!S || isa<LambdaExpr>(S))
    return;
  if (awaited(S))
    return Out.push_back({cast<Expr>(S), {}});
  if (isCallByName(S))
    Out.push_back({nullptr, S->getBeginLoc()});
  for (const Stmt *Child : S->children())
    collect(Child, Out);
}

std::string unevaluated(Lowering &L, const Expr *E, bool Suspends) {
  std::vector<Part> Parts;
  collect(E, Parts);
  auto Whole = L.Edits.region(E->getSourceRange());
  if (!Whole)
    return L.Edits.text(E->getSourceRange());
  std::string Out;
  unsigned At = Whole->Begin;
  const StringRef Buffer = L.Unit.SM.getBufferData(Whole->File);
  for (const Part &Each : Parts) {
    auto Place = L.Edits.region(Each.Await ? Each.Await->getSourceRange() : SourceRange(Each.CallByName));
    if (!Place || Place->File != Whole->File || Place->Begin < At)
      continue;
    Out += Buffer.slice(At, Place->Begin).str();
    At = Place->Begin;
    if (!Each.Await) {
      Out += "this->"; // g++ 12 does not find it in a generic lambda
      continue;
    }
    const std::string Operand = unevaluated(L, awaited(Each.Await), Suspends);
    Out += Suspends ? "std::declval<async::await_result<decltype(" + Operand + ")>>()" : Operand;
    At = Place->End;
  }
  return Out + Buffer.slice(At, Whole->End).str();
}

} // namespace asyncc
