//===- Forms.h - The forms of co_await in one body -------------------------===//
#pragma once

#include "lower/gcc/Braces.h"
#include "lower/gcc/Instances.h"
#include "lower/gcc/Sequences.h"
#include "lower/Lowering.h"
#include "lower/Unevaluated.h"
#include "clang/AST/StmtCXX.h"

namespace asyncc {

/// Finds the forms that g++ gets wrong in one body, and writes them otherwise or warns of them: see
/// AwaitForms.cpp.
class Forms {
  static constexpr const char *Aggregate =
      "destroys an aggregate that is made in an awaited expression twice";
  static constexpr const char *Rejects =
      "rejects a std::initializer_list in a statement that awaits";

public:
  /// \p Coroutine is `async::task<` or `async::maybe<M`; empty if neither fits. \p Value is what its
  /// `co_return` gives, or null.
  Forms(Lowering &L, const clang::FunctionDecl *F, bool Rewrites, bool HasDrops,
        std::string Coroutine, clang::QualType Value, const InstanceFacts &Known)
      : L(L), F(F), Rewrites(Rewrites), HasDrops(HasDrops), Coroutine(std::move(Coroutine)),
        Value(Value), Known(Known) {}

  void run(const clang::CompoundStmt *Body);

private:
  /// What an expression is part of.
  struct Place {
    bool Whole = false;   ///< it is all of an initialiser, statement or condition of an `if`
    bool InAwait = false; ///< its value becomes part of what is awaited
    bool InPack = false;  ///< a closure cannot hold it
    bool Unused = false;  ///< its value goes nowhere
    Place inside() const { return {false, InAwait, InPack}; }
  };

  bool isLate(const clang::Expr *First, bool Value, const clang::Expr *Then) const;
  bool isBesideAwait(const clang::Expr *E, Place At) const;

  // Statements.cpp
  void block(const clang::CompoundStmt *Block);
  void statement(const clang::Stmt *S, bool InBlock, bool Labelled = false);
  bool isHeadTaken(const clang::Stmt *S) const;
  struct Around {
    clang::SourceLocation Begin, End;
    bool Fits; ///< both can be edited together
  };
  Around around(const clang::Stmt *S) const;
  bool isOfMacro(const clang::Stmt *S) const;
  bool isInArguments(const clang::Stmt *S) const;
  bool namesOfMacro(const clang::Stmt *S) const;
  void continues(const clang::DoStmt *Loop);
  const clang::Stmt *heads(const clang::Stmt *S);
  void init(const clang::Stmt *S);
  void head(const clang::Expr *E);
  void loop(const clang::Expr *E);
  void step(const clang::Expr *E);
  void declaration(const clang::Stmt *S);
  void aligned(const clang::VarDecl *Var);
  void variable(const clang::VarDecl *Var);
  void putDefinition(const clang::Stmt *S);
  std::string tagName(const clang::TagDecl *Tag);
  void putClosures(const clang::Stmt *S, const clang::Stmt *Init, bool InBlock, bool Labelled);

  // Expressions.cpp
  void full(const clang::Expr *E, Place At);
  bool assigns(const clang::Stmt *S) const;
  /// Whether \p S awaits, if only what a drop lowering makes of it.
  bool suspends(const clang::Stmt *S) const { return awaits(S) || assigns(S); }
  bool isForm(const clang::Stmt *S) const;
  void expression(const clang::Expr *Written, Place At);
  void logical(const clang::BinaryOperator *E, Place At);
  void conditional(const clang::ConditionalOperator *E, Place At);
  void awaitOf(const clang::Expr *E, const clang::Expr *Operand, Place At);
  void closure(const clang::LambdaExpr *E, Place At);
  void thrown(const clang::CXXThrowExpr *E, Place At);
  bool isWrittenBehind(const clang::Expr *E, const Sequence &Parts) const;
  void sequence(const clang::Expr *E, const Sequence &Parts, Place At);
  void postfix(const clang::Expr *E);
  void extends(const clang::Expr *Init);
  void behindComma(const clang::Expr *Init);

  // Arguments.cpp
  void defaultArguments(const clang::CallExpr *Call, Place At);
  void bareLists(const clang::CallExpr *Call, Place At);
  bool bareList(const clang::Expr *E, clang::QualType T, Place At);
  llvm::ArrayRef<const clang::CallExpr *> instancesOf(const clang::CallExpr *Call) const;
  std::string memberClass(const clang::CallExpr *Call, clang::QualType T) const;
  clang::QualType toldParameter(const clang::CallExpr *Call, unsigned Index) const;
  bool newObject(const clang::CXXNewExpr *E, Place At);

  // Lists.cpp
  /// Whether \p E makes an object (\p Of that type) by a list that awaits; then everything is done for it.
  /// \p Whole: what is to be made with it.
  bool list(const clang::Expr *E, clang::QualType Of, Place At, const clang::Expr *Whole = nullptr);
  void listOf(const clang::Expr *E, const Braces &List, clang::QualType T, const std::string &Type, Place At,
              const char *What, const char *Instead);
  bool elements(const clang::Expr *E, clang::QualType T, Place At);
  std::string textOf(clang::QualType T) const;
  std::string textOfList(const clang::Expr *E, clang::QualType T) const;
  void range(const clang::Expr *E);
  bool listOfVariable(const clang::VarDecl *Var, Place At);
  void array(const clang::VarDecl *Var, const Braces &List, Place At);
  /// Those of \p Parts that matter become arguments of a closure; the arguments, in parentheses.
  Pieces given(const Braces &Parts, bool Copies, std::string &Parameters);
  bool canBeGiven(const Braces &List) const;
  void inOrder(const Braces &List);
  void defaults(const clang::Expr *Init, clang::QualType T);

