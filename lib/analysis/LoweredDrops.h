//===- LoweredDrops.h - Drops in headers that were lowered before ---------===//
//
// Such headers hold no annotations any more, but what became of them: `async_drop` for a class with a drop of its own or
// for its parts, conditional if only an instantiation tells, and `asyncc_drop` as a member where it is virtual.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "clang/AST/DeclCXX.h"

namespace asyncc {

/// Whether \p F, an `async_drop`, drops the parts of its class if they have drops, which they tell themselves.
bool dropsPartsIf(const clang::FunctionDecl *F);

/// Whether \p Record has such a function.
bool dropsParts(const clang::CXXRecordDecl *Record);

} // namespace asyncc
