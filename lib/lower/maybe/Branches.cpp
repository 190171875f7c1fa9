//===- Branches.cpp - if constexpr (X::is_async) --------------------------===//
//
// What the mode of a rendering does not select is taken out. The rest must stay what it was: a variable
// that only the other branch used is still used, an `else` keeps its `if`, and a body that awaited in the
// other branch alone is still a coroutine.
//
//===----------------------------------------------------------------------===//

#include "analysis/Awaitable.h"
#include "analysis/Maybe.h"
#include "analysis/Statements.h"
#include "lower/maybe/Maybe.h"
#include "lower/Modes.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Lex/Lexer.h"

using namespace clang;

namespace asyncc {
namespace {

/// What a body refers to and how it leaves, without the branches that are taken out.
class Rest : public RecursiveASTVisitor<Rest> {
public:
  explicit Rest(const std::vector<Branch> &Removed) {
    for (const Branch &Each : Removed)
      Without.insert(Each.Body);
  }
  bool TraverseCoroutineBodyStmt(CoroutineBodyStmt *S) { return TraverseStmt(S->getBody()); }
  bool TraverseStmt(Stmt *S) {
    return !S || Without.count(S) || RecursiveASTVisitor::TraverseStmt(S);
  }
  bool TraverseLambdaExpr(LambdaExpr *E) {
    const bool Was = Leaves;
    RecursiveASTVisitor::TraverseLambdaExpr(E);
    Leaves = Was;
    return true;
  }
  bool VisitDeclRefExpr(DeclRefExpr *E) {
    Used.insert(E->getDecl());
    return true;
  }
  bool VisitStmt(Stmt *S) {
    if (auto *Range = dyn_cast<CXXForRangeStmt>(S))
      Leaves |= Range->getCoawaitLoc().isValid();
    Leaves |= isa<CoawaitExpr, DependentCoawaitExpr, CoreturnStmt, CoyieldExpr, ReturnStmt,
                  CXXThrowExpr>(S);
    return true;
  }

  std::set<const ValueDecl *> Used;
  bool Leaves = false; ///< awaits, yields, returns or throws

private:
  std::set<const Stmt *> Without;
};

/// The variables that compilers might call unused without \p Branch.
std::string uses(const Branch &Gone, const Rest &Kept, const FunctionDecl *F) {
  Rest Inside({});
  Inside.TraverseStmt(const_cast<Stmt *>(Gone.Body));
  std::map<SourceLocation, std::string> Text;
  for (const ValueDecl *Each : Inside.Used) {
    auto *Var = dyn_cast<VarDecl>(Each);
    if (!Var || !Var->isLocalVarDeclOrParm() || Kept.Used.count(Var) || !Var->getIdentifier() ||
        Var->getDeclContext() != F ||
        (Var->getLocation() >= Gone.Body->getBeginLoc() &&
         Var->getLocation() <= Gone.Body->getEndLoc()))
      continue;
    Text[Var->getLocation()] = " (void)" + Var->getNameAsString() + ";";
  }
  std::string All;
  for (const auto &[Place, One] : Text)
    All += One;
  return All;
}

class Branches {
public:
  Branches(Lowering &L, const FunctionDecl *F) : L(L), F(F) {}

  void run() {
    const Mode M = modeOf(L, F);
    const std::vector<Branch> Removed = unselected(L.Unit, F, M);
    if (Removed.empty())
      return;
    Rest Kept(Removed);
    Kept.TraverseStmt(F->getBody());
    for (const Branch &Each : Removed) {
      const std::string Uses = uses(Each, Kept, F);
      if (!Each.IsElse)
        replace(Each, Uses.empty() ? "{}" : "{" + Uses + " }");
      else if (!Uses.empty() || elseFollows(Each.Body))
        replace(Each, "else {" + Uses + (Uses.empty() ? "}" : " }"));
      else
        replace(Each, "");
    }
    MaybeResult Result = maybeResult(L.Unit.AST, F->getReturnType());
    const Stmt *Body = writtenBody(F);
    if (auto *Try = dyn_cast_or_null<CXXTryStmt>(Body))
      Body = Try->getTryBlock();
    auto *Block = dyn_cast_or_null<CompoundStmt>(Body);
    if (M == Mode::Suspending && isCoroutine(F) && !Kept.Leaves && Result && Block &&
        !Result.Value.isNull() && Result.Value->isVoidType())
      L.Edits.insertBefore(Block->getRBracLoc(), {"co_return;\n"}, 1000);
  }

private:
  SourceLocation end(const Stmt *S) const {
    return endOf(S, [this](SourceLocation Loc) { return L.Edits.tokenAfter(Loc, tok::semi); });
  }
  /// An `else` behind \p S that belongs to an `if` further out.
  bool elseFollows(const Stmt *S) const {
    auto Next = Lexer::findNextToken(end(S), L.Unit.SM, L.Unit.AST.getLangOpts());
    return Next && Next->is(tok::raw_identifier) && Next->getRawIdentifier() == "else";
  }
  void replace(const Branch &Gone, const std::string &Text) {
    const SourceRange Range(Gone.Begin, end(Gone.Body));
    auto At = L.Edits.region(Range);
    if (!At) {
      Text.empty() ? L.Edits.remove(Range) : L.Edits.replace(Range, {Text});
      return;
    }
    Pieces New;
    if (!Text.empty())
      New.push_back(Text);
    L.Edits.Set->add(At->File, {At->Begin, At->End, std::move(New), 0, true});
  }

  Lowering &L;
  const FunctionDecl *F;
};

} // namespace

void lowerBranches(Lowering &L, const FunctionDecl *F) { Branches(L, F).run(); }

} // namespace asyncc
