//===- SkippedBranches.h - Code that only the compiler sees ---------------===//
//
// Branches of #if are taken as clang takes them, which tries to look like the compiler that the code is
// for, but has other versions and other builtin macros. What was skipped and might have to be lowered is
// looked for in what that compiler's own preprocessor keeps. This costs a run of it, so only two kinds of
// branches are asked for: those with an annotation in them; and, where a condition names what compilers
// do not agree on, those with a coroutine's keywords, a class that is marked to have a drop, an include or a macro in
// them, or inside of a coroutine.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "clang/AST/ASTContext.h"
#include "clang/Lex/Preprocessor.h"
#include "llvm/ADT/StringSet.h"
#include <string>
#include <vector>

namespace asyncc {

struct ParseRequest;

/// A branch of the user's that was skipped.
struct SkippedBranch {
  clang::SourceRange Range;
  bool Annotated; ///< holds the text of an annotation
  bool Disputed;  ///< a condition is one that compilers may not agree on
};

struct SkippedBranches {
  std::vector<SkippedBranch> List;
  llvm::StringSet<> Derived; ///< macros that are defined where a condition is disputed
};

/// Collects the branches of the user's files that are skipped.
void recordSkippedBranches(clang::Preprocessor &PP, SkippedBranches &Into);

/// The first code in \p Skipped that the compiler of \p Request keeps and that might have to be lowered; invalid
/// if there is none. \p Seen are the annotations of the parse: a file may be included more than once, and be
/// read differently.
clang::SourceLocation keptByCompiler(clang::ASTContext &AST, const std::vector<SkippedBranch> &Skipped,
                                     const std::vector<clang::SourceLocation> &Seen,
                                     const ParseRequest &Request);

} // namespace asyncc
