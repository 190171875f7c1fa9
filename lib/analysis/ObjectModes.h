//===- ObjectModes.h - The modes that objects run in ----------------------===//
#pragma once

#include "clang/AST/ASTContext.h"
#include <optional>

namespace asyncc {

/// Whether a mode's `is_async` is false, if it has one.
std::optional<bool> blocks(clang::ASTContext &AST, clang::QualType Mode);

/// The `async_mode` of a class.
struct ObjectMode {
  clang::QualType Mode;
  bool Blocks = false;

  explicit operator bool() const { return !Mode.isNull(); }
};
ObjectMode objectMode(clang::ASTContext &AST, clang::QualType T);

/// Two types that differ in nothing but that one runs in a blocking mode and the other in a suspending one.
struct ObjectsOfTwoModes {
  clang::QualType Blocking, Suspending;
};
/// Such a pair in \p A and \p B: they themselves, what they refer or point to, bases, or template arguments.
std::optional<ObjectsOfTwoModes> objectsOfTwoModes(clang::ASTContext &AST, clang::QualType A,
                                                   clang::QualType B);

} // namespace asyncc
