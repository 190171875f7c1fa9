//===- FindEndings.h - Which expressions end lives --------------*- C++ -*-===//
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

struct Endings {
  std::vector<Ending> List;
  /// Of a dependent type, and no instantiation in sight has a drop.
  std::vector<const clang::CXXDeleteExpr *> Unknown;
};

/// All of a body, but for what its rendering does not have.
Endings findEndings(const Body &B);

/// The local variable, no reference, that \p E names; or null.
const clang::VarDecl *localIn(const clang::Expr *E);

} // namespace asyncc
