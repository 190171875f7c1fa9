//===- SkippedBranches.h - Annotations that only the compiler sees --------===//
//
// Branches of #if are taken as clang takes them, which tries to look like the compiler that the code is
// for, but has other versions and other builtin macros. An annotation in a branch that was skipped is
// looked for in what that compiler's own preprocessor keeps; this costs a run of it, which is why only
// such branches are asked for.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "clang/Lex/Preprocessor.h"
#include <string>
#include <vector>

namespace asyncc {

struct ParseRequest;

/// Collects the branches of the user's files that are skipped and hold the text of an annotation.
void recordSkippedBranches(clang::Preprocessor &PP, std::vector<clang::SourceRange> &Into);

/// The first annotation in \p Skipped that the compiler of \p Request keeps; invalid if there is none.
/// \p Seen are those of the parse: a file may be included more than once, and be read differently.
clang::SourceLocation keptByCompiler(const clang::SourceManager &SM,
                                     const std::vector<clang::SourceRange> &Skipped,
                                     const std::vector<clang::SourceLocation> &Seen,
                                     const ParseRequest &Request);

} // namespace asyncc
