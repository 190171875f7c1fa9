//===- AwaitForms.h - Forms of co_await that g++ 12 gets wrong ------------===//
#pragma once

#include "lower/Lowering.h"

namespace asyncc {

/// What all renderings of a unit share: it is filled by the first that asks.
std::shared_ptr<GccContext> makeGccContext();

/// In bodies that are lowered (maybe-async ones and those with drops) writes the forms that g++ 12
/// miscompiles as equivalent code that it does not; elsewhere warns of them. After all others.
void lowerAwaitForms(Lowering &L);

} // namespace asyncc
