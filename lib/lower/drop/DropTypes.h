//===- DropTypes.h - [[async::drop]] on a member function -----------------===//
#pragma once

#include "lower/Lowering.h"

namespace asyncc {

/// Gives each class with a marked drop the protocol by which <async/drop.hpp> finds it: a friend
/// `async_drop` and, for `[[async::drop(open)]]`, a friend `async_drop_needed`.
void lowerDropTypes(Lowering &L);

} // namespace asyncc
