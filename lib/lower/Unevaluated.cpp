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

/// What is written otherwise where nothing is evaluated: awaits, closures, and calls by name with what is in them.
static void collect(const Stmt *S, std::vector<const Expr *> &Out) {
  if (!S)
    return;
  if (awaited(S) || isa<LambdaExpr>(S))
    return Out.push_back(cast<Expr>(S));
  if (isCallByName(S))
    Out.push_back(cast<Expr>(S));
  for (const Stmt *Child : S->children())
    collect(Child, Out);
}

/// The text of a closure without annotations, which are nothing to the compiler.
static std::string unannotated(Lowering &L, const Region &Place) {
  const StringRef Buffer = L.Unit.SM.getBufferData(Place.File);
  std::string Out;
  unsigned At = Place.Begin;
  for (const ScannedSpecifier &Spec : L.Unit.Notes.Scanner.specifiers()) {
    const auto Range = L.Edits.region({Spec.Begin, Spec.End});
    if (!Range || Range->File != Place.File || Range->Begin < At || Range->End > Place.End || !Spec.Foreign.empty())
      continue;
    Out += Buffer.slice(At, Range->Begin).str();
    At = Range->End;
  }
  return Out + Buffer.slice(At, Place.End).str();
}

std::string unevaluated(Lowering &L, const Expr *E, bool Suspends) {
  std::vector<const Expr *> Parts;
  collect(E, Parts);
  auto Whole = L.Edits.region(E->getSourceRange());
  if (!Whole)
    return L.Edits.text(E->getSourceRange());
  std::string Out;
  unsigned At = Whole->Begin;
  const StringRef Buffer = L.Unit.SM.getBufferData(Whole->File);
  for (const Expr *Each : Parts) {
    const Expr *Await = awaited(Each);
    const bool IsClosure = isa<LambdaExpr>(Each);
    auto Place = L.Edits.region(Await || IsClosure ? Each->getSourceRange() : SourceRange(Each->getBeginLoc()));
    if (!Place || Place->File != Whole->File || Place->Begin < At)
      continue;
    Out += Buffer.slice(At, Place->Begin).str();
    At = Place->Begin;
    if (IsClosure) {
      Out += unannotated(L, *Place);
      At = Place->End;
      continue;
    }
    if (!Await) {
      Out += "this->"; // g++ 12 does not find it in a generic lambda
      continue;
    }
    const std::string Operand = unevaluated(L, Await, Suspends);
    Out += Suspends ? "std::declval<async::await_result<decltype(" + Operand + ")>>()" : Operand;
    At = Place->End;
  }
  return Out + Buffer.slice(At, Whole->End).str();
}

} // namespace asyncc
