//===- EmptyOwners.h - Owners of the standard library that hold nothing ----===//
#pragma once

#include "clang/AST/DeclCXX.h"
#include "clang/AST/Expr.h"
#include <set>

namespace asyncc {

/// Whether \p Init makes an owner of the standard library that holds nothing: `std::unique_ptr<T> p;`, `o = std::nullopt`.
bool makesEmptyOwner(clang::QualType T, const clang::Expr *Init);

/// The variable, or the member of `*this`, that \p E is; or null.
const clang::ValueDecl *ownPlace(const clang::Expr *E);

/// What \p S uses without giving it anything to hold: by a constant member function, by `clear()` of an owner of the standard
/// library and the like, as something constant; or null.
const clang::Expr *usedOnly(const clang::Stmt *S);

/// Whether \p S may give \p Place, which ownPlace() said, something to hold.
bool mayFill(const clang::Stmt *S, const clang::ValueDecl *Place);

/// The owners that hold nothing where \p Condition is \p Is: `!p`, `p == nullptr`, `o.has_value()`, `v.empty()`.
std::set<const clang::ValueDecl *> emptyIf(const clang::Expr *Condition, bool Is);

} // namespace asyncc
