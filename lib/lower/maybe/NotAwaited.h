//===- NotAwaited.h - Calls that only one mode completes ------------------===//
//
// A call in a body's own mode that is neither awaited nor returned runs to its end in modes that block, and not at all
// in those that suspend. The body as it is written tells most of them; where it depends on the mode which function is
// called (operators, members of elements, friends), an instantiation does.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "analysis/BlockingObjects.h"
#include "lower/Lowering.h"
#include <set>

namespace asyncc {

class NotAwaited {
public:
  explicit NotAwaited(Lowering &L) : Objects(L.Unit.AST), L(L) {}
  /// In the body of \p F as it is written.
  void check(const clang::FunctionDecl *F);
  /// In all instantiations, when the bodies as they are written are known.
  void checkInstances();

  std::set<clang::SourceLocation> OneModeBranches; ///< `if constexpr (M::is_async)`, by their `if`
  std::set<clang::SourceLocation> Said;
  BlockingObjects Objects;

private:
  Lowering &L;
};

} // namespace asyncc
