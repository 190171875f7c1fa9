//===- ModeInstances.h - Templates of a header, made for one mode ---------===//
//
// Instantiations tell which types the objects of a template have, and so which of them are dropped. A header that
// is lowered on its own has none, and a unit that uses a template in blocking modes alone has none of use: it is to
// get the text that other units get. Templates whose parameters are modes and nothing else can be made without
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

/// Completes the class templates of \p State's unit for a mode, those of headers and marked ones; the instances of its function templates, which
/// wait for their bodies.
llvm::SmallVector<clang::FunctionDecl *, 8> instantiateForMode(Session &State);

} // namespace asyncc
