//===- Launch.h - asyncc COMPILER ARGS... ---------------------------------===//
#pragma once

#include "launcher/CommandLine.h"

namespace asyncc {

/// Lowers the sources of a compiler's command line as needed and runs the compiler. Returns the exit
/// status; where nothing is to be lowered, the compiler replaces this process.
int launch(const CommandLine &Command);

} // namespace asyncc
