//===- PromptDrops.h - Drops that await nothing ---------------------------===//
//
// A drop is a coroutine by its type, but one whose body only ends needs no frame: behind it comes the
// same body as a plain function,
//
//     async::task<void> close() { --open; co_return; }
//     void asyncc_drop_now(async::exactly<handle>, std::exception_ptr const&) { --open; return; }
//
// which the library's coroutines call where they would await the other. (The tag keeps classes that
// are derived from `handle` from using it for themselves.)
//
//===----------------------------------------------------------------------===//
#pragma once

#include "analysis/DropTypes.h"
#include "lower/Lowering.h"

namespace asyncc {

/// The text of that function, or nothing if \p Drop awaits, or has more to it than a few statements.
Pieces promptDrop(Lowering &L, DropTypes &Types, const clang::CXXMethodDecl *Drop);

} // namespace asyncc
