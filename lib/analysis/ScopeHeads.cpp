#include "analysis/Completion.h"
#include "analysis/Names.h"
#include "analysis/ScopeBuilder.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace asyncc {

/// What stands around the condition \p E of a statement for \p Name to be it. g++ gets an await in `a && b` right as the
/// condition of an `if`, and as no operand.
static std::pair<std::string, std::string> asked(const std::string &Name, const std::string &Cast, const Expr *E, bool IsBool) {
  return IsBool && isLogical(E) ? std::pair<std::string, std::string>{"if (", ") " + Name + " = true;"}
                                : std::pair<std::string, std::string>{Name + " = " + Cast + "(", ");"};
}

void ScopeBuilder::condition(const Expr *E, const std::string &Type, const std::string &Name,
                             std::vector<Temporary> List, DropScope *Scope,
                             const std::string &Before, const std::string &After) {
  const Anchor Begin{E->getBeginLoc(), false}, End{E->getEndLoc()};
  int N = ++Number;
  insert(Begin, Before + Type + " " + Name + "{}; { ", N);
  temporaries(std::move(List), Begin, {End, {E}, true}, Scope, nullptr, nullptr);
  const auto [Open, Shut] = asked(Name, "static_cast<" + Type + ">", E, Type == "bool");
  insert(Begin, Open);
  insert(End, Shut, Number = Number + 1);
  Tree.Rewrites.push_back({Rewrite::Close, End, " } " + After, N});
}

void ScopeBuilder::loop(const Stmt *Statement, const Stmt *Body, DropScope *Stop, DropScope *Scope,
                        DropScope *Continued) {
  Breaks.push_back({Statement, BreaksTo[Statement] = Stop});
  Continues.push_back({Statement, ContinuesTo[Statement] = Continued ? Continued : Stop});
  ++Loops;
  substatement(Body, Scope);
  --Loops;
  Breaks.pop_back();
  Continues.pop_back();
}

DropScope *ScopeBuilder::init(const Stmt *Whole, const Stmt *Init, SourceLocation Keyword,
                              SourceLocation LParen, const std::string &Head, bool Completes,
                              DropScope *Scope, bool Force) {
  auto *Declaration = dyn_cast_or_null<DeclStmt>(Init);
  auto *E = dyn_cast_or_null<Expr>(Init);
  bool Any = Force;
  if (Declaration)
    for (const Decl *D : Declaration->decls())
      if (auto *Var = dyn_cast<VarDecl>(D))
        Any |= static_cast<bool>(Ask.Wanted(Var)) || !temporariesIn(Var).empty();
  std::vector<Temporary> List = E ? temporariesIn(E, true) : std::vector<Temporary>{};
  Any |= !List.empty();
  if (!Any)
    return Scope;
  int N = ++Number;
  replace({Keyword, LParen}, "{ ");
  close(Whole, N);
  const Governed Of{{endOf(Whole)}, restOf(Whole, Init), Completes};
  SourceLocation Semi = Init ? endOf(Init) : SourceLocation();
  int HeadNumber = 0;
  if (Declaration) {
    Scope = declare(Declaration, Of, Scope);
  } else if (E) {
    HeadNumber = ++Number;
    braces(E);
    temporaries(std::move(List), {E->getBeginLoc(), false}, {{Semi}, {E}, true}, Scope, nullptr,
                nullptr);
  }
  const std::string Text =
      " " + Head + (Head == "for" && Whole->getStmtClass() == Stmt::ForStmtClass ? " (;" : " (");
  const Anchor At = Init ? Anchor{Semi} : Anchor{LParen};
  if (E)
    Tree.Rewrites.push_back({Rewrite::Close, At, Text, HeadNumber});
  else
    insert(At, Text);
  return Scope;
}

std::vector<const Stmt *> ScopeBuilder::restOf(const Stmt *Whole, const Stmt *Init) {
  std::vector<const Stmt *> Rest;
  for (const Stmt *Child : Whole->children())
    if (Child && Child != Init)
      Rest.push_back(Child);
  return Rest;
}

