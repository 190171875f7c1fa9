//===- Scopes.h - Where objects with a drop live, and the ways out --------===//
//
// A scope begins behind the declaration of one object with a drop and ends with the block around it:
// the objects of a block nest. An exit is a statement that leaves scopes: co_return, break, continue
// or goto. Running off the end and exceptions leave one scope at a time and are no exits here.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "analysis/DropTypes.h"
#include "clang/AST/Stmt.h"
#include <functional>
#include <memory>

namespace asyncc {

struct DropScope;

enum class ExitKind { Return, Break, Continue, Goto };

/// All exits to one target are one: they differ in nothing that happens after the drops.
struct ExitTarget {
  ExitKind Kind;
  const clang::LabelDecl *Label = nullptr;  ///< of a goto
  const clang::Stmt *Statement = nullptr;   ///< the loop or switch that is left or continued
  int Number = 0;                           ///< from 1, in order of appearance
};

struct Exit {
  const clang::Stmt *At;
  DropScope *From;    ///< the innermost scope it stands in
  DropScope *Stop;    ///< the first one that it does not leave, or null
  ExitTarget *Target;
};

struct DropScope {
  const clang::VarDecl *Var;
  DropInfo Info;
  DropScope *Parent;
  clang::SourceLocation Begin;       ///< last token before the scope: `;`, or `{` for a parameter
  clang::SourceLocation End;         ///< the `}` that closes it
  bool Completes = true;             ///< control may run off its end
  int Number = 0;                    ///< from 1, in order of appearance
  std::vector<ExitTarget *> Through; ///< exits that leave it
  std::vector<ExitTarget *> Here;    ///< those for which it is the last one left
};

struct ScopeTree {
  std::vector<std::unique_ptr<DropScope>> Scopes; ///< outer before inner
  std::vector<std::unique_ptr<ExitTarget>> Targets;
  std::vector<Exit> Exits;                        ///< only those that leave a scope
};

/// Builds the scopes of \p F's body. \p Wanted says which variables have a drop to be lowered.
/// \p Refuse is called for one in a place that has no scope of this kind (a condition, a handler…),
/// with what that place is called.
ScopeTree buildScopes(const clang::FunctionDecl *F, const clang::CompoundStmt *Body,
                      const std::function<DropInfo(const clang::VarDecl *)> &Wanted,
                      const std::function<void(const clang::VarDecl *, const char *)> &Refuse);

} // namespace asyncc
