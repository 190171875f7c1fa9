//===- LoweredMark.h - How lowered text is known again ---------------------===//
#pragma once

#include "llvm/ADT/StringRef.h"

namespace asyncc {

/// The last line of what was lowered for people, or for other units. At the end it moves no line.
inline constexpr llvm::StringLiteral LoweredMark = "// lowered by asyncc\n";

} // namespace asyncc
