//===- ClangErrors.h - What clang's parser rejects ------------------------===//
#pragma once

#include "diagnostics/Diagnostics.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Decl.h"
#include "llvm/ADT/ArrayRef.h"
#include <string>
#include <vector>

namespace asyncc {

/// An error of clang, or one of the notes that follow it.
struct ClangMessage {
  ClangMessage(Severity Level, const clang::Diagnostic &Info);

  clang::SourceLocation Loc;
  Severity Level;
  std::string Text;
  std::vector<clang::QualType> Types;                ///< of which it speaks
  clang::SourceLocation Await;                       ///< whose operand the library cannot await
  const clang::FunctionDecl *NoCoroutine = nullptr;  ///< is maybe-async, but can be none
  const clang::FunctionDecl *Unmarked = nullptr;     ///< lacks [[async::maybe]]
};

/// Reports errors with their notes; in words of asyncc's own what its rules say about them.
void reportClangErrors(llvm::ArrayRef<ClangMessage> Messages, clang::ASTContext &AST, Diagnostics &Diags);

} // namespace asyncc
