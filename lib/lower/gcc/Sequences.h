//===- Sequences.h - What an expression evaluates first --------------------===//
#pragma once

#include "clang/AST/ExprCXX.h"
#include <vector>

namespace asyncc {

/// What evaluating something means to what is evaluated before or after it.
enum class Weight {
  Nothing, ///< the same at any time
  Reads,   ///< a value that others may change
  Effects, ///< calls of which nothing is known, assignments, awaits
};

/// The weight of \p E, as an object or function that it names (\p Value is false) or as a value. Local
/// variables that \p Other does not mention do not change.
Weight weightOf(const clang::Stmt *E, bool Value, const clang::Stmt *Other);

/// Whether it matters which of two is evaluated first.
inline bool conflict(Weight A, Weight B) {
  return A != Weight::Nothing && B != Weight::Nothing && (A == Weight::Effects || B == Weight::Effects);
}

/// Whether \p S makes objects of class types, or may do so in an instantiation: g++ 12 makes them before
/// it evaluates the rest of a statement that awaits, and so the right side of `x += f()`. Closures' bodies aside.
bool makesObjects(const clang::Stmt *S);

/// Whether \p E is nothing but the making of one, which takes place where it is written.
bool isObject(const clang::Expr *E);

/// Whether \p First is a member of this object, and \p Then most likely changes none: it calls nothing that is given
/// such a member or may write to what it is given, and awaits nothing. Good enough to keep a warning back.
bool isOutOfReach(const clang::Expr *First, const clang::Expr *Then);

/// An expression that evaluates \c First before anything in \c Then.
struct Sequence {
  const clang::Expr *First = nullptr;
  std::vector<const clang::Expr *> Then;
  enum Kind { None, Comma, Shift, Object, Arrow, Subscript, Assignment } Is = None;
};

/// The order in which C++17 evaluates the operands of \p E, braced lists aside.
Sequence sequenceOf(const clang::Expr *E);

/// The text of the operator of an assignment, `=` or `+=`.
const char *assignmentOperator(const clang::Expr *E);

} // namespace asyncc
