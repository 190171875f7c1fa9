//===- Ending.h - What a call is given that ends with its function --------===//
#pragma once

#include "clang/AST/Expr.h"

namespace asyncc {

/// Whether \p Call, whose result its function returns, is given a temporary, a local variable or a parameter by value, in
/// a way that lets the result refer to it; or a view of one, or a closure that captured one. Where nothing tells what the
/// callee takes, objects and closures count, numbers, literals and views of the caller's do not.
bool refersToEnding(const clang::CallExpr *Call);

} // namespace asyncc
