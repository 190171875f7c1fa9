//===- Temporaries.h - Temporaries get places -----------------------------===//
#pragma once

#include "analysis/Scopes.h"
#include "lower/drop/Body.h"

namespace asyncc {

class TemporaryEdits {
public:
  TemporaryEdits(Body &B, const ScopeTree &Tree);
  /// The text of \p Range with its temporaries in their places. The text itself is not edited then:
  /// it is replaced by the caller.
  std::string copy(clang::SourceRange Range);
  /// Edits all that was not copied.
  void apply();

private:
  struct Insertion {
    clang::SourceLocation At; ///< a token
    bool After;
    std::string Text;
    int Order;
    clang::SourceRange Of; ///< what it is put around
  };

  Body &B;
  std::vector<Insertion> List;
  std::vector<Region> Copied;
};

} // namespace asyncc
