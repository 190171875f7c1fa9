//===- Completion.h - Can control run off the end of a statement? ---------===//
#pragma once

#include "clang/AST/Stmt.h"

namespace asyncc {

/// False only if control cannot get past \p S by running off its end or by a `break` out of it: the
/// rules of Java's "can complete normally". A caller may take true for "perhaps".
bool completesNormally(const clang::Stmt *S);

/// How many statements of \p Block have to have been passed for control to run off its end: by less it cannot.
size_t passedToComplete(const clang::CompoundStmt *Block);

} // namespace asyncc
