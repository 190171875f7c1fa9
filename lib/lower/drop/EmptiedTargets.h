//===- EmptiedTargets.h - Assignments to what was moved from ---------------===//
#pragma once

#include "clang/AST/Stmt.h"
#include <set>
#include <vector>

namespace asyncc {

/// The targets of assignments in functions that cannot await which end no life: `b = std::move(a); a = …`. What
/// stands in between, and what moves, happens always: declarations, expressions and blocks of them.
class EmptiedTargets {
public:
  explicit EmptiedTargets(const clang::ASTContext &AST) : AST(AST) {}
  /// Notes those in \p Block.
  void in(const clang::CompoundStmt *Block);
  bool has(const clang::Expr *Target) const { return Found.count(Target) > 0; }

private:
  void statement(const clang::Stmt *S, std::vector<const clang::Expr *> &Moved);
  bool isSame(const clang::Expr *A, const clang::Expr *B) const;

  const clang::ASTContext &AST;
  std::set<const clang::Expr *> Found;
  std::set<const clang::CompoundStmt *> Walked;
};

} // namespace asyncc