DropScope *ScopeBuilder::conditionVariable(const Stmt *Whole, const VarDecl *Var,
                                           const DeclStmt *Declaration, SourceLocation Keyword,
                                           SourceLocation LParen, const std::string &Head,
                                           bool Completes, DropScope *Scope) {
  if (!Var || !(Ask.Wanted(Var) || !temporariesIn(Var).empty()))
    return Scope;
  unhead(Whole, Keyword, LParen);
  Anchor End{Var->getEndLoc()};
  insert(End, ";");
  Scope = declare(Var, {Var->getBeginLoc(), false}, End,
                  {{endOf(Whole)}, restOf(Whole, Declaration), Completes}, Scope);
  insert(End, " " + Head + " (" + Var->getNameAsString());
  return Scope;
}

void ScopeBuilder::ifStatement(const IfStmt *If, DropScope *Scope) {
  const bool Completes = completesNormally(If);
  const std::string Head = If->isConstexpr() ? "if constexpr" : "if";
  const size_t Before = Tree.Rewrites.size();
  Scope = init(If, If->getInit(), If->getIfLoc(), If->getLParenLoc(), Head, Completes, Scope);
  noteHead(If, Before);
  Scope = conditionVariable(If, If->getConditionVariable(), If->getConditionVariableDeclStmt(),
                            If->getIfLoc(), If->getLParenLoc(), Head, Completes, Scope);
  if (!If->getConditionVariable() && !If->isConsteval() && !If->isConstexpr())
    if (auto List = temporariesIn(If->getCond(), false); !List.empty()) {
      unhead(If, If->getIfLoc(), If->getLParenLoc());
      const std::string Name = Ask.Name("condition" + std::to_string(++Conditions));
      condition(If->getCond(), "bool", Name, std::move(List), Scope, "", "if (" + Name);
    }
  for (const Stmt *Branch : {If->getThen(), If->getElse()})
    if (!Ask.IsGone(Branch))
      substatement(Branch, Scope);
}

void ScopeBuilder::switchStatement(const SwitchStmt *Switch, DropScope *Scope) {
  const bool Completes = completesNormally(Switch);
  const size_t Before = Tree.Rewrites.size();
  Scope = init(Switch, Switch->getInit(), Switch->getSwitchLoc(), Switch->getLParenLoc(), "switch",
               Completes, Scope);
  noteHead(Switch, Before);
  Scope = conditionVariable(Switch, Switch->getConditionVariable(),
                            Switch->getConditionVariableDeclStmt(), Switch->getSwitchLoc(),
                            Switch->getLParenLoc(), "switch", Completes, Scope);
  if (!Switch->getConditionVariable())
    if (auto List = temporariesIn(Switch->getCond(), false); !List.empty()) {
      const QualType T = Switch->getCond()->IgnoreImpCasts()->getType().getUnqualifiedType();
      std::string Type = Ask.TypeText(T);
      if (T->isDependentType()) {
        const std::string Text = Ask.Unevaluated(Switch->getCond());
        Type = Text.empty() ? "" : "async::switched<decltype(" + Text + ")>";
      }
      if (Type.empty()) {
        for (const Temporary &Each : List)
          Ask.RefuseTemporary(Each);
      } else {
        unhead(Switch, Switch->getSwitchLoc(), Switch->getLParenLoc());
        const std::string Name = Ask.Name("condition" + std::to_string(++Conditions));
        condition(Switch->getCond(), Type, Name, std::move(List), Scope, "", "switch (" + Name);
      }
    }
  Breaks.push_back({Switch, BreaksTo[Switch] = Scope});
  substatement(Switch->getBody(), Scope);
  Breaks.pop_back();
}

void ScopeBuilder::noteHead(const Stmt *Whole, size_t Before) {
  if (Tree.Rewrites.size() == Before)
    return;
  Taken.insert(Whole);
  HeadIndex[Whole] = Tree.Rewrites.size() - 1;
}

