//===- Outlived.h - Coroutines that outlive the closure they run in -------===//
#pragma once

#include "lower/Lowering.h"

namespace asyncc {

/// Warns of capturing coroutine lambdas without [[async::closure]] whose coroutine goes on when the
/// closure has ended.
void checkOutlived(Lowering &L);

} // namespace asyncc
