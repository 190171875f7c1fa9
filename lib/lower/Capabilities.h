//===- Capabilities.h - Does the runtime have what the program uses? ------===//
#pragma once

#include "lower/Lowering.h"

namespace asyncc {

/// Follows the calls from \p Main as far as this file shows bodies. A use of timers or sockets that
/// the runtime \p Class lacks is reported with the path of calls that leads to it; returns false then.
/// \p Main or \p Class may be null: nothing is known then, and the library checks at run time.
bool checkCapabilities(Lowering &L, const clang::FunctionDecl *Main,
                       const clang::CXXRecordDecl *Class);

} // namespace asyncc