void ScopeBuilder::unhead(const Stmt *Whole, SourceLocation Keyword, SourceLocation LParen) {
  if (Taken.count(Whole)) {
    Tree.Rewrites[HeadIndex[Whole]].Text = " ";
  } else {
    int N = ++Number;
    replace({Keyword, LParen}, "{ ");
    close(Whole, N);
  }
}

void ScopeBuilder::whileStatement(const WhileStmt *While, DropScope *Scope) {
  DropScope *const Outside = Scope;
  if (const VarDecl *Var = While->getConditionVariable();
      Var && (Ask.Wanted(Var) || !temporariesIn(Var).empty())) {
    int N = ++Number;
    replace({While->getWhileLoc(), While->getLParenLoc()}, "while (true) { ");
    replace(SourceRange(While->getRParenLoc()), "");
    close(While, N);
    perRound(While, Var, While->getBody(), Scope);
    return;
  }
  if (auto List = temporariesIn(While->getCond(), false); !List.empty()) {
    int N = ++Number;
    replace({While->getWhileLoc(), While->getLParenLoc()}, "while (true) { ");
    close(While, N);
    const std::string Name = Ask.Name("condition" + std::to_string(++Conditions));
    condition(While->getCond(), "bool", Name, std::move(List), Scope, "",
              "if (!" + Name + ") break;");
    replace(SourceRange(While->getRParenLoc()), "");
  }
  loop(While, While->getBody(), Outside, Scope);
}

void ScopeBuilder::perRound(const Stmt *Loop, const VarDecl *Var, const Stmt *Body,
                            DropScope *Scope) {
  DropScope *const Outside = Scope;
  Anchor End{Var->getEndLoc()};
  insert(End, ";");
  Scope = declare(Var, {Var->getBeginLoc(), false}, End,
                  {{endOf(Loop)}, {Body, Var->getInit()}, true, true}, Scope);
  ExitTarget *Done = target(ExitKind::Break, nullptr, Loop);
  leave(nullptr, Scope, Outside, Done);
  Tree.Rewrites.push_back(
      {Rewrite::LeaveIf, End, " if (!(" + Var->getNameAsString() + ")) ", ++Number, {}, Scope});
  loop(Loop, Body, Outside, Scope);
}

void ScopeBuilder::forStatement(const ForStmt *For, DropScope *Scope) {
  const Expr *Condition = For->getCond(), *Step = For->getInc();
  const std::string Again = Ask.Name("again" + std::to_string(++Conditions));
  std::vector<Temporary> InStep = temporariesIn(Step, true);
  if (!InStep.empty()) {
    const int N = ++Number;
    insert({For->getForLoc(), false}, "{ bool " + Again + " = false; ", N);
    close(For, N);
  }
  Scope = init(For, For->getInit(), For->getForLoc(), For->getLParenLoc(), "for",
               completesNormally(For), Scope);
  const VarDecl *Var = For->getConditionVariable();
  if (Var && (Ask.Wanted(Var) || !temporariesIn(Var).empty()))
    return forWithVariable(For, Var, Scope);
  std::vector<Temporary> InCondition = temporariesIn(Condition, false);
  if (InCondition.empty() && InStep.empty())
    return loop(For, For->getBody(), Scope, Scope);
  // Both move into the body: { if (again_) step; again_ = true; if (!condition) break; body }
  const Stmt *Body = For->getBody();
  const Anchor Begin{Body->getBeginLoc(), false};
  const int M = Tree.Wrapped[For] = ++Number;
  insert(Begin, "{ ", M);
  if (!InStep.empty()) {
    replace(Step->getSourceRange(), "");
    insert(Begin, "if (" + Again + ") { ");
    moved(Step, "", ";", std::move(InStep), Begin, Scope, " } " + Again + " = true; ");
  }
  if (Condition && InCondition.empty()) {
    replace(Condition->getSourceRange(), "");
    Tree.Rewrites.push_back({Rewrite::Copy, Begin, "if (!(", ++Number, Condition->getSourceRange(),
                             nullptr, ")) break; "});
  } else if (Condition) {
    replace(Condition->getSourceRange(), "");
    movedCondition(Condition, std::move(InCondition), Begin, Scope);
  }
  close(Body, M);
  loop(For, Body, Scope, Scope);
}

