//===- Maybe.h - [[async::maybe]] -----------------------------------------===//
#pragma once

#include "lower/Lowering.h"
#include <functional>

namespace asyncc {

/// Emits each marked class, function template and lambda for both kinds of mode. \p RenderCopy runs
/// all lowerings for the copy, whose \c Modes and \c Root are set.
void lowerMaybe(Lowering &L, const std::function<void(Lowering &)> &RenderCopy);

/// A function template whose suspending half is written by hand is the blocking one.
void chooseHalves(Lowering &L);

/// The edits that turn the maybe-async body of \p F into the one for blocking modes.
void lowerBlockingBody(Lowering &L, const clang::FunctionDecl *F);

/// Removes what `if constexpr (X::is_async)` does not select in \p F's body for its mode.
void lowerBranches(Lowering &L, const clang::FunctionDecl *F);

/// Makes \p F a coroutine, in suspending modes, if it returns the result of a call that refers to what ends with it.
/// \returns whether it did.
bool awaitForwarded(Lowering &L, const clang::FunctionDecl *F);

/// The same cannot be done for the closure \p F, whose result is deduced: it is told.
void tellForwardedByClosure(Lowering &L, const clang::FunctionDecl *F);

/// What leaves the body of the noexcept coroutine \p F ends the program, as it does in blocking modes; a
/// coroutine would hand it to whoever awaits.
void terminateOnError(Lowering &L, const clang::FunctionDecl *F);

/// Reports what cannot be maybe-async in the unit.
void checkMaybe(Lowering &L);

} // namespace asyncc
