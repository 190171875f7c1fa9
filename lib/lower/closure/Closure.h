//===- Closure.h - [[async::closure]] -------------------------------------===//
#pragma once

#include "lower/Lowering.h"

namespace asyncc {

/// Says what is wrong with the annotations: other things than coroutine lambdas that capture, and
/// calls that would copy what can only be moved.
void checkClosures(Lowering &L);

/// Makes every call of a marked lambda own the captures it runs with.
void lowerClosures(Lowering &L);

} // namespace asyncc
