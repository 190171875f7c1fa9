//===- Instances.h - What instantiations tell of a template's statements ---===//
#pragma once

#include "analysis/Awaitable.h"

namespace asyncc {

/// Calls in instantiations of templates with lists in braces among their arguments, or default arguments that make
/// aggregates, by where they end.
using InstanceCalls = std::map<clang::SourceLocation, std::vector<const clang::CallExpr *>>;

/// Whether \p Arg, or the default argument that it stands for, is a braced list that makes an aggregate.
bool makesAggregate(const clang::Expr *Arg);

/// What the instantiations of a unit make in the statements of its templates.
struct InstanceFacts {
  InstanceCalls Calls;
  using Place = std::pair<clang::SourceLocation, clang::SourceLocation>;
  static Place placeOf(const clang::Expr *E) { return {E->getBeginLoc(), E->getEndLoc()}; }

  /// Where the bodies are that have one.
  std::set<clang::SourceLocation> Bodies;
  /// Where what is written makes an object that ends with the statement in one of them.
  std::set<Place> Temporaries;
  /// Where what is written becomes such an object of another type for a parameter: that type, as the template can name it,
  /// or null if they do not agree.
  std::map<Place, clang::QualType> Converted;

  bool makeTemporary(const clang::Expr *E) const { return Temporaries.count(placeOf(E)) != 0; }
  clang::QualType convert(const clang::Expr *E) const {
    const auto Found = Converted.find(placeOf(E));
    return Found == Converted.end() ? clang::QualType() : Found->second;
  }
};

void collectInstances(Translation &Unit, InstanceFacts &Found);

/// The object of a class that \p E, perhaps converted for what takes it, is until the statement ends; or null.
const clang::MaterializeTemporaryExpr *temporary(const clang::Expr *E);

/// Whether \p E says itself what it makes, a \p T; a conversion or a list in braces does not.
bool saysType(const clang::Expr *E, clang::QualType T);

} // namespace asyncc
