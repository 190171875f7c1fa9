//===- GenericLambda.h - The bodies of a generic lambda --------------------===//
#pragma once

#include "clang/AST/ExprCXX.h"
#include <functional>

namespace asyncc {

/// The bodies that a generic lambda got, which visitors of instantiations do not come to.
void forEachInstance(clang::LambdaExpr *E, const std::function<void(clang::FunctionDecl *)> &Then);

} // namespace asyncc
