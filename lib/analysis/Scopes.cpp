#include "analysis/Scopes.h"
#include "analysis/Completion.h"
#include "clang/AST/StmtCXX.h"
#include <algorithm>

using namespace clang;

namespace asyncc {
namespace {

class Builder {
public:
  Builder(const std::function<DropInfo(const VarDecl *)> &Wanted,
          const std::function<void(const VarDecl *, const char *)> &Refuse)
      : Wanted(Wanted), Refuse(Refuse) {}

  ScopeTree run(const FunctionDecl *F, const CompoundStmt *Body) {
    DropScope *Outer = nullptr;
    for (const ParmVarDecl *Param : F->parameters())
      if (DropInfo Info = Wanted(Param))
        Outer = open(Param, Info, Outer, Body->getLBracLoc(), Body->getRBracLoc(),
                     completesNormally(Body, 0));
    block(Body, Outer);
    for (auto &[Statement, From] : Gotos) {
      DropScope *At = Labels[Statement->getLabel()];
      const DropScope *Around = From;
      while (Around && Around != At)
        Around = Around->Parent;
      if (At && !Around) {
        Refuse(At->Var, "a block that a 'goto' jumps into");
        continue;
      }
      leave(Statement, From, Labels[Statement->getLabel()],
            target(ExitKind::Goto, Statement->getLabel(), nullptr));
    }
    return std::move(Tree);
  }

private:
  DropScope *open(const VarDecl *Var, DropInfo Info, DropScope *Parent, SourceLocation Begin,
                  SourceLocation End, bool Completes) {
    auto Scope = std::make_unique<DropScope>();
    Scope->Var = Var;
    Scope->Info = std::move(Info);
    Scope->Parent = Parent;
    Scope->Begin = Begin;
    Scope->End = End;
    Scope->Completes = Completes;
    Scope->Number = static_cast<int>(Tree.Scopes.size()) + 1;
    Tree.Scopes.push_back(std::move(Scope));
    return Tree.Scopes.back().get();
  }

  ExitTarget *target(ExitKind Kind, const LabelDecl *Label, const Stmt *Statement) {
    for (auto &Each : Tree.Targets)
      if (Each->Kind == Kind && Each->Label == Label && Each->Statement == Statement)
        return Each.get();
    Tree.Targets.push_back(std::make_unique<ExitTarget>());
    *Tree.Targets.back() = {Kind, Label, Statement, static_cast<int>(Tree.Targets.size())};
    return Tree.Targets.back().get();
  }

