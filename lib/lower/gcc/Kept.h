//===- Kept.h - Temporaries of what is put into a closure ------------------===//
#pragma once

#include "lower/Lowering.h"
#include "lower/gcc/Instances.h"

namespace asyncc {

/// Whether \p E gives something that refers to nothing.
bool isNumber(const clang::Expr *E);

/// Where there are temporaries of an expression: perhaps in parts that are forms themselves.
enum class Kept { Nothing, PerhapsInForms, Here };

/// Has the temporaries of \p E, a part of \p F that a closure is to hold, made in the variable \p Keeper. \p Of: the
/// type that \p E makes, if it does not say it itself. \p Scalar: what \p E gives refers to nothing, so that only
/// destructors count. \p Itself: \p E is no more than a part of what that gives.
Kept keepTemporaries(Lowering &L, const InstanceFacts &Known, const clang::Expr *E, clang::QualType Of, bool Scalar,
                     const clang::FunctionDecl *F, const std::string &Keeper, bool Itself = false);

} // namespace asyncc
