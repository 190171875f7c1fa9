//===- Unevaluated.h - Expressions in places where nothing is awaited -----===//
#pragma once

#include "lower/Lowering.h"

namespace asyncc {

/// The operand of an await; null if \p S is none.
const clang::Expr *awaited(const clang::Stmt *S);

/// The text of \p E for a decltype. Each `co_await x` becomes a std::declval of what it gives, or `x` in
/// a rendering that does not \p Suspend.
std::string unevaluated(Lowering &L, const clang::Expr *E, bool Suspends = true);

} // namespace asyncc