void ScopeBuilder::moved(const Expr *E, const std::string &Before, const std::string &After,
                         std::vector<Temporary> List, Anchor At, DropScope *Scope,
                         const std::string &Behind) {
  std::vector<Ended> Made;
  temporaries(std::move(List), At, {At, {E}, true}, Scope, &Made, nullptr);
  Tree.Rewrites.push_back(
      {Rewrite::Copy, At, Before, ++Number, E->getSourceRange(), nullptr, After});
  for (auto I = Made.rbegin(); I != Made.rend(); ++I)
    if (I->Scope)
      I->Scope->EndsAmongBeginnings = ++Number;
  insert(At, Behind);
}

void ScopeBuilder::movedCondition(const Expr *E, std::vector<Temporary> List, Anchor At,
                                  DropScope *Scope) {
  const std::string Name = Ask.Name("condition" + std::to_string(++Conditions));
  insert(At, "bool " + Name + "{}; { ");
  const bool Converts = !E->IgnoreUnlessSpelledInSource()->getType()->isBooleanType();
  const auto [Open, Shut] = asked(Name, Converts ? "static_cast<bool>" : "", E, true);
  moved(E, Open, Shut, std::move(List), At, Scope, " } if (!" + Name + ") break; ");
}

void ScopeBuilder::forWithVariable(const ForStmt *For, const VarDecl *Var, DropScope *Scope) {
  DropScope *const Outside = Scope;
  const Stmt *Body = For->getBody();
  const Expr *Step = For->getInc();
  const Anchor Begin{Body->getBeginLoc(), false};
  const int N = Tree.Wrapped[For] = ++Number;
  insert(Begin, "{ ", N);
  const SourceRange Declaration = For->getConditionVariableDeclStmt()->getSourceRange();
  Tree.Rewrites.push_back({Rewrite::Copy,
                           Begin,
                           "",
                           ++Number,
                           {Declaration.getBegin(), Var->getEndLoc()},
                           nullptr,
                           ";"});
  replace({Declaration.getBegin(), Var->getEndLoc()}, "");
  for (const Temporary &Each : temporariesIn(Var))
    Ask.RefuseTemporary(Each);
  if (Step)
    for (const Temporary &Each : temporariesIn(Step, true))
      Ask.RefuseTemporary(Each);
  if (DropInfo Info = Ask.Wanted(Var))
    Scope = open(Var, Info, Scope, Begin, {{endOf(Body)}, {Body, Step, Var->getInit()}, true, true});
  leave(nullptr, Scope, Outside, target(ExitKind::Break, nullptr, For));
  Tree.Rewrites.push_back(
      {Rewrite::LeaveIf, Begin, " if (!(" + Var->getNameAsString() + ")) ", ++Number, {}, Scope});
  const int M = ++Number;
  const Anchor End{endOf(Body)};
  auto Last = [&](const std::string &Before) {
    if (Step) {
      replace(Step->getSourceRange(), "");
      Tree.Rewrites.push_back({Rewrite::Close, End, Before, M, Step->getSourceRange(), nullptr, ";"});
    } else {
      close(Body, M, Before);
    }
    close(Body, N);
  };
  if (Scope == Outside) {
    // Its drop is called: breaks leave the loop by themselves, and only `continue` needs a place to go.
    insert(Begin, " { ");
    if (Step)
      Skips[For] = {Ask.Name("step" + std::to_string(++Conditions)), false};
    loop(For, Body, Outside, Scope);
    return Last(Step && Skips[For].second ? " } " + Skips[For].first + ": " : " } ");
  }
  insert(Begin, " do ");
  Last(" while (false); ");
  ++Loops; // what ends behind the body does not end with the variable
  loop(For, Body, Outside, Scope, Scope);
  --Loops;
}