  // Rewrites.cpp
  enum class Rewrite {
    Moving,  ///< something comes in front of the statement, and pieces of the source take new places
    InFront, ///< something comes in front of the statement
    InPlace  ///< nothing does
  };
  /// Whether \p S is to be written otherwise; if not, it is told of. \p Always: in bodies that nothing else lowers, too.
  bool edits(const clang::Stmt *S, clang::SourceLocation Loc, bool Possible, const std::string &What,
             const std::string &Instead, Rewrite How = Rewrite::Moving, bool Always = false);
  std::string coroutine(const std::string &Of) const {
    return Coroutine + (Coroutine.back() == '<' ? "" : ", ") + Of + ">";
  }
  std::string name(const std::string &Base) const;
  void replace(const clang::Expr *E, Pieces Instead, Pieces Closure);
  /// The text of \p E, with the edits made to it so far, for another place.
  NameClosure namesClosures(std::string &To);
  Piece moved(const clang::Expr *E) { return L.Edits.take(E->getSourceRange()); }
  /// What a call of a closure is given, perhaps in another closure.
  Piece passed(const clang::Expr *E, bool Scalar) {
    keepHeld(E, Scalar);
    return moved(E);
  }
  enum class As { Itself, Value, Target, Effect };
  std::pair<std::string, std::string> aroundInOrder(const clang::Expr *E, As What);
  Pieces inOrder(const clang::Expr *E, As What);
  void writeInOrder(const clang::Expr *E, As What);
  void writeShift(const clang::BinaryOperator *E, Place At);
  void writeLogical(const clang::BinaryOperator *E, llvm::ArrayRef<const clang::Expr *> Operands,
                    Place At);
  Pieces chain(llvm::ArrayRef<const clang::Expr *> Operands, bool And, clang::SourceRange Whole,
               bool Keeps);
  void writeConditional(const clang::ConditionalOperator *E, const clang::Expr *Await, Place At);
  void writeApart(const clang::ConditionalOperator *E, Place At);
  void writeAssignment(const clang::Expr *E, const Sequence &Parts, Place At);
  void writeDropped(const clang::Expr *E, const Sequence &Parts, Place At);
  void made(const clang::Expr *E, const std::string &What, const std::string &Type, Place At,
            clang::QualType Of = {});

  // Kept.cpp
  /// Makes the temporaries of \p E, which a closure is to hold, live until the end of the statement: see Kept.h. Whether there
  /// are any; then the closure is given what opened() says, and declares that as a parameter, opens().
  bool keep(const clang::Expr *E, bool Scalar, clang::QualType Of = {}, bool Itself = false);
  /// The same for \p E and its temporaries, if it is part of what a closure is to hold: once its text is taken, that cannot
  /// see to them.
  void keepHeld(const clang::Expr *E, bool Scalar) {
    if (Held)
      keep(E, Scalar, {}, true);
  }
  /// Not if one comes out of the middle of a macro, and what the closure gives may refer to it.
  bool canKeep(const clang::Expr *E, bool Scalar, clang::QualType Of = {}) const;
  bool canKeepArms(const clang::ConditionalOperator *E, const clang::Expr *Whole) const;
  bool keepArms(const clang::ConditionalOperator *E, const clang::Expr *Whole);
  std::string opened(bool Keeps, const char *Before = "") const { return Keeps ? Before + Keeper + ".open()" : ""; }
  static std::string opens(bool Keeps, const char *Before = "") {
    return Keeps ? std::string(Before) + "async::keeper::opened const&" : "";
  }

  Lowering &L;
  const clang::FunctionDecl *F;
  const bool Rewrites, HasDrops;
  const std::string Coroutine;
  const clang::QualType Value;
  const InstanceFacts &Known;
  std::vector<Pieces> Closures; ///< of the current statement
  std::optional<bool> Held;     ///< in what a closure is to hold: whether that gives a number
  std::string Keeper;           ///< what keeps temporaries of it; empty if nothing does
  size_t OfInit = 0;            ///< how many of them its init-statement uses
  bool HeadTaken = false;
  clang::SourceRange Macro; ///< the use that the statement around is, in front of which all closures stand
  bool IsWrittenOut = false; ///< what stands in front of the statement does so in the text of a macro that is written out
  bool IsTaken = false; ///< the statement is in a closure that is part of a head that was taken apart
  const clang::Expr *Extended = nullptr; ///< lives as long as the reference to a member of it
  int Count = 0, KeeperCount = 0, NamedClosures = 0;
  std::map<const clang::TagDecl *, std::string> Unnamed; ///< what they are called
  const clang::Expr *Root = nullptr;     ///< the full-expression
  std::set<const clang::Expr *> HasList; ///< arguments that are done
};

} // namespace asyncc
