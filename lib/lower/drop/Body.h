//===- Body.h - One function body, about to have its drops lowered --------===//
#pragma once

#include "analysis/DropTypes.h"
#include "lower/Lowering.h"
#include "clang/AST/Decl.h"

namespace asyncc {

/// The types that a variable of a template got in the instantiations of this unit, by its location.
using InstantiatedTypes = std::map<clang::SourceLocation, std::vector<clang::QualType>>;

struct Body {
  Lowering &L;
  DropTypes &Types;
  const InstantiatedTypes &Instantiated;
  const clang::FunctionDecl *Function;
  const clang::CompoundStmt *Block;
  bool Awaits;       ///< this rendering is a coroutine
  bool Blocking;     ///< the rendering of a maybe-async body for blocking modes
  unsigned Depth;    ///< of lambdas around it: names of an inner body differ from the outer's
  std::set<const clang::VarDecl *> Done; ///< already dropped by code in the body
  std::set<const clang::VarDecl *> Lowered; ///< those that a lowering took, or refused

  /// How the life of \p Var ends here; a type that depends on a template's arguments counts if an
  /// instantiation says so.
  DropInfo drop(const clang::VarDecl *Var) const;
  /// Whether only an instantiation, of which this unit has none, could tell the type of \p Var.
  bool isUnknown(const clang::VarDecl *Var) const;
  /// Whether that drop is called rather than awaited.
  bool isCalled(const DropInfo &Info) const;
  std::string name(const std::string &Base) const;
};

/// In a coroutine: awaits each drop on every way out of its scope.
void lowerAwaitedDrops(Body &B);

/// Drops that need no await: a guard behind the declaration. In any function.
void lowerCalledDrops(Body &B);

/// In a function that cannot await: each object must be moved out on every normal path.
void checkUnawaitedDrops(Body &B);

/// Reports every other way in which the life of an object with a drop would end here. In an
/// instantiation only what its pattern could not tell.
void refuseOtherDrops(Body &B, bool IsInstance = false);

/// The same for an initialiser outside of bodies: a default argument, a member's, a global's.
void refuseOtherDrops(Body &B, const clang::Expr *Initializer);

} // namespace asyncc
