//===- EndingExpressions.h - Expressions that end lives ---------*- C++ -*-===//
#pragma once

#include "lower/drop/FindEndings.h"

namespace asyncc {

/// The assignments, `delete`s, destructor calls and calls of async::drop() and async::release() in a body.
class EndingExpressions {
public:
  explicit EndingExpressions(Body &B);
  /// Variables that the body passes to async::drop() or async::release().
  std::set<const clang::VarDecl *> handedOver() const;
  /// Whether any of them ends a life here and now.
  bool any() const;
  /// Whether \p S has assignments, `delete`s or destructor calls that await.
  bool awaitsIn(const clang::Stmt *S) const;
  void lower(const ScopeTree &Tree, const Duties &Owed, const Duties &Guards);

private:
  Body &B;
  std::vector<Ending> List;
  std::vector<const clang::CXXDeleteExpr *> Unknown;
  std::set<const clang::Expr *> Awaiting;
};

} // namespace asyncc
