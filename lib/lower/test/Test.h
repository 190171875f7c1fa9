//===- Test.h - [[async::test]] -------------------------------------------===//
#pragma once

#include "lower/Lowering.h"

namespace asyncc {

/// Registers every function marked as a test with the library's list of tests, once for each runtime
/// that it is to run on.
void lowerTests(Lowering &L);

} // namespace asyncc
