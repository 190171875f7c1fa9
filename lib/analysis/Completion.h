//===- Completion.h - Can control run off the end of a statement? ---------===//
#pragma once

#include "clang/AST/Stmt.h"

namespace asyncc {

/// False only if control cannot get past \p S by running off its end or by a `break` out of it: the
/// rules of Java's "can complete normally". A caller may take true for "perhaps".
bool completesNormally(const clang::Stmt *S);

/// The same for the statements of \p Block after its \p First ones.
bool completesNormally(const clang::CompoundStmt *Block, size_t First);

} // namespace asyncc
