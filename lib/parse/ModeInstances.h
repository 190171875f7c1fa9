//===- ModeInstances.h - Templates of a header, made for one mode ---------===//
//
// Instantiations tell which types the objects of a template have, and so which of them are dropped. A header that
// is lowered on its own has none. Its templates whose parameters are modes and nothing else can be made without
// knowing more: for async::suspending.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "llvm/ADT/SmallVector.h"

namespace clang {
class FunctionDecl;
}

namespace asyncc {

struct Session;

/// Completes the class templates of \p State's unit for a mode; the instances of its function templates, which
/// wait for their bodies.
llvm::SmallVector<clang::FunctionDecl *, 8> instantiateForMode(Session &State);

} // namespace asyncc
