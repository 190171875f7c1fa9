//===- ScopeBuilder.h - Takes a body apart into scopes --------------------===//
//
// Scopes.cpp has blocks, declarations, temporaries and exits; ScopeHeads.cpp the heads of `if`,
// `switch` and loops, which get blocks of their own.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "analysis/Scopes.h"
#include <map>
#include <set>

namespace asyncc {

class ScopeBuilder {
public:
  explicit ScopeBuilder(const ScopeQueries &Ask) : Ask(Ask) {}
  ScopeTree run(const clang::FunctionDecl *F, const clang::CompoundStmt *Body);

private:
  const clang::FunctionDecl *Function = nullptr;
  /// The scope that what follows \p S stands in: no exit has to know of a called drop.
  static DropScope *below(DropScope *S, DropScope *Parent);
  /// Everything after a declaration in its block, or whatever else a declaration governs.
  struct Governed {
    Anchor End;
    std::vector<const clang::Stmt *> Region;
    bool Completes;
    bool EachRound = false; ///< it ends with each round of a loop, though perhaps where things around that do
  };
  DropScope *make(DropInfo Info, DropScope *Parent, Anchor Begin, const Governed &Of);
  DropScope *open(const clang::VarDecl *Var, DropInfo Info, DropScope *Parent, Anchor Begin,
                  const Governed &Of);
  void insert(Anchor At, std::string Text, int N = 0);
  void replace(clang::SourceRange Range, std::string Text);
  /// A block around a statement. Returns the number that its end has.
  int braces(const clang::Stmt *S);
  void close(const clang::Stmt *S, int N, std::string Text = " }");
  /// The last token of a statement, its semicolon included.
  clang::SourceLocation endOf(const clang::Stmt *S) const;
  ExitTarget *target(ExitKind Kind, const clang::LabelDecl *Label, const clang::Stmt *Statement);
  void leave(const clang::Stmt *At, DropScope *From, DropScope *Stop, ExitTarget *Target);
  void jump(const clang::GotoStmt *Goto, DropScope *From);
  void block(const clang::CompoundStmt *Block, DropScope *Scope);
  /// In front of the `}`, or of a [[fallthrough]] that has to be the last statement.
  static Anchor endOfBlock(const clang::CompoundStmt *Block);
  /// A declaration statement. What is declared governs \p Of; the scope that it leaves is returned.
  DropScope *declare(const clang::DeclStmt *Declaration, const Governed &Of, DropScope *Scope);
  DropScope *declare(const clang::VarDecl *Var, Anchor Start, Anchor End, const Governed &Of,
                     DropScope *Scope, const std::string &Again = "");
  /// `auto [a, b] = f();` becomes `auto pair_ = f(); auto&& [a, b] = std::move(pair_);`
  std::string bind(const clang::DecompositionDecl *Bindings, Anchor End);
  /// The part of a declaration in front of its first declarator.
  std::string specifiers(const clang::DeclStmt *Declaration, const clang::DeclaratorDecl *First);
  std::vector<Temporary> temporariesIn(const clang::VarDecl *Var);
  std::vector<Temporary> temporariesIn(const clang::Expr *E, bool Discarded,
                                       const clang::VarDecl *Var = nullptr);
  std::string typeText(const Temporary &T);
  /// A temporary that ends with its declaration.
  struct Ended {
    DropScope *Scope; ///< null if it has no drop
    std::string Name;
  };
  void endNow(const std::vector<Ended> &List, Anchor At);
  /// Places for the temporaries, declared at \p At; those with a drop govern \p Of.
  DropScope *temporaries(std::vector<Temporary> List, Anchor At, const Governed &Of,
                         DropScope *Scope, std::vector<Ended> *Made, const clang::Stmt *Inside);
  /// A statement that is one full-expression, in a block of its own if it has temporaries.
  DropScope *wrapped(const clang::Stmt *S, const clang::Expr *E, bool Discarded, bool Completes,
                     DropScope *Scope);
  /// `bool condition_; { …condition_ = E; …}`: a head whose condition has temporaries.
  void condition(const clang::Expr *E, const std::string &Type, const std::string &Name,
                 std::vector<Temporary> List, DropScope *Scope, const std::string &Before,
                 const std::string &After);
  /// \p Stop is where a break arrives, \p Continued where a continue does if that is another scope.
  void loop(const clang::Stmt *Statement, const clang::Stmt *Body, DropScope *Stop,
            DropScope *Scope, DropScope *Continued = nullptr);
  /// A branch or body; a declaration alone in it gets a block.
  void substatement(const clang::Stmt *S, DropScope *Scope);
  void statement(const clang::Stmt *S, DropScope *Scope);
  /// `head (T x = f(); …` becomes `{ T x = f(); head (…`. Returns the scope inside.
  DropScope *init(const clang::Stmt *Whole, const clang::Stmt *Init, clang::SourceLocation Keyword,
                  clang::SourceLocation LParen, const std::string &Head, bool Completes,
                  DropScope *Scope, bool Force = false);
  static std::vector<const clang::Stmt *> restOf(const clang::Stmt *Whole, const clang::Stmt *Init);
  /// `head (T x = f())` becomes `{ T x = f(); head (x)`.
  DropScope *conditionVariable(const clang::Stmt *Whole, const clang::VarDecl *Var,
                               const clang::DeclStmt *Declaration, clang::SourceLocation Keyword,
                               clang::SourceLocation LParen, const std::string &Head,
                               bool Completes, DropScope *Scope);
  void ifStatement(const clang::IfStmt *If, DropScope *Scope);
  void switchStatement(const clang::SwitchStmt *Switch, DropScope *Scope);
  /// Remembers where init() put the second part of a head.
  void noteHead(const clang::Stmt *Whole, size_t Before);
  /// Opens the head's block if init() has not, and takes the second part of the head away.
  void unhead(const clang::Stmt *Whole, clang::SourceLocation Keyword,
              clang::SourceLocation LParen);
  void whileStatement(const clang::WhileStmt *While, DropScope *Scope);
  /// A condition variable lives for one round of its loop.
  void perRound(const clang::Stmt *Loop, const clang::VarDecl *Var, const clang::Stmt *Body,
                DropScope *Scope);
  void forStatement(const clang::ForStmt *For, DropScope *Scope);
  /// The text of \p E at \p At, in a block with its temporaries. What ends there cannot be told
  /// from what begins there by the order of anchors, so ends of scopes come as text in between: see
  /// Rewrite::End.
  void moved(const clang::Expr *E, const std::string &Before, const std::string &After,
             std::vector<Temporary> List, Anchor At, DropScope *Scope, const std::string &Behind);
  /// bool condition_{}; { … } if (!condition_) break;
  void movedCondition(const clang::Expr *E, std::vector<Temporary> List, Anchor At,
                      DropScope *Scope);
  /// for (…; T x = f(); step): x lives until after the step of its round.
  void forWithVariable(const clang::ForStmt *For, const clang::VarDecl *Var, DropScope *Scope);
  /// A condition with temporaries is evaluated at the beginning of the next round.
  void doStatement(const clang::DoStmt *Do, DropScope *Scope);
  void again(const clang::DoStmt *Do, std::vector<Temporary> List, DropScope *Scope);
  DropInfo dropOfRange(const clang::Expr *Init, bool Awaits) const;
  void rangeStatement(const clang::CXXForRangeStmt *Range, DropScope *Scope);
  void tryStatement(const clang::CXXTryStmt *Try, DropScope *Scope);
  /// When the scopes are known: exits from the middle of expressions.
  void statementExpressions(const clang::CompoundStmt *Body);
  const ScopeQueries &Ask;
  ScopeTree Tree;
  unsigned Loops = 0;
  int Number = 0, Bindings = 0, TemporaryCount = 0, Conditions = 0, Ranges = 0;
  std::vector<std::pair<const clang::Stmt *, DropScope *>> Breaks, Continues;
  std::map<const clang::Stmt *, DropScope *> BreaksTo, ContinuesTo; ///< of all loops and switches
  std::vector<std::pair<const clang::GotoStmt *, DropScope *>> Gotos;
  std::vector<const clang::CXXTryStmt *> Tries;
  std::vector<const clang::CXXCatchStmt *> Handlers;
  std::map<const clang::LabelDecl *, DropScope *> Labels;
  std::set<const clang::Stmt *> Taken, Refused;
  std::map<const clang::Stmt *, size_t> HeadIndex;
  /// Of a loop whose step moved into its body: the label in front of it, and whether a `continue` goes there.
  std::map<const clang::Stmt *, std::pair<std::string, bool>> Skips;
};

} // namespace asyncc
