//===- AwaitedScopes.h - The text at the ends of scopes -------------------===//
//
//     connection c = …;
//     std::exception_ptr error_;               // the error that is leaving, if any
//     try { // [[async::drop]] c
//       …                                      // co_return v  ->  { result_.set(v); goto drop1_; }
//     } catch (...) { async::drop_caught(error_); }
//   drop1_:
//     try { co_await async::dropping(c); }
//     catch (...) { async::drop_failed<decltype(c)>(error_); }
//     if (error_) co_return async::failure{std::move(error_)};
//     co_return result_.take();
//
// A handler cannot await, so it only stores the error. One `try` per object keeps the order of the
// language: drop(b) ~b drop(a) ~a, with ordinary destructors in between. The scopes that nest in
// one function (up to a `try` of the developer's) share one error: it goes from drop to drop
// without being thrown again, and in the end to the promise. A statement that leaves several scopes
// sets a number and jumps to the innermost drop; behind each drop the number is looked at. Where
// the next drop follows directly, nothing is looked at. In a template an outermost object may turn
// out to have no drop; then the rest of its block stands there once more as it would without it,
// under `if constexpr`. A scope in which nothing can throw gets no `try`. (The published models are
// Roslyn's AsyncExceptionHandlerRewriter and TypeScript's `await using`.)
//
//===----------------------------------------------------------------------===//
#pragma once

#include "analysis/Scopes.h"
#include "lower/drop/Body.h"
#include <map>
#include <set>

namespace asyncc {

class AwaitedScopes {
public:
  /// \p Owed names the obligations of variables that have one.
  AwaitedScopes(Body &B, const ScopeTree &Tree, const Duties &Owed, bool ExpressionsThrow);

  void lower();
  /// The text that drops temporary \p S at the end of its declaration.
  std::string endNow(const DropScope &S) const;
  /// The text that leaves a loop from \p From because its condition is false.
  std::string elementType() const;
  void abandon(const clang::Stmt *S, const clang::CoyieldExpr *Yield, const std::string &Then);
  void abandonNow(const clang::Stmt *S, const clang::CoyieldExpr *Yield);
  std::string leaveLoop(const DropScope &From);

private:
  void orLeave(const clang::Stmt *S, const clang::CoyieldExpr *Yield, const std::string &Before,
               const std::string &Behind, const std::string &AtEnd) const;
  /// What the scopes of one nest share.
  struct Nest {
    bool HasError = false, Numbered = false, Returns = false;
  };

  const DropScope *rootOf(const DropScope *S) const;
  bool throws(const DropScope &S) const { return Throws.count(&S); }
  void findThrowing(bool ExpressionsThrow);
  std::string label(const DropScope *S);
  std::string labelName(const DropScope *S) const;
  std::string number(const DropScope *From, const ExitTarget &Target) const;
  bool returnsValue() const;
  std::string foreignOperand() const;
  std::optional<std::string> foreignSlot() const;
  bool keepsReference() const;
  std::string type(const DropScope &S, const std::string &Object) const;
  bool resultDrops() const;
  std::string awaiting(const DropScope &S, const std::string &Object) const;
  std::string open(const DropScope &S);
  std::string drop(const DropScope &S) const;
  std::string fail(const DropScope &S);
  std::string arrive(const DropScope &S, const ExitTarget &Target) const;
  std::string dispatch(const DropScope &S);
  std::string object(const DropScope &S) const;
  bool fallsToParent(const DropScope &S) const;
  bool mayHaveNoDrop(const DropScope &S) const;
  Pieces withoutDrop(const DropScope &S) const;
  std::string slot() const { return "\n  async::result_slot<" + SlotType + "> " + Slot + ";"; }
  void head();
  void leave(const Exit &E);
  void giveBack(const clang::CoreturnStmt *S, const std::string &After);

  Body &B;
  Lowering &L;
  const ScopeTree &Tree;
  const Duties &Owed;
  std::map<const DropScope *, Nest> Nests; // by root
  std::set<const DropScope *> Throws, Labelled;
  std::vector<const clang::CoreturnStmt *> Returns;
  bool SlotDrops = false;   // the result has a drop itself
  bool SlotInNests = false; // one in each nest, so that an instantiation without drops has none
  std::string Error, ExitName, Slot, SlotType;
};

} // namespace asyncc
