//===- DependentNames.h - Names of types that templates depend on -*- C++ -*-===//
#pragma once

#include "analysis/Names.h"

namespace asyncc {

/// Whether the text of \p T, as clang prints it, means the same type at \p Where: what comes by way of
/// an alias may name templates of the alias's namespace.
bool isFoundFrom(clang::QualType T, const clang::Decl *Where);

/// \p T with the namespaces of all templates in it. Template parameters are `type-parameter-0-1`.
std::string nameFromAnywhere(const Translation &Unit, clang::QualType T);

} // namespace asyncc
