//===- Main.h - [[async::main]] -------------------------------------------===//
#pragma once

#include "lower/Lowering.h"

namespace asyncc {

/// Lowers the program's entry: the marked function (or the coroutine called main) keeps its body; a
/// synchronous `int main` at the end of the main file builds the runtime and runs it.
void lowerMain(Lowering &L);

} // namespace asyncc
