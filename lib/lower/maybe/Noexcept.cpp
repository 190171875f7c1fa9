//===- Noexcept.cpp - maybe-async functions that are noexcept -------------===//
#include "analysis/Maybe.h"
#include "analysis/Statements.h"
#include "lower/maybe/Maybe.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Sema/Sema.h"

using namespace clang;

namespace asyncc {
namespace {

/// A plain `co_return;` calls a promise that may be of dependent type, but does not throw.
bool mayThrow(Sema &S, const Stmt *Body) {
  auto Throws = [&](const Stmt *Part) {
    auto *Return = dyn_cast<CoreturnStmt>(Part);
    return !(Return && !Return->getOperand()) &&
           S.canThrow(const_cast<Stmt *>(Part)) != CT_Cannot;
  };
  auto *Block = dyn_cast<CompoundStmt>(Body);
  return Block ? llvm::any_of(Block->body(), Throws) : Throws(Body);
}

} // namespace

void terminateOnError(Lowering &L, const FunctionDecl *F) {
  const auto Spec = F->getExceptionSpecType();
  std::string End = "catch (...) { std::terminate(); } ";
  if (Spec == EST_DependentNoexcept)
    End = "catch (...) { if constexpr (" +
          L.Edits.text(F->getType()->castAs<FunctionProtoType>()->getNoexceptExpr()->getSourceRange()) +
          ") std::terminate(); throw; } ";
  else if (Spec != EST_BasicNoexcept && Spec != EST_NoexceptTrue)
    return;
  const Stmt *Body = writtenBody(F);
  if (!L.hasExceptions() || !mayThrow(L.Unit.S, Body))
    return;
  // Around the body's own braces: what is within them may be written twice, with and without drops.
  const bool Block = isa<CompoundStmt>(Body);
  L.Edits.insertBefore(Body->getBeginLoc(), {Block ? "{ try " : "{ try { "}, -450000);
  L.Edits.insertAfter(Body->getEndLoc(), {(Block ? " " : " } ") + End + "}"}, 1200000);
}

} // namespace asyncc
