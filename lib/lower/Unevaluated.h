//===- Unevaluated.h - Expressions in places where nothing is awaited -----===//
#pragma once

#include "lower/Lowering.h"
#include <functional>

namespace asyncc {

/// The operand of an await; null if \p S is none.
const clang::Expr *awaited(const clang::Stmt *S);

/// Is given the text of a closure that can be written elsewhere; returns the name that it has there.
using NameClosure = std::function<std::string(std::string)>;

/// The text of \p E for a decltype. Each `co_await x` becomes a std::declval of what it gives, or `x` in
/// a rendering that does not \p Suspend. A closure that says what it returns becomes one of what \p Named names, if that is set.
std::string unevaluated(Lowering &L, const clang::Expr *E, bool Suspends = true, const NameClosure &Named = nullptr);

} // namespace asyncc
