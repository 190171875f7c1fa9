//===- DropFunctions.h - Objects with a drop, in function bodies ----------===//
#pragma once

#include "lower/Lowering.h"

namespace asyncc {

/// Lowers the ends of the lives of objects with a drop, in every function of the user's files, and
/// reports each that cannot be lowered.
void lowerDropFunctions(Lowering &L);

} // namespace asyncc
