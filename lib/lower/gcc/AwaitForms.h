//===- AwaitForms.h - Forms of co_await that g++ 12 gets wrong ------------===//
#pragma once

#include "lower/Lowering.h"

namespace asyncc {

/// Looks at the instantiations of the unit, once, in front of all renderings.
void collectCalls(Lowering &L);

/// In bodies that are lowered (maybe-async ones and those with drops) writes the forms that g++ 12
/// miscompiles as equivalent code that it does not; elsewhere warns of them. After all others.
void lowerAwaitForms(Lowering &L);

} // namespace asyncc
