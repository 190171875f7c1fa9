//===- BlockingObjects.h - Awaits of what does not suspend ----------------===//
#pragma once

#include "clang/AST/ASTContext.h"
#include <optional>
#include <string>

namespace asyncc {

/// An object whose operations block, in an expression that is awaited.
struct BlockingObject {
  std::string What; ///< `'x' of type 'reader<blocking>'`, or what is given the mode
  std::string Mode, Operand;
};

/// The object in the operand of the `co_await` at \p Await that is the reason why that has nothing to
/// await. Works on the text and the declarations: clang keeps no tree of an await that failed.
std::optional<BlockingObject> blockingObject(clang::ASTContext &AST, clang::SourceLocation Await);

} // namespace asyncc
