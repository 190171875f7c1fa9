//===- Body.h - One function body, about to have its drops lowered --------===//
#pragma once

#include "analysis/DropTypes.h"
#include "analysis/Scopes.h"
#include "lower/Lowering.h"
#include "lower/Order.h"
#include "clang/AST/Decl.h"

namespace asyncc {

/// The types that a variable of a template got in the instantiations of this unit, by its location.
using InstantiatedTypes = std::map<clang::SourceLocation, std::vector<clang::QualType>>;

/// What is known of a template's body by place, in the pattern and its instantiations alike.
struct Places {
  std::set<clang::SourceLocation>
      Taken[2]; ///< temporaries, assignments, … that a lowering took, or refused; [1]: for blocking modes
  std::map<clang::SourceLocation, DropInfo>
      Ends; ///< what an assignment or `delete` ends in an instantiation
  InstantiatedValues Made;
  /// Templates without a mode that blocking halves of bodies mention, which may be all that calls them.
  std::set<const clang::FunctionDecl *> Mentioned;
};

struct Body {
  Lowering &L;
  DropTypes &Types;
  const InstantiatedTypes &Instantiated;
  const clang::FunctionDecl *Function;
  const clang::CompoundStmt *Block;
  bool Awaits;    ///< this rendering is a coroutine
  bool Blocking;  ///< the rendering of a maybe-async body for blocking modes
  unsigned Depth; ///< of lambdas around it: names of an inner body differ from the outer's
  std::set<const clang::VarDecl *> Done;    ///< already dropped by code in the body
  std::set<const clang::VarDecl *> Lowered; ///< those that a lowering took, or refused
  Places &At;
  std::set<const clang::Stmt *> Unselected; ///< branches that this rendering does not have

  void take(const clang::Expr *E) {
    At.Taken[Blocking].insert(E->getBeginLoc());
    At.Taken[Blocking].insert(E->getExprLoc());
  }
  bool isTaken(const clang::Expr *E) const {
    return At.Taken[Blocking].count(E->getBeginLoc()) || At.Taken[Blocking].count(E->getExprLoc());
  }

  /// How the life of \p Var ends here; a type that depends on a template's arguments counts if an
  /// instantiation says so.
  DropInfo drop(const clang::VarDecl *Var) const;
  /// How the life of a \p T ends, as the body says that type.
  DropInfo of(clang::QualType T) const;
  /// The same by type, e.g. of a temporary or the target of an assignment.
  DropInfo drop(clang::QualType T) const { return Types.of(T); }
  /// Whether only an instantiation, of which this unit has none, could tell the type of \p Var.
  bool isUnknown(const clang::VarDecl *Var) const;
  /// Whether a blocking half may call this template, which is in no need to await, by types that nothing shows.
  bool isForBlocking() const;
  /// Of a variable of which only that is known: a drop that is called, and is none for a type without one.
  DropInfo unknownDrop(const clang::VarDecl *Var) const;
  /// Whether units that nobody lowers will instantiate this body, with types that have drops.
  bool isForOthers() const;
  /// The statement that awaits the drop of \p Object; \p With is empty or `, error`.
  std::string awaited(const std::string &Object, const std::string &With = "") const;
  /// The statement that awaits \p Drop: also after a cancellation where that makes awaits fail.
  std::string shielded(const std::string &Drop) const;
  /// The condition of that in a template whose instances may have no drop.
  static std::string ifAny(const std::string &Object);
  /// Both.
  std::string awaitedIfAny(const std::string &Object, const std::string &With = "") const;
  /// Whether \p Var has such a type: a parameter of the template itself.
  bool isArgumentOfOthers(const clang::VarDecl *Var) const;
  DropInfo ofAnyArgument() const;
  /// Whether that drop is called rather than awaited.
  bool isCalled(const DropInfo &Info) const;
  bool isAssignmentOperator() const;
  /// Whether it is the destructor, or an assignment operator, of a class with a drop of its own, which has ended
  /// by then what the class owns.
  bool endsWhatItOwns() const;
  /// Whether it is a member of a promise, whose results are in its care.
  bool isOfPromise() const;
  /// Whether this coroutine's type understands everything that the library awaits.
  bool isLibrary() const;
  /// Whether a generator of that type can await while it is abandoned.
  bool awaitsWhenAbandoned() const;
  /// Whether an instantiation for a mode of another library's coroutines does not.
  bool mayBeForeign() const;
  std::string name(const std::string &Base) const;
  /// What the function gives, as it is written.
  std::string resultType() const;
};

/// Whether what stands in \p DC is for units that nobody lowers. What this library itself does with a user's type is its
/// own affair.
bool isForOthers(const Lowering &L, const clang::DeclContext *DC);

inline void insertAt(Lowering &L, const Anchor &At, Pieces New, int Order) {
  At.After ? L.Edits.insertAfter(At.Loc, std::move(New), At.Order + Order)
           : L.Edits.insertBefore(At.Loc, std::move(New), At.Order + Order);
}

/// How code in a body names the duty to drop one of its variables, where it gives that up or
/// fulfils it early.
using Duties = std::map<const clang::VarDecl *, std::string>;

/// The temporary whose life the reference \p Var extends, or null.
const clang::MaterializeTemporaryExpr *extendedBy(const clang::VarDecl *Var);

/// Ends of scopes: awaits each drop on every way out, or calls it where it needs no await.
void lowerScopes(Body &B);

/// Moves the bodies of handlers behind them, where they may await.
void lowerHandlers(Body &B, const ScopeTree &Tree);
/// The name of the handler object that keeps the exception of \p Handler.
std::string handlerName(const Body &B, const ScopeTree &Tree, const clang::CXXCatchStmt *Handler);

/// Makes the captures of \p E reachable, if one of them has a drop. \p B is the body around it.
void lowerClosure(Body &B, clang::LambdaExpr *E);

/// In a function that cannot await: each object must be moved out on every normal path.
void checkUnawaitedDrops(Body &B);

/// Warns of objects that end without a drop if what is evaluated beside them throws.
void checkHalfBuilt(Body &B);

/// Reports every other way in which the life of an object with a drop would end here. In an
/// instantiation only what its pattern could not tell.
void refuseOtherDrops(Body &B, bool IsInstance = false);

/// The same for an initialiser outside of bodies: a default argument, a member's, a global's.
void refuseOtherDrops(Body &B, const clang::Expr *Initializer);

/// What to write instead of an assignment that would have to drop its target where it stands.
std::string insteadOfAssignment(const Body &B);

/// Warns if \p Object is, or holds, an owner of another library that ends the life of an object with a drop.
void warnOfForeignOwner(Lowering &L, DropTypes &Types, const clang::ValueDecl *Object);

/// Reports \p E if it gives an object to an owner that forgets its type.
void refuseErasedOwner(Body &B, const clang::Expr *E);

/// Reports \p S if it makes an owner by a base class without a virtual drop.
void refuseOwnerByBase(Body &B, const clang::Stmt *S);

/// Reports \p Call, whose result nobody takes, if it makes a task that owns an object.
void refuseDiscardedTask(Body &B, const clang::CallExpr *Call);
/// Reports \p Var if it keeps such a task, and nothing names it again.
void refuseStoredTask(Body &B, const clang::VarDecl *Var);

/// Reports \p E if it is a call of the standard library that ends the lives of what an owner holds.
void refuseLibraryCall(Body &B, const clang::CallExpr *E);

} // namespace asyncc
