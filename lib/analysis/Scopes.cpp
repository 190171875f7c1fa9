#include "analysis/Scopes.h"
#include "analysis/Awaitable.h"
#include "analysis/Completion.h"
#include "analysis/ScopeBuilder.h"
#include "analysis/Statements.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/StringExtras.h"
#include <algorithm>

using namespace clang;

namespace asyncc {

BodyEnds endsOf(const CompoundStmt *Body) {
  if (Body->getLBracLoc().isValid())
    return {{Body->getLBracLoc()}, {Body->getRBracLoc(), false}};
  const Stmt *Try = Body->body_front();
  return {{Try->getBeginLoc(), false, -400000}, {Try->getEndLoc()}, true};
}

ScopeTree ScopeBuilder::run(const FunctionDecl *F, const CompoundStmt *Body) {
  Function = F;
  DropScope *Outer = nullptr;
  const Governed All{endsOf(Body).End, {Body->body_begin(), Body->body_end()}, completesNormally(Body)};
  std::vector<const VarDecl *> InFrame = Ask.OwnCaptures;
  InFrame.insert(InFrame.end(), F->param_begin(), F->param_end());
  for (const VarDecl *Var : InFrame)
    if (DropInfo Info = Ask.Wanted(Var))
      Outer = open(Var, Info, Outer, endsOf(Body).Begin, All);
  block(Body, Outer);
  statementExpressions(Body);
  for (auto &[Statement, From] : Gotos)
    jump(Statement, From);
  return std::move(Tree);
}

DropScope *ScopeBuilder::make(DropInfo Info, DropScope *Parent, Anchor Begin, const Governed &Of) {
  auto Scope = std::make_unique<DropScope>();
  Scope->Called = Ask.IsCalled(Info);
  Scope->Info = std::move(Info);
  Scope->Parent = Parent;
  Scope->Number = ++Number;
  Scope->Loops = Loops + Of.EachRound;
  Scope->Begin = Begin;
  Scope->End = Of.End;
  Scope->Region = Of.Region;
  Scope->Completes = Of.Completes;
  Scope->Try = Tries.empty() ? nullptr : Tries.back();
  Scope->Handlers = {Handlers.rbegin(), Handlers.rend()};
  Tree.Scopes.push_back(std::move(Scope));
  return Tree.Scopes.back().get();
}

DropScope *ScopeBuilder::below(DropScope *S, DropScope *Parent) { return S->Called ? Parent : S; }

DropScope *ScopeBuilder::open(const VarDecl *Var, DropInfo Info, DropScope *Parent, Anchor Begin,
                              const Governed &Of) {
  DropScope *S = make(std::move(Info), Parent, Begin, Of);
  S->Var = Var;
  S->Name = Var->getNameAsString();
  S->IsCapture = llvm::is_contained(Ask.OwnCaptures, Var);
  return below(S, Parent);
}

void ScopeBuilder::insert(Anchor At, std::string Text, int N) {
  Tree.Rewrites.push_back({Rewrite::Insert, At, std::move(Text), N ? N : ++Number});
}

void ScopeBuilder::replace(SourceRange Range, std::string Text) {
  Tree.Rewrites.push_back({Rewrite::Replace, {}, std::move(Text), ++Number, Range});
}

int ScopeBuilder::braces(const Stmt *S) {
  int N = ++Number;
  insert({S->getBeginLoc(), false}, "{ ", N);
  close(S, N);
  return N;
}

void ScopeBuilder::close(const Stmt *S, int N, std::string Text) {
  Tree.Rewrites.push_back({Rewrite::Close, {endOf(S)}, std::move(Text), N});
}

SourceLocation ScopeBuilder::endOf(const Stmt *S) const {
  return asyncc::endOf(S, [this](SourceLocation Loc) { return Ask.TokenAfter(Loc, tok::semi); });
}

ExitTarget *ScopeBuilder::target(ExitKind Kind, const LabelDecl *Label, const Stmt *Statement) {
  for (auto &Each : Tree.Targets)
    if (Each->Kind == Kind && Each->Label == Label && Each->Statement == Statement)
      return Each.get();
  Tree.Targets.push_back(std::make_unique<ExitTarget>());
  *Tree.Targets.back() = {Kind, Label, Statement, static_cast<int>(Tree.Targets.size())};
  return Tree.Targets.back().get();
}

void ScopeBuilder::leave(const Stmt *At, DropScope *From, DropScope *Stop, ExitTarget *Target) {
  if (From == Stop)
    return;
  auto Note = [](std::vector<ExitTarget *> &List, ExitTarget *T) {
    if (std::find(List.begin(), List.end(), T) == List.end())
      List.push_back(T);
  };
  for (DropScope *Scope = From; Scope && Scope != Stop; Scope = Scope->Parent) {
    Note(Scope->Through, Target);
    if (Scope->Parent == Stop || !Scope->Parent)
      Note(Scope->Here, Target);
  }
  Tree.Exits.push_back({At, From, Stop, Target});
}

void ScopeBuilder::jump(const GotoStmt *Goto, DropScope *From) {
  DropScope *At = Labels[Goto->getLabel()];
  const DropScope *Around = From;
  while (Around && Around != At)
    Around = Around->Parent;
  if (At && !Around) {
    if (At->Var)
      Ask.Refuse(At->Var, "a block that a 'goto' jumps into");
    return;
  }
  leave(Goto, From, At, target(ExitKind::Goto, Goto->getLabel(), nullptr));
}

void ScopeBuilder::block(const CompoundStmt *Block, DropScope *Scope) {
  size_t Index = 0;
  const size_t Passed = passedToComplete(Block);
  DropScope *const Before = Scope;
  for (const Stmt *Child : Block->body()) {
    ++Index;
    const Stmt *Inner = Child;
    if (isa<SwitchCase>(Child) && Scope != Before && Scope->Var)
      Ask.Refuse(Scope->Var, "a 'switch' where a later label jumps past it");
    while (true) {
      if (auto *Case = dyn_cast<SwitchCase>(Inner)) {
        Inner = Case->getSubStmt();
      } else if (auto *Label = dyn_cast<LabelStmt>(Inner)) {
        Labels[Label->getDecl()] = Scope;
        Inner = Label->getSubStmt();
      } else {
        break;
      }
    }
    if (auto *Declaration = dyn_cast_or_null<DeclStmt>(Inner)) {
      Governed Rest{endOfBlock(Block),
                    {Block->body_begin() + Index, Block->body_end()},
                    Index >= Passed};
      Scope = declare(Declaration, Rest, Scope);
      continue;
    }
    statement(Inner, Scope);
  }
}

Anchor ScopeBuilder::endOfBlock(const CompoundStmt *Block) {
  if (auto *Last = dyn_cast_or_null<AttributedStmt>(Block->body_back());
      Last && isa<NullStmt>(Last->getSubStmt()))
    return {Last->getBeginLoc(), false};
  return {Block->getRBracLoc(), false};
}

DropScope *ScopeBuilder::declare(const DeclStmt *Declaration, const Governed &Of,
                                 DropScope *Scope) {
  bool Split = false, Any = false;
  for (const Decl *D : Declaration->decls())
    if (auto *Var = dyn_cast<VarDecl>(D))
      Any |= static_cast<bool>(Ask.Wanted(Var)) || !temporariesIn(Var).empty();
  if (!Any)
    return Scope;
  const Anchor Before{Declaration->getBeginLoc(), false};
  const auto Decls = Declaration->decls();
  std::string Specifiers;
  if (llvm::count_if(Decls, [](const Decl *D) { return isa<VarDecl>(D); }) > 1) {
    auto *First = dyn_cast<DeclaratorDecl>(*Decls.begin());
    Specifiers = First ? specifiers(Declaration, First) : "";
    if (Specifiers.empty()) {
      for (const Decl *D : Decls)
        if (auto *Var = dyn_cast<VarDecl>(D); Var && Ask.Wanted(Var))
          Ask.Refuse(Var, "a declaration of several variables that also defines a type");
      return Scope;
    }
    Split = true;
  }
  for (auto I = Decls.begin(); I != Decls.end(); ++I) {
    auto *Var = dyn_cast<VarDecl>(*I);
    if (!Var)
      continue;
    Anchor Start = Before, End{Declaration->getEndLoc()};
    std::string Again; // the specifiers
    if (Split) {
      // `T a = f(), b = g();` becomes two declarations.
      if (I != Decls.begin()) {
        auto *Last = cast<VarDecl>(*std::prev(I));
        SourceLocation Comma = Ask.TokenAfter(Last->getEndLoc(), tok::comma);
        Start = {Comma};
        Again = " " + Specifiers + " ";
      }
      if (std::next(I) != Decls.end()) {
        SourceLocation Comma = Ask.TokenAfter(Var->getEndLoc(), tok::comma);
        replace(SourceRange(Comma), ";");
        End = {Comma};
      }
    }
    Scope = declare(Var, Start, End, Of, Scope, Again);
  }
  return Scope;
}

DropScope *ScopeBuilder::declare(const VarDecl *Var, Anchor Start, Anchor End, const Governed &Of,
                                 DropScope *Scope, const std::string &Again) {
  std::vector<Ended> Ending;
  Scope = temporaries(temporariesIn(Var), Start, Of, Scope, &Ending, Var->getInit());
  if (!Again.empty())
    insert(Start, Again);
  if (DropInfo Info = Ask.Wanted(Var)) {
    std::string Bound;
    if (auto *Bindings = dyn_cast<DecompositionDecl>(Var)) {
      Bound = bind(Bindings, End);
      if (Bound.empty())
        return Scope;
    }
    Scope = open(Var, Info, Scope, End, Of);
    if (!Bound.empty())
      Tree.Scopes.back()->Name = Bound;
  }
  endNow(Ending, End);
  return Scope;
}

std::string ScopeBuilder::bind(const DecompositionDecl *Bindings, Anchor End) {
  if (Bindings->getType()->isArrayType()) {
    Ask.Refuse(Bindings, "a structured binding of an array");
    return "";
  }
  SourceLocation Open = Bindings->getLocation();
  SourceLocation Close = Ask.TokenAfter(Open, tok::r_square);
  std::string Names = Ask.Text({Open, Close});
  std::string Object = Ask.Name("bound" + std::to_string(++this->Bindings));
  replace({Open, Close}, Object);
  insert(End, " [[maybe_unused]] auto&& " + Names + " = static_cast<decltype(" + Object + ")&&>(" +
                  Object + ");");
  return Object;
}

std::string ScopeBuilder::specifiers(const DeclStmt *Declaration, const DeclaratorDecl *First) {
  const TypeSourceInfo *Info = First->getTypeSourceInfo();
  if (!Info)
    return "";
  TypeLoc Loc = Info->getTypeLoc();
  while (true) {
    if (auto Pointer = Loc.getAs<PointerTypeLoc>())
      Loc = Pointer.getPointeeLoc();
    else if (auto Reference = Loc.getAs<ReferenceTypeLoc>())
      Loc = Reference.getPointeeLoc();
    else if (auto Array = Loc.getAs<ArrayTypeLoc>())
      Loc = Array.getElementLoc();
    else
      break;
  }
  if (auto Elaborated = Loc.getUnqualifiedLoc().getAs<TagTypeLoc>();
      Elaborated && Elaborated.isDefinition())
    return "";
  // A `const` behind the type is not in its range.
  const SourceLocation Begin = Declaration->getBeginLoc(), Type = Loc.getUnqualifiedLoc().getBeginLoc();
  llvm::SmallVector<StringRef, 8> Front;
  const std::string InFront = Begin == Type ? "" : Ask.Text({Begin, Type});
  llvm::SplitString(InFront, Front);
  std::string Behind;
  if (Loc.getType().isLocalConstQualified() && !llvm::is_contained(Front, "const"))
    Behind += " const";
  if (Loc.getType().isLocalVolatileQualified() && !llvm::is_contained(Front, "volatile"))
    Behind += " volatile";
  return Ask.Text({Begin, Loc.getEndLoc()}) + Behind;
}

void ScopeBuilder::substatement(const Stmt *S, DropScope *Scope) {
  if (auto *Declaration = dyn_cast_or_null<DeclStmt>(S)) {
    size_t Before = Tree.Scopes.size();
    int N = ++Number;
    declare(Declaration, {{Declaration->getEndLoc()}, {}, true}, Scope);
    if (Tree.Scopes.size() != Before) {
      insert({S->getBeginLoc(), false}, "{ ", N);
      close(S, N);
    }
  } else {
    statement(S, Scope);
  }
}

void ScopeBuilder::statement(const Stmt *S, DropScope *Scope) {
  if (!S)
    return;
  if (auto *E = dyn_cast<Expr>(S)) {
    Scope = wrapped(S, E, true, completesNormally(S), Scope);
    // There a stream may be abandoned.
    if (Ask.Suspends && yieldOf(S))
      leave(S, Scope, nullptr, target(ExitKind::Return, nullptr, nullptr));
    else if (Ask.Suspends && Scope && Scope->Var && containsYield(S))
      Ask.Refuse(Scope->Var, "a scope with a 'co_yield' that is part of an expression");
    return;
  }
  if (auto *Block = dyn_cast<CompoundStmt>(S))
    return block(Block, Scope);
  if (auto *Return = dyn_cast<CoreturnStmt>(S)) {
    if (const Expr *Operand = promised(Return))
      Scope = wrapped(S, Operand, givesNothing(Return), false, Scope);
    return leave(S, Scope, nullptr, target(ExitKind::Return, nullptr, nullptr));
  }
  if (auto *Return = dyn_cast<ReturnStmt>(S)) {
    if (Return->getRetValue())
      wrapped(S, Return->getRetValue(), false, false, Scope);
    return leave(S, Scope, nullptr, target(ExitKind::Return, nullptr, nullptr));
  }
  if (isa<BreakStmt>(S))
    return leave(S, Scope, Breaks.back().second,
                 target(ExitKind::Break, nullptr, Breaks.back().first));
  if (auto Skip = isa<ContinueStmt>(S) ? Skips.find(Continues.back().first) : Skips.end();
      Skip != Skips.end()) {
    replace(S->getSourceRange(), "goto " + Skip->second.first);
    Skip->second.second = true;
    return;
  }
  if (isa<ContinueStmt>(S))
    return leave(S, Scope, Continues.back().second,
                 target(ExitKind::Continue, nullptr, Continues.back().first));
  if (auto *Goto = dyn_cast<GotoStmt>(S)) {
    Gotos.push_back({Goto, Scope});
    return;
  }
  if (auto *Label = dyn_cast<LabelStmt>(S)) {
    Labels[Label->getDecl()] = Scope;
    return substatement(Label->getSubStmt(), Scope);
  }
  if (auto *If = dyn_cast<IfStmt>(S))
    return ifStatement(If, Scope);
  if (auto *Switch = dyn_cast<SwitchStmt>(S))
    return switchStatement(Switch, Scope);
  if (auto *For = dyn_cast<ForStmt>(S))
    return forStatement(For, Scope);
  if (auto *While = dyn_cast<WhileStmt>(S))
    return whileStatement(While, Scope);
  if (auto *Do = dyn_cast<DoStmt>(S))
    return doStatement(Do, Scope);
  if (auto *Range = dyn_cast<CXXForRangeStmt>(S))
    return rangeStatement(Range, Scope);
  if (auto *Try = dyn_cast<CXXTryStmt>(S))
    return tryStatement(Try, Scope);
  for (const Stmt *Child : S->children())
    substatement(Child, Scope);
}

void ScopeBuilder::tryStatement(const CXXTryStmt *Try, DropScope *Scope) {
  Tree.Tries[Try] = Scope;
  Tries.push_back(Try);
  block(Try->getTryBlock(), Scope);
  Tries.pop_back();
  const size_t Before = Tree.Scopes.size();
  for (unsigned I = 0; I < Try->getNumHandlers(); ++I) {
    const CXXCatchStmt *Handler = Try->getHandler(I);
    Handlers.push_back(Handler);
    statement(Handler->getHandlerBlock(), Scope);
    Handlers.pop_back();
  }
  bool Lifted = false;
  for (size_t I = Before; I < Tree.Scopes.size(); ++I)
    Lifted |= !Tree.Scopes[I]->Called;
  for (unsigned I = 0; I < Try->getNumHandlers(); ++I)
    Lifted |= Ask.Awaits(Try->getHandler(I)->getHandlerBlock());
  if (Lifted)
    Tree.Lifted.push_back(Try);
}

ScopeTree buildScopes(const FunctionDecl *F, const CompoundStmt *Body, const ScopeQueries &Ask) {
  return ScopeBuilder(Ask).run(F, Body);
}

} // namespace asyncc
