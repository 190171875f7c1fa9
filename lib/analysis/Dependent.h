//===- Dependent.h - The likely type of a dependent expression ------------===//
#pragma once

#include "parse/Parse.h"

namespace asyncc {

/// What \p E, with an await in front or not, may yield, as far as the patterns of the templates that
/// it names tell: one type for each function of that name. Empty if nothing is known.
std::vector<clang::QualType> possibleTypes(Translation &Unit, const clang::Expr *E);

} // namespace asyncc
