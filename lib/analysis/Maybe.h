//===- Maybe.h - Which declarations are maybe-async -----------------------===//
#pragma once

#include "parse/Parse.h"

namespace asyncc {

/// The mode expression X and value type T of `async::maybe<X, T>`.
struct MaybeResult {
  clang::QualType Mode, Value;
  bool IsGenerator = false; ///< async::maybe_generator<X, T>
  explicit operator bool() const { return !Mode.isNull(); }
};

/// Looks through aliases; the type is as declared, before instantiation.
MaybeResult maybeResult(const clang::ASTContext &AST, clang::QualType T);

/// Whether \p F is a template whose result has a mode that its own parameters choose. In a marked class
/// such a member is one for both kinds of mode in either kind of class.
bool choosesMode(const clang::FunctionDecl *F);

/// The innermost marked class, function or lambda that \p D belongs to, canonical, or null. A member
/// template that chooses its mode is one in a marked class.
const clang::Decl *maybeOwner(const Annotations &Notes, const clang::Decl *D);

/// Whether the body of \p F (a pattern) is rendered once for each kind of mode.
bool isMaybeBody(const Annotations &Notes, const clang::FunctionDecl *F);

/// The declaration that stands for an entity in maps: canonical, and what a template describes.
const clang::Decl *entity(const clang::Decl *D);

} // namespace asyncc
