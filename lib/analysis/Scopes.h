//===- Scopes.h - Where objects with a drop live, and the ways out --------===//
//
// A scope begins behind the declaration of one object with a drop and ends with the block around
// it: the objects of a block nest. The head of an `if`, `switch`, `for` or `while` gets a block of
// its own if an object lives in it, and so does a statement with temporaries that have a drop. An
// exit is a statement that leaves scopes: co_return, break, continue or goto. Running off the end
// and exceptions leave one scope at a time and are no exits here.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "analysis/DropTypes.h"
#include "analysis/Temporaries.h"
#include "clang/AST/Stmt.h"
#include "clang/AST/StmtCXX.h"
#include <functional>
#include <memory>

namespace asyncc {

struct DropScope;

enum class ExitKind { Return, Break, Continue, Goto };

/// All exits to one target are one: they differ in nothing that happens after the drops.
struct ExitTarget {
  ExitKind Kind;
  const clang::LabelDecl *Label = nullptr; ///< of a goto
  const clang::Stmt *Statement = nullptr;  ///< the loop or switch that is left or continued
  int Number = 0;                          ///< from 1, in order of appearance
};

/// A place between two tokens.
struct Anchor {
  clang::SourceLocation Loc; ///< of a token
  bool After = true;         ///< behind that token, else in front of it
  int Order = 0;             ///< to be added to the order of what is inserted there
  bool operator==(const Anchor &) const = default;
};

/// Where text at the beginning and at the end of a body goes: inside of its braces, which a function-try-block, whose
/// objects end behind its handlers, has to be given first.
struct BodyEnds {
  Anchor Begin, End;
  bool NeedsBraces = false;
};
BodyEnds endsOf(const clang::CompoundStmt *Body);

struct Exit {
  const clang::Stmt *At; ///< null for a loop that ends because its condition variable is false
  DropScope *From;       ///< the innermost scope it stands in
  DropScope *Stop;       ///< the first one that it does not leave, or null
  ExitTarget *Target;
};

struct DropScope {
  const clang::VarDecl *Var = nullptr; ///< null for a temporary
  const Temporary *Temp = nullptr;     ///< null for a variable
  const clang::Expr *Value = nullptr;  ///< of the range of a loop
  std::string Name;                    ///< of the object, in the lowered text
  DropInfo Info;
  DropScope *Parent = nullptr;
  const clang::CXXTryStmt *Try = nullptr;            ///< the innermost try block around it
  std::vector<const clang::CXXCatchStmt *> Handlers; ///< the handlers around it, inner first
  Anchor Begin, End;
  std::vector<const clang::Stmt *> Region; ///< what runs in it
  bool Completes = true;                   ///< control may run off its end
  unsigned Loops = 0;                      ///< how many are around it
  bool IsCapture = false;                  ///< of [[async::closure]]
  bool Called = false;                     ///< its drop needs no await; no exit has to know of it
  int EndsAmongBeginnings = 0;       ///< if not 0, the order of its end among insertions there
  int Number = 0;                    ///< from 1, in order of appearance
  std::vector<ExitTarget *> Through; ///< exits that leave it
  std::vector<ExitTarget *> Here;    ///< those for which it is the last one left
};

/// What a place needs so that it has blocks: heads taken apart, braces, copies.
struct Rewrite {
  enum Kind {
    Insert,  ///< `Text` at `At`
    Close,   ///< the same, or a copy if there is a `Range`, behind the ends of the scopes that end there
    Replace, ///< `Range` by `Text`
    Copy,    ///< `Text`, the text of `Range`, and `Behind` at `At`
    EndNow,  ///< the drop of temporary `Scope` at `At`
    LeaveIf, ///< `Text` and the exit of a loop, from `Scope`, at `At`
  } What;
  Anchor At;
  std::string Text;
  int Number = 0; ///< orders it among the scopes that begin or end there
  clang::SourceRange Range{};
  const DropScope *Scope = nullptr;
  std::string Behind{};
};

struct ScopeTree {
  std::vector<std::unique_ptr<DropScope>> Scopes; ///< outer before inner
  std::vector<std::unique_ptr<ExitTarget>> Targets;
  std::vector<Exit> Exits; ///< only those that leave a scope
  std::vector<Rewrite> Rewrites;
  std::vector<std::unique_ptr<Temporary>> Temporaries; ///< in the order of their construction
  std::map<const clang::CXXTryStmt *, const DropScope *> Tries; ///< and the scopes around them
  std::map<const clang::ForStmt *, int> Wrapped; ///< the number of the block around the body of one that was taken apart
  std::vector<const clang::CXXTryStmt *> Lifted; ///< with handlers that have scopes in them
};

/// What the builder asks.
struct ScopeQueries {
  /// How the life of a variable ends; nothing if its end is none of the lowering's business.
  std::function<DropInfo(const clang::VarDecl *)> Wanted;
  /// The captures that live in the frame of a coroutine, as parameters do.
  std::vector<const clang::VarDecl *> OwnCaptures;
  /// The same for a temporary of a type.
  WantedTemporaries WantedTemporary;
  std::function<bool(const DropInfo &)> IsCalled;
  /// Whether an expression in a statement will be lowered to one that awaits.
  std::function<bool(const clang::Stmt *)> Awaits;
  /// Whether this rendering does not have a branch.
  std::function<bool(const clang::Stmt *)> IsGone;
  /// Whether `continue` in a `do` with this condition would miss it.
  std::function<bool(const clang::Expr *)> IsMissed;
  /// A name for a variable of the lowering's own.
  std::function<std::string(const std::string &)> Name;
  /// The text of some source.
  std::function<std::string(clang::SourceRange)> Text;
  /// An expression as text for a decltype.
  std::function<std::string(const clang::Expr *)> Unevaluated;
  /// The location of the next token of a kind.
  std::function<clang::SourceLocation(clang::SourceLocation, clang::tok::TokenKind)> TokenAfter;
  /// Called for an object in a place that has no scope, with what that place is called.
  std::function<void(const clang::VarDecl *, const char *)> Refuse;
  /// The same for a temporary.
  std::function<void(const Temporary &)> RefuseTemporary;
  /// A type as text that names it anywhere; empty if nothing does.
  std::function<std::string(clang::QualType)> TypeText;
  /// What instantiations make of expressions.
  const InstantiatedValues &Instances;
  /// Whether `co_await` stays in this rendering.
  bool Suspends;
};

/// Builds the scopes of \p F's body.
ScopeTree buildScopes(const clang::FunctionDecl *F, const clang::CompoundStmt *Body,
                      const ScopeQueries &Ask);

} // namespace asyncc
