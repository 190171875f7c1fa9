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
#include "analysis/Visitor.h"
#include "lower/Modes.h"
#include "lower/maybe/Maybe.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Lex/Lexer.h"

using namespace clang;

namespace asyncc {
namespace {

/// What a body refers to and how it leaves, without the branches that are taken out.
class Rest : public Visitor {
public:
  explicit Rest(const std::vector<Branch> &Removed) {
    for (const Branch &Each : Removed)
      Without.insert(Each.Body);
  }
  bool TraverseStmt(Stmt *S) override {
    return !S || Without.count(S) || Visitor::TraverseStmt(S);
  }
  bool TraverseLambdaExpr(LambdaExpr *E) override {
    const bool Was = Leaves;
    Visitor::TraverseLambdaExpr(E);
    Leaves = Was;
    return true;
  }
  bool VisitDeclRefExpr(DeclRefExpr *E) override {
    if (!Set.count(E))
      Used.insert(E->getDecl());
    Named.insert(E->getDecl());
    return true;
  }
  bool VisitCXXThisExpr(CXXThisExpr *) override { return NamesThis = true; }
  bool VisitTypedefTypeLoc(TypedefTypeLoc TL) override {
    Types.insert(TL.getTypePtr()->getDecl());
    return true;
  }
  bool VisitGotoStmt(GotoStmt *S) override {
    Labels.insert(S->getLabel());
    return true;
  }
  bool VisitBinaryOperator(BinaryOperator *E) override { return !E->isAssignmentOp() || sets(E->getLHS()); }
  bool VisitUnaryOperator(UnaryOperator *E) override { return !E->isIncrementDecrementOp() || sets(E->getSubExpr()); }
  bool VisitSwitchStmt(SwitchStmt *S) override { return !S->getConditionVariable() || sets(S->getCond()); }
  bool VisitStmt(Stmt *S) override {
    if (auto *Range = dyn_cast<CXXForRangeStmt>(S))
      Leaves |= Range->getCoawaitLoc().isValid();
    Leaves |= isa<CoawaitExpr, DependentCoawaitExpr, CoreturnStmt, CoyieldExpr, ReturnStmt,
                  CXXThrowExpr>(S);
    return true;
  }

  std::set<const ValueDecl *> Used; ///< what is only set is not used for compilers
  std::set<const ValueDecl *> Named;
  std::set<const TypedefNameDecl *> Types;
  std::set<const LabelDecl *> Labels;
  bool NamesThis = false;
  bool Leaves = false; ///< awaits, yields, returns or throws

private:
  bool sets(const Expr *E) {
    Set.insert(dyn_cast<DeclRefExpr>(E->IgnoreParenImpCasts()));
    return true;
  }

  std::set<const Stmt *> Without;
  std::set<const DeclRefExpr *> Set;
};

std::string use(const ValueDecl *Var) {
  const std::string Name = Var->getNameAsString();
  return Var->isParameterPack() ? " ((void)" + Name + ", ...);" : " (void)" + Name + ";";
}

/// Closures in the rest, outermost first.
class Lambdas : public Visitor {
public:
  explicit Lambdas(const std::vector<Branch> &Removed) : Removed(Removed) {}
  bool TraverseStmt(Stmt *S) override {
    return llvm::any_of(Removed, [S](const Branch &Each) { return Each.Body == S; }) ||
           Visitor::TraverseStmt(S);
  }
  bool VisitLambdaExpr(LambdaExpr *E) override {
    All.push_back(E);
    return true;
  }
  std::vector<const LambdaExpr *> All;

private:
  const std::vector<Branch> &Removed;
};

/// The variables that compilers might call unused without \p Branch.
std::string uses(const Branch &Gone, const Rest &Kept, const Rest &Inside) {
  std::map<SourceLocation, std::string> Text;
  for (const ValueDecl *Each : Inside.Used) {
    auto *Var = dyn_cast<VarDecl>(Each);
    const bool IsLocal = Var ? Var->isLocalVarDeclOrParm() : isa<BindingDecl>(Each);
    if (!IsLocal || !Each->getIdentifier() || Kept.Used.count(Each) ||
        (Each->getLocation() >= Gone.Body->getBeginLoc() &&
         Each->getLocation() <= Gone.Body->getEndLoc()))
      continue;
    Text[Each->getLocation()] = use(Each);
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
      Rest Inside({});
      Inside.TraverseStmt(const_cast<Stmt *>(Each.Body));
      const std::string Uses = uses(Each, Kept, Inside);
      unused(Each, Kept, Inside);
      if (!Each.IsElse)
        replace(Each, Uses.empty() ? "{}" : "{" + Uses + " }");
      else if (!Uses.empty() || elseFollows(Each.Body))
        replace(Each, "else {" + Uses + (Uses.empty() ? "}" : " }"));
      else
        replace(Each, "");
    }
    captures(Removed);
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
  /// What a closure captures for a branch that is gone. Its use stands in front: one in a branch that is not
  /// selected is none for clang.
  void captures(const std::vector<Branch> &Removed) {
    Lambdas Closures(Removed);
    Closures.TraverseStmt(F->getBody());
    for (const LambdaExpr *Closure : Closures.All) {
      auto *Block = dyn_cast_or_null<CompoundStmt>(writtenBody(Closure->getCallOperator()));
      if (!Block)
        continue;
      Rest Whole({}), Kept(Removed);
      Whole.TraverseStmt(const_cast<CompoundStmt *>(Block));
      Kept.TraverseStmt(const_cast<CompoundStmt *>(Block));
      std::string Uses;
      for (const LambdaCapture &Each : Closure->explicit_captures()) {
        if (Each.capturesThis() && Whole.NamesThis && !Kept.NamesThis)
          Uses += " (void)this;";
        if (Each.capturesVariable() && Whole.Named.count(Each.getCapturedVar()) &&
            !Kept.Named.count(Each.getCapturedVar()))
          Uses += use(Each.getCapturedVar());
      }
      if (!Uses.empty())
        L.Edits.insertAfter(Block->getLBracLoc(), {Uses});
    }
  }

  /// Types and labels that only \p Gone names.
  void unused(const Branch &Gone, const Rest &Kept, const Rest &Inside) {
    auto IsOutside = [&](const Decl *D) {
      return D->getDeclContext()->isFunctionOrMethod() && D->getLocation().isFileID() &&
             (D->getLocation() < Gone.Body->getBeginLoc() || D->getLocation() > Gone.Body->getEndLoc());
    };
    for (const TypedefNameDecl *Type : Inside.Types)
      if (!Kept.Types.count(Type) && IsOutside(Type) && Unused.insert(Type).second) {
        if (isa<TypeAliasDecl>(Type))
          L.Edits.insertAfter(Type->getLocation(), {" [[maybe_unused]]"});
        else
          L.Edits.insertBefore(Type->getBeginLoc(), {"[[maybe_unused]] "});
      }
    for (const LabelDecl *Label : Inside.Labels)
      if (!Kept.Labels.count(Label) && IsOutside(Label) && Unused.insert(Label).second)
        L.Edits.insertAfter(L.Edits.tokenAfter(Label->getLocation(), tok::colon), {" __attribute__((unused));"});
  }
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
  std::set<const Decl *> Unused; // types and labels
};

} // namespace

void lowerBranches(Lowering &L, const FunctionDecl *F) { Branches(L, F).run(); }

} // namespace asyncc
