//===- Manifest.h - What was lowered --------------------------------------===//
#pragma once

#include "translate/Message.h"
#include "clang/Basic/SourceManager.h"
#include <map>

namespace asyncc {

/// Collects what lowerings do, for --emit=json. An entity that is rendered more than once counts once.
class Manifest {
public:
  void add(clang::SourceLocation Loc, const std::string &Rule, const std::string &Symbol,
           std::vector<std::string> Notes = {}) {
    Entities.try_emplace({Loc, Rule}, Entity{Symbol, std::move(Notes)});
  }
  /// By file and line.
  /// Files are spelt as the compiler does: g++ if \p ForGcc.
  std::vector<LoweredEntity> list(const clang::SourceManager &SM, bool ForGcc) const;

private:
  struct Entity {
    std::string Symbol;
    std::vector<std::string> Notes;
  };
  std::map<std::pair<clang::SourceLocation, std::string>, Entity> Entities;
};

} // namespace asyncc
