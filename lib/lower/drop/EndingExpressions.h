//===- EndingExpressions.h - Expressions that end lives ---------*- C++ -*-===//
#pragma once

#include "lower/drop/Body.h"

namespace asyncc {

/// One expression that ends a life.
struct Ending {
  enum { Assignment, Delete, Destroy, Drop, Release } Kind;
  const clang::Expr *Whole;
  const clang::Expr *Object;          ///< assigned to, deleted, destroyed, or the argument
  const clang::Expr *Value = nullptr; ///< that is assigned
  clang::SourceLocation Operator;     ///< of an assignment, or `->` or `.` in front of a destructor
  DropInfo Info;
  bool ByPointer = true; ///< a destructor is called through a pointer
  clang::SourceRange Callee = {}; ///< of a call of async::drop() or async::release()
};

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