  void leave(const Stmt *At, DropScope *From, DropScope *Stop, ExitTarget *Target) {
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

  void refuse(const Stmt *Declaration, const char *Place) {
    if (auto *Decls = dyn_cast_or_null<DeclStmt>(Declaration))
      for (const Decl *D : Decls->decls())
        refuse(dyn_cast<VarDecl>(D), Place);
  }
  void refuse(const VarDecl *Var, const char *Place) {
    if (Var && Wanted(Var))
      Refuse(Var, Place);
  }

  void block(const CompoundStmt *Block, DropScope *Scope) {
    size_t Index = 0;
    DropScope *const Before = Scope;
    for (const Stmt *Child : Block->body()) {
      ++Index;
      const Stmt *Inner = Child;
      if (isa<SwitchCase>(Child) && Scope != Before)
        Refuse(Scope->Var, "a 'switch' where a later label jumps past it");
      while (auto *Case = dyn_cast<SwitchCase>(Inner))
        Inner = Case->getSubStmt();
      while (auto *Label = dyn_cast<LabelStmt>(Inner)) {
        Labels[Label->getDecl()] = Scope;
        Inner = Label->getSubStmt();
      }
      if (auto *Declaration = dyn_cast_or_null<DeclStmt>(Inner)) {
        Scope = declare(Declaration, Block, Index, Scope);
        continue;
      }
      statement(Inner, Scope);
    }
  }

  DropScope *declare(const DeclStmt *Declaration, const CompoundStmt *Block, size_t Index,
                     DropScope *Scope) {
    for (const Decl *D : Declaration->decls()) {
      auto *Var = dyn_cast<VarDecl>(D);
      if (!Var)
        continue;
      DropInfo Info = Wanted(Var);
      if (!Info)
        continue;
      if (!Declaration->isSingleDecl())
        Refuse(Var, "a declaration of several variables");
      else if (isa<DecompositionDecl>(Var))
        Refuse(Var, "a structured binding");
      else
        Scope = open(Var, Info, Scope, Declaration->getEndLoc(), Block->getRBracLoc(),
                     completesNormally(Block, Index));
    }
    return Scope;
  }

  void loop(const Stmt *Statement, const Stmt *Body, DropScope *Scope) {
    Breaks.push_back({Statement, Scope});
    Continues.push_back({Statement, Scope});
    substatement(Body, Scope);
    Breaks.pop_back();
    Continues.pop_back();
  }

  /// A branch or body; a declaration alone in it has no block to end.
  void substatement(const Stmt *S, DropScope *Scope) {
    if (isa_and_nonnull<DeclStmt>(S))
      refuse(S, "a declaration without a block around it");
    else
      statement(S, Scope);
  }

  void statement(const Stmt *S, DropScope *Scope) {
    if (!S || isa<Expr>(S))
      return;
    if (auto *Block = dyn_cast<CompoundStmt>(S))
      return block(Block, Scope);
    if (isa<CoreturnStmt, ReturnStmt>(S))
      return leave(S, Scope, nullptr, target(ExitKind::Return, nullptr, nullptr));
    if (isa<BreakStmt>(S))
      return leave(S, Scope, Breaks.back().second,
                   target(ExitKind::Break, nullptr, Breaks.back().first));
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
    if (auto *If = dyn_cast<IfStmt>(S)) {
      refuse(If->getInit(), "the head of an 'if'");
      refuse(If->getConditionVariable(), "the head of an 'if'");
      substatement(If->getThen(), Scope);
      return substatement(If->getElse(), Scope);
    }
    if (auto *For = dyn_cast<ForStmt>(S)) {
      refuse(For->getInit(), "the head of a 'for'");
      refuse(For->getConditionVariable(), "the head of a 'for'");
      return loop(For, For->getBody(), Scope);
    }
    if (auto *While = dyn_cast<WhileStmt>(S)) {
      refuse(While->getConditionVariable(), "the head of a 'while'");
      return loop(While, While->getBody(), Scope);
    }
    if (auto *Do = dyn_cast<DoStmt>(S))
      return loop(Do, Do->getBody(), Scope);
    if (auto *Range = dyn_cast<CXXForRangeStmt>(S)) {
      refuse(Range->getInit(), "the head of a 'for'");
      refuse(Range->getLoopVariable(), "the variable of a range-based 'for'");
      refuse(Range->getRangeStmt(), "the range of a 'for'");
      return loop(Range, Range->getBody(), Scope);
    }
    if (auto *Switch = dyn_cast<SwitchStmt>(S)) {
      refuse(Switch->getInit(), "the head of a 'switch'");
      refuse(Switch->getConditionVariable(), "the head of a 'switch'");
      Breaks.push_back({Switch, Scope});
      substatement(Switch->getBody(), Scope);
      Breaks.pop_back();
      return;
    }
    if (auto *Try = dyn_cast<CXXTryStmt>(S)) {
      block(Try->getTryBlock(), Scope);
      for (unsigned I = 0; I < Try->getNumHandlers(); ++I) {
        const CXXCatchStmt *Handler = Try->getHandler(I);
        refuse(Handler->getExceptionDecl(), "a 'catch' by value");
        handler(Handler->getHandlerBlock(), Scope);
      }
      return;
    }
    for (const Stmt *Child : S->children())
      substatement(Child, Scope);
  }

  /// A handler cannot await, so no scope may begin in it; exits may leave scopes around it.
  void handler(const Stmt *Block, DropScope *Scope) {
    size_t Before = Tree.Scopes.size();
    statement(Block, Scope);
    for (size_t I = Before; I < Tree.Scopes.size(); ++I)
      Refuse(Tree.Scopes[I]->Var, "the body of a 'catch'");
  }

  const std::function<DropInfo(const VarDecl *)> &Wanted;
  const std::function<void(const VarDecl *, const char *)> &Refuse;
  ScopeTree Tree;
  std::vector<std::pair<const Stmt *, DropScope *>> Breaks, Continues;
  std::vector<std::pair<const GotoStmt *, DropScope *>> Gotos;
  std::map<const LabelDecl *, DropScope *> Labels;
};

} // namespace

ScopeTree buildScopes(const FunctionDecl *F, const CompoundStmt *Body,
                      const std::function<DropInfo(const VarDecl *)> &Wanted,
                      const std::function<void(const VarDecl *, const char *)> &Refuse) {
  return Builder(Wanted, Refuse).run(F, Body);
}

} // namespace asyncc
