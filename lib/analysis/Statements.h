//===- Statements.h - Where statements end --------------------------------===//
#pragma once

#include "clang/AST/Stmt.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace asyncc {

/// The last token of a statement, its semicolon included; \p SemiAfter finds the next one.
clang::SourceLocation
endOf(const clang::Stmt *S,
      llvm::function_ref<clang::SourceLocation(clang::SourceLocation)> SemiAfter);

/// The statement between the head of \p F and its end: a block, or a try block with its handlers.
const clang::Stmt *writtenBody(const clang::FunctionDecl *F);

} // namespace asyncc