void ScopeBuilder::doStatement(const DoStmt *Do, DropScope *Scope) {
  std::vector<Temporary> List = temporariesIn(Do->getCond(), false);
  if (List.empty()) {
    loop(Do, Do->getBody(), Scope, Scope);
    const bool Continues = llvm::any_of(Tree.Exits, [&](const Exit &Each) {
      return Each.Target->Kind == ExitKind::Continue && Each.Target->Statement == Do;
    });
    if (Continues && Ask.IsMissed(Do->getCond()))
      again(Do, std::move(List), Scope);
    return;
  }
  again(Do, std::move(List), Scope);
  loop(Do, Do->getBody(), Scope, Scope);
}

void ScopeBuilder::again(const DoStmt *Do, std::vector<Temporary> List, DropScope *Scope) {
  const std::string Again = Ask.Name("again" + std::to_string(++Conditions));
  const Anchor Begin{Do->getDoLoc()};
  replace(SourceRange(Do->getDoLoc()), "for (bool " + Again + " = false;; " + Again + " = true) {");
  insert(Begin, " if (" + Again + ") {");
  movedCondition(Do->getCond(), std::move(List), Begin, Scope);
  insert(Begin, " }");
  replace({Do->getWhileLoc(), Ask.TokenAfter(Do->getRParenLoc(), tok::semi)}, "}");
}

/// Whether a range's `begin` is found by its namespace.
static bool hasFreeBegin(const CXXForRangeStmt *Range) {
  auto *Declaration = dyn_cast_or_null<DeclStmt>(Range->getBeginStmt());
  auto *Var = Declaration ? dyn_cast<VarDecl>(Declaration->getSingleDecl()) : nullptr;
  const Stmt *S = Var ? Var->getInit() : nullptr;
  while (S && !isa<CallExpr>(S)) {
    if (auto *Await = dyn_cast<CoawaitExpr>(S))
      S = Await->getOperand();
    else
      S = S->child_begin() == S->child_end() ? nullptr : *S->child_begin();
  }
  auto *Call = dyn_cast_or_null<CallExpr>(S);
  return Call && !isa<CXXMemberCallExpr>(Call) && Call->getDirectCallee() &&
         !isa<CXXMethodDecl>(Call->getDirectCallee()) && Call->getNumArgs() == 1;
}

