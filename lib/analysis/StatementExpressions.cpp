//===- StatementExpressions.cpp - Exits in the middle of an expression ----===//
//
//     file f; int n = ({ auto v = parse(); if (!v) co_return -1; *v; });
//
// GNU's statement expressions, which macros that propagate errors are made of, may leave the scopes around the whole
// expression. They are looked for when the scopes are known: an exit belongs to the innermost one that the statement
// around it stands in. What is declared within is no scope here; objects with drops are refused there.
//
//===----------------------------------------------------------------------===//

#include "analysis/Scopes.h"
#include "analysis/ScopeBuilder.h"
#include "analysis/WrittenVisitor.h"

using namespace clang;

namespace asyncc {
namespace {

struct ExitWithin {
  const Stmt *At;
  std::vector<const Stmt *> Around; ///< from the body inwards
};

/// Exits in statement expressions, but for those that stay within.
class ExitsWithin : public WrittenVisitor {
public:
  std::vector<ExitWithin> List;

  bool TraverseStmt(Stmt *S) override {
    if (!S)
      return true;
    const bool Whole = isa<StmtExpr>(S), Takes = isa<ForStmt, CXXForRangeStmt, WhileStmt, DoStmt>(S);
    const unsigned OuterBreaks = Breaks, OuterContinues = Continues, Outer = Within;
    if (Whole)
      Breaks = Continues = 0, ++Within;
    Breaks += Takes || isa<SwitchStmt>(S);
    Continues += Takes;
    if (Within && ((isa<BreakStmt>(S) && !Breaks) || (isa<ContinueStmt>(S) && !Continues) ||
                   isa<CoreturnStmt, ReturnStmt, GotoStmt>(S)))
      List.push_back({S, Around});
    Around.push_back(S);
    const bool Go = WrittenVisitor::TraverseStmt(S);
    Around.pop_back();
    Breaks = OuterBreaks, Continues = OuterContinues, Within = Outer;
    return Go;
  }

private:
  std::vector<const Stmt *> Around;
  unsigned Breaks = 0, Continues = 0, Within = 0; // loops and switches inside of a statement expression
};

} // namespace

/// The innermost scope that one of \p Around stands in.
static DropScope *innermost(const ScopeTree &Tree, const std::vector<const Stmt *> &Around) {
  DropScope *Found = nullptr;
  for (const auto &S : Tree.Scopes)
    if (!S->Called && llvm::any_of(S->Region, [&](const Stmt *Part) { return Part && llvm::is_contained(Around, Part); }))
      Found = S.get();
  return Found;
}

void ScopeBuilder::statementExpressions(const CompoundStmt *Body) {
  ExitsWithin Exits;
  Exits.TraverseStmt(const_cast<CompoundStmt *>(Body));
  for (const ExitWithin &Each : Exits.List) {
    DropScope *Scope = innermost(Tree, Each.Around);
    if (auto *Goto = dyn_cast<GotoStmt>(Each.At)) {
      Gotos.push_back({Goto, Scope});
      continue;
    }
    if (isa<CoreturnStmt, ReturnStmt>(Each.At)) {
      leave(Each.At, Scope, nullptr, target(ExitKind::Return, nullptr, nullptr));
      continue;
    }
    const bool Breaks = isa<BreakStmt>(Each.At);
    const auto &Known = Breaks ? BreaksTo : ContinuesTo;
    for (auto I = Each.Around.rbegin(); I != Each.Around.rend(); ++I)
      if (auto To = Known.find(*I); To != Known.end()) {
        leave(Each.At, Scope, To->second,
              target(Breaks ? ExitKind::Break : ExitKind::Continue, nullptr, To->first));
        break;
      }
  }
}

} // namespace asyncc
