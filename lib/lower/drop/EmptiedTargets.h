//===- EmptiedTargets.h - Assignments to what holds nothing ----------------===//
#pragma once

#include "clang/AST/Decl.h"
#include "clang/AST/StmtCXX.h"
#include <set>
#include <vector>

namespace asyncc {

/// What gives the element that \p Function takes out of a container: `back` for `pop_back`; or nothing.
inline llvm::StringRef getterOf(llvm::StringRef Function) {
  return Function == "pop_back" ? "back" : Function == "pop_front" ? "front" : "";
}

/// The targets of assignments in functions that cannot await which end no life: of what was moved from, `b = std::move(a);
/// a = …`, and of owners that hold nothing, `std::unique_ptr<T> p; if (c) p = …`, `if (!pool_) pool_ = …`. What stands
/// in between, and what moves, happens always: declarations, expressions, and blocks and branches of them.
class EmptiedTargets {
public:
  explicit EmptiedTargets(const clang::ASTContext &AST) : AST(AST) {}
  /// Notes those in \p Block of \p F; members of a constructor's class hold what its initialisers gave them.
  void in(const clang::CompoundStmt *Block, const clang::FunctionDecl *F);
  bool has(const clang::Expr *Target) const { return Found.count(Target) > 0; }

private:
  struct State {
    std::vector<const clang::Expr *> Moved;
    std::set<const clang::ValueDecl *> Empty; ///< as ownPlace() says
    bool Ended = false;                       ///< nothing comes here
  };
  void statement(const clang::Stmt *S, State &Now);
  void branches(const clang::IfStmt *If, State &Now);
  void handlers(const clang::CXXTryStmt *Try, State &Now);
  void sections(const clang::SwitchStmt *Switch, State &Now);
  void fills(const clang::Stmt *S, const clang::Expr *Target, State &Now);
  static void passes(const clang::Stmt *S, State &Now);
  static const clang::Expr *filled(const clang::Stmt *S);
  const clang::Expr *takenFrom(const clang::Stmt *S, const State &Now) const;
  static State meet(const State &A, const State &B);
  bool wasMoved(const clang::Expr *Target, const State &Now) const;
  bool isSame(const clang::Expr *A, const clang::Expr *B) const;

  const clang::ASTContext &AST;
  std::set<const clang::Expr *> Found;
  std::set<const clang::CompoundStmt *> Walked;
};

} // namespace asyncc
