//===- Kept.h - Temporaries of what is put into a closure ------------------===//
#pragma once

#include "lower/Lowering.h"

namespace asyncc {

/// Has the temporaries of \p E, a part of \p F that a closure is to hold, made in the variable \p Keeper. Whether there are any.
/// \p Of: the type that \p E makes, if it does not say it itself. \p Scalar: what \p E gives refers to nothing, so only
/// destructors count.
bool keepTemporaries(Lowering &L, const clang::Expr *E, clang::QualType Of, bool Scalar, const clang::FunctionDecl *F,
                     const std::string &Keeper);

} // namespace asyncc
