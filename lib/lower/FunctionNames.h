//===- FunctionNames.h - __func__ in what moves into a closure ------------===//
#pragma once

#include "lower/Lowering.h"
#include "clang/AST/Stmt.h"

namespace asyncc {

/// `__func__` and its like in \p S, which is put into a closure of asyncc's own, name \p F as written, by way of a
/// reference to its name at the beginning of the body. Closures of the developer's stay as they are.
void nameFunctions(Lowering &L, const clang::FunctionDecl *F, const clang::Stmt *S);

} // namespace asyncc
