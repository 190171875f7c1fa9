//===- BlockingObjects.h - Awaits of what does not suspend ----------------===//
#pragma once

#include "clang/AST/ASTContext.h"
#include <memory>
#include <optional>
#include <string>

namespace asyncc {

struct UnitNames;

/// An object whose operations block, in an expression that is awaited.
struct BlockingObject {
  std::string What; ///< `'x' of type 'reader<blocking>'`, or what is given the mode
  std::string Mode, Operand;
};

/// The declarations of a unit by which such objects are found. They are looked at once, at the first question.
class BlockingObjects {
public:
  explicit BlockingObjects(clang::ASTContext &AST) : AST(AST) {}
  /// The object in the operand of the `co_await` at \p Await that is the reason why that has nothing to
  /// await. Works on the text and the declarations: clang keeps no tree of an await that failed.
  std::optional<BlockingObject> find(clang::SourceLocation Await);

private:
  clang::ASTContext &AST;
  std::shared_ptr<const UnitNames> Unit;
};

} // namespace asyncc
