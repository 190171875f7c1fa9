//===- Cycles.h - Class templates that own each other ---------------------===//
//
//     template <class T> struct branch { std::vector<std::unique_ptr<tree<T>>> below; };
//     template <class T> struct tree { T value; std::optional<branch<T>> more; };
//
// Whether one has a drop would be asked of the other, which asks the first: a constraint that depends on itself is an
// error. So each says in lowered text which parts it has beside those, and which classes of the cycle it owns:
//
//     using asyncc_cycle = async::drop_cycle<tree, async::drop_types<T>, async::drop_types<branch<T>>>;
//
// and the library goes through them, each once.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "analysis/DropTypes.h"
#include <string>

namespace asyncc {

/// The `using` of \p Class; empty unless it is (of) a template that others own which it owns.
std::string dropCycle(Translation &Unit, DropTypes &Types, const clang::CXXRecordDecl *Class);

} // namespace asyncc
