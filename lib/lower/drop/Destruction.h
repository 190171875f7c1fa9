//===- Destruction.h - Destructors that are called by name ------*- C++ -*-===//
#pragma once

#include "clang/AST/ExprCXX.h"
#include <optional>
#include <string>

namespace asyncc {

/// `p->~T()`, `x.~T()` or `std::destroy_at(p)`.
struct Destruction {
  const clang::Expr *Object = nullptr; ///< `p`, or `x`
  bool ByPointer = true;
  clang::SourceLocation Operator; ///< `->` or `.`; invalid in a call of std::destroy_at
  clang::SourceLocation At;       ///< the same in a pattern and its instantiations
  clang::QualType Type;           ///< of what is destroyed; null if that depends on more than its own type
  std::string Name;               ///< `~T` or `std::destroy_at`
};

std::optional<Destruction> destruction(const clang::CallExpr *Call);

/// What an iterator of the standard library, or a pointer, points to; null for others.
clang::QualType iteratedType(clang::QualType Iterator);

/// The argument of a call of an algorithm that points to the first element that it overwrites or destroys; null if it is
/// no such call.
const clang::Expr *overwritten(const clang::CallExpr *Call);

} // namespace asyncc