/// A range gets a name in front of its loop if it has to be dropped, or if the loop is taken apart:
///
///     for co_await (auto&& x : f())   ->   { auto&& range_ = f(); auto begin_ = co_await range_.begin();
///       body                               auto end_ = range_.end();
///                                          for (; begin_ != end_; (void)(co_await ++begin_)) {
///                                          auto&& x = *begin_; body } }
void ScopeBuilder::rangeStatement(const CXXForRangeStmt *Range, DropScope *Scope) {
  const Expr *Init = Range->getRangeInit();
  if (auto *Cleanups = dyn_cast_or_null<ExprWithCleanups>(Init))
    Init = Cleanups->getSubExpr();
  if (auto *Made = dyn_cast_or_null<MaterializeTemporaryExpr>(Init))
    Init = Made->getSubExpr(); // its life is that of the loop
  const VarDecl *Hidden =
      Range->getRangeStmt() ? dyn_cast<VarDecl>(Range->getRangeStmt()->getSingleDecl()) : nullptr;
  const bool Awaits = Range->getCoawaitLoc().isValid() && Ask.Suspends;
  const DropInfo OfRange = dropOfRange(Init, Awaits);
  std::vector<Temporary> List = Hidden ? temporariesIn(Init, false, OfRange ? nullptr : Hidden) : std::vector<Temporary>{};
  SourceLocation LParen = Ask.TokenAfter(Range->getForLoc(), tok::l_paren);
  const bool Force = OfRange || !List.empty() || Awaits;
  const bool Completes = true;
  Scope = init(Range, Range->getInit(), Range->getForLoc(), LParen, "for", Completes, Scope, Force);
  if (Force) {
    const std::string N = std::to_string(++Ranges), Name = Ask.Name("range" + N);
    Rewrite Head = std::move(Tree.Rewrites.back());
    Tree.Rewrites.pop_back();
    const Anchor At = Head.At;
    std::vector<Ended> Ending;
    Governed Of{{endOf(Range)}, {Range->getBody()}, Completes};
    Scope = temporaries(std::move(List), At, Of, Scope, &Ending, Init);
    const bool Copied = Init->isPRValue() && !Init->isTypeDependent();
    const bool Comma = isComma(Init);
    Tree.Rewrites.push_back({Rewrite::Copy, At, (Copied ? "auto " : "auto&& ") + Name + (Comma ? " = (" : " = "),
                             ++Number, Init->getSourceRange(), nullptr, Comma ? ");" : ";"});
    if (OfRange) {
      DropScope *S = make(OfRange, Scope, At, {Of.End, {Range}, Completes});
      S->Name = Name;
      S->Value = Init;
      Scope = below(S, Scope);
    }
    endNow(Ending, At);
    if (Awaits) {
      const std::string Begin = Ask.Name("begin" + N);
      const std::string End = Ask.Name("end" + N);
      const bool Members = !hasFreeBegin(Range);
      auto Call = [&](const char *What) {
        return Members ? Name + "." + What + "()" : std::string(What) + "(" + Name + ")";
      };
      insert(At, "\nauto " + Begin + " = co_await " + Call("begin") + "; auto " + End + " = " +
                     Call("end") + ";\nfor (; " + Begin + " != " + End +
                     "; static_cast<void>(co_await ++" + Begin +
                     ")) { "); // g++ 12 rejects the await alone if its type is dependent
      replace({Range->getColonLoc(), Range->getRParenLoc()}, "= *" + Begin + ";");
      close(Range->getBody(), ++Number);
    } else {
      insert(At, Head.Text);
      replace(Init->getSourceRange(), Name);
    }
  }
  DropScope *const Outside = Scope;
  const VarDecl *Element = Range->getLoopVariable();
  if (DropInfo Info = Element ? Ask.Wanted(Element) : DropInfo{}) {
    // It is declared by the loop: only the body has to be wrapped.
    int N = ++Number;
    const Stmt *Body = Range->getBody();
    insert({Body->getBeginLoc(), false}, "{ ", N);
    close(Body, N);
    const Anchor Begin{Body->getBeginLoc(), false};
    std::string Bound;
    if (auto *Bindings = dyn_cast<DecompositionDecl>(Element))
      Bound = bind(Bindings, Begin);
    Scope = open(Element, Info, Scope, Begin, {{endOf(Body)}, {Body}, completesNormally(Body), true});
    if (!Bound.empty())
      Tree.Scopes.back()->Name = Bound;
  }
  loop(Range, Range->getBody(), Outside, Scope);
}

/// The drop of a range that ends with its loop: a temporary, and what is walked with `for co_await`
/// if it can tell that it was dropped already.
DropInfo ScopeBuilder::dropOfRange(const Expr *Init, bool Awaits) const {
  if (!Init)
    return {};
  if (Init->isTypeDependent()) {
    DropInfo Unknown;
    if (Awaits && (Init->isPRValue() || Init->isLValue()))
      Unknown.Is = DropInfo::Own; // an instantiation tells
    return Unknown;
  }
  if (Init->isPRValue())
    return Ask.WantedTemporary(Init->getType().getUnqualifiedType(), false);
  if (!Awaits || Init->getType().isConstQualified())
    return {};
  DropInfo Info = Ask.WantedTemporary(Init->getType().getUnqualifiedType(), false);
  return Info.HasPredicate ? Info : DropInfo{};
}

} // namespace asyncc
