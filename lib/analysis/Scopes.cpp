#include "analysis/Scopes.h"
#include "analysis/Completion.h"
#include "clang/AST/ExprCXX.h"
#include <algorithm>

using namespace clang;

namespace asyncc {
namespace {

class Builder {
public:
  explicit Builder(const ScopeQueries &Ask) : Ask(Ask) {}

  ScopeTree run(const FunctionDecl *F, const CompoundStmt *Body) {
    DropScope *Outer = nullptr;
    for (const ParmVarDecl *Param : F->parameters())
      if (DropInfo Info = Ask.Wanted(Param)) {
        DropScope *S = make(Info, Outer);
        S->Var = Param;
        S->Name = Param->getNameAsString();
        S->Begin = {Body->getLBracLoc()};
        S->End = {Body->getRBracLoc(), false};
        S->Region = {Body->body_begin(), Body->body_end()};
        S->Completes = completesNormally(Body, 0);
        Outer = below(S, Outer);
      }
    block(Body, Outer);
    for (auto &[Statement, From] : Gotos)
      jump(Statement, From);
    return std::move(Tree);
  }

private:
  // ---- scopes

  DropScope *make(DropInfo Info, DropScope *Parent) {
    auto Scope = std::make_unique<DropScope>();
    Scope->Called = Ask.IsCalled(Info);
    Scope->Info = std::move(Info);
    Scope->Parent = Parent;
    Scope->Number = ++Number;
    Scope->Loops = Loops;
    Scope->Try = Tries.empty() ? nullptr : Tries.back();
    Scope->Handlers = {Handlers.rbegin(), Handlers.rend()};
    Tree.Scopes.push_back(std::move(Scope));
    return Tree.Scopes.back().get();
  }

  /// The scope that what follows \p S stands in: no exit has to know of a called drop.
  static DropScope *below(DropScope *S, DropScope *Parent) { return S->Called ? Parent : S; }

  /// Everything after a declaration in its block, or whatever else a declaration governs.
  struct Governed {
    Anchor End;
    std::vector<const Stmt *> Region;
    bool Completes;
    int EndNumber = 0;
  };

  DropScope *open(const VarDecl *Var, DropInfo Info, DropScope *Parent, Anchor Begin,
                  const Governed &Of) {
    DropScope *S = make(std::move(Info), Parent);
    S->Var = Var;
    S->Name = Var->getNameAsString();
    S->Begin = Begin;
    S->End = Of.End;
    S->Region = Of.Region;
    S->Completes = Of.Completes;
    return below(S, Parent);
  }

  // ---- text

  void insert(Anchor At, std::string Text, int N = 0) {
    Tree.Rewrites.push_back({Rewrite::Insert, At, std::move(Text), N ? N : ++Number});
  }
  void replace(SourceRange Range, std::string Text) {
    Tree.Rewrites.push_back({Rewrite::Replace, {}, std::move(Text), ++Number, Range});
  }
  /// A block around a statement. Returns the number that its end has.
  int braces(const Stmt *S) {
    int N = ++Number;
    insert({S->getBeginLoc(), false}, "{ ", N);
    close(S, N);
    return N;
  }
  void close(const Stmt *S, int N, std::string Text = " }") {
    Tree.Rewrites.push_back({Rewrite::Close, {endOf(S)}, std::move(Text), N});
  }

  /// The last token of a statement, its semicolon included.
  SourceLocation endOf(const Stmt *S) const {
    if (auto *If = dyn_cast<IfStmt>(S))
      return endOf(If->getElse() ? If->getElse() : If->getThen());
    if (auto *For = dyn_cast<ForStmt>(S))
      return endOf(For->getBody());
    if (auto *While = dyn_cast<WhileStmt>(S))
      return endOf(While->getBody());
    if (auto *Range = dyn_cast<CXXForRangeStmt>(S))
      return endOf(Range->getBody());
    if (auto *Switch = dyn_cast<SwitchStmt>(S))
      return endOf(Switch->getBody());
    if (auto *Case = dyn_cast<SwitchCase>(S))
      return endOf(Case->getSubStmt());
    if (auto *Label = dyn_cast<LabelStmt>(S))
      return endOf(Label->getSubStmt());
    if (auto *Attributed = dyn_cast<AttributedStmt>(S))
      return endOf(Attributed->getSubStmt());
    if (isa<CompoundStmt, CXXTryStmt, DeclStmt, NullStmt>(S))
      return S->getEndLoc();
    return Ask.TokenAfter(S->getEndLoc(), tok::semi);
  }

  // ---- exits

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

  void jump(const GotoStmt *Goto, DropScope *From) {
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

  // ---- statements

  void block(const CompoundStmt *Block, DropScope *Scope) {
    size_t Index = 0;
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
                      completesNormally(Block, Index)};
        Scope = declare(Declaration, Rest, Scope);
        continue;
      }
      statement(Inner, Scope);
    }
  }

  /// In front of the `}`, or of a [[fallthrough]] that has to be the last statement.
  static Anchor endOfBlock(const CompoundStmt *Block) {
    if (auto *Last = dyn_cast_or_null<AttributedStmt>(Block->body_back());
        Last && isa<NullStmt>(Last->getSubStmt()))
      return {Last->getBeginLoc(), false};
    return {Block->getRBracLoc(), false};
  }

  /// A declaration statement. What is declared governs \p Of; the scope that it leaves is returned.
  DropScope *declare(const DeclStmt *Declaration, const Governed &Of, DropScope *Scope) {
    bool Split = false, Any = false;
    for (const Decl *D : Declaration->decls())
      if (auto *Var = dyn_cast<VarDecl>(D))
        Any |= static_cast<bool>(wanted(Var)) || !temporariesIn(Var).empty();
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
          if (auto *Var = dyn_cast<VarDecl>(D); Var && wanted(Var))
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
          SourceLocation Comma = Ask.TokenAfter(after(Last), tok::comma);
          Start = {Comma};
          Again = " " + Specifiers + " ";
        }
        if (std::next(I) != Decls.end()) {
          SourceLocation Comma = Ask.TokenAfter(after(Var), tok::comma);
          replace(SourceRange(Comma), ";");
          End = {Comma};
        }
      }
      Scope = declare(Var, Start, End, Of, Scope, Again);
    }
    return Scope;
  }

  static SourceLocation after(const VarDecl *Var) { return Var->getEndLoc(); }

  DropScope *declare(const VarDecl *Var, Anchor Start, Anchor End, const Governed &Of,
                     DropScope *Scope, const std::string &Again = "") {
    std::vector<Ended> Ending;
    Scope = temporaries(temporariesIn(Var), Start, Of, Scope, &Ending, Var->getInit());
    if (!Again.empty())
      insert(Start, Again);
    if (DropInfo Info = wanted(Var)) {
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

  /// `auto [a, b] = f();` becomes `auto pair_ = f(); auto&& [a, b] = std::move(pair_);`
  std::string bind(const DecompositionDecl *Bindings, Anchor End) {
    if (Bindings->getType()->isArrayType()) {
      Ask.Refuse(Bindings, "a structured binding of an array");
      return "";
    }
    SourceLocation Open = Bindings->getLocation();
    SourceLocation Close = Ask.TokenAfter(Open, tok::r_square);
    std::string Names = Ask.Text({Open, Close});
    std::string Object = Ask.Name("bound" + std::to_string(++this->Bindings));
    replace({Open, Close}, Object);
    insert(End, " [[maybe_unused]] auto&& " + Names + " = static_cast<decltype(" + Object + ")&&>(" + Object + ");");
    return Object;
  }

  /// The part of a declaration in front of its first declarator.
  std::string specifiers(const DeclStmt *Declaration, const DeclaratorDecl *First) {
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
    return Ask.Text({Declaration->getBeginLoc(), Loc.getEndLoc()});
  }

  DropInfo wanted(const VarDecl *Var) {
    if (DropInfo Info = Ask.Wanted(Var))
      return Info;
    return {};
  }

  // ---- temporaries

  std::vector<Temporary> temporariesIn(const VarDecl *Var) {
    if (!Var->getInit() || !Var->hasLocalStorage())
      return {};
    return temporariesIn(Var->getInit(), false, Var);
  }
  std::vector<Temporary> temporariesIn(const Expr *E, bool Discarded,
                                       const VarDecl *Var = nullptr) {
    if (!E)
      return {};
    std::vector<Temporary> List = temporariesOf(E, Discarded, Var, Ask.WantedTemporary);
    for (Temporary &Each : List)
      if (Ask.TypeText(Each.Type).empty() || (Each.Moves && !isMovable(Each.Type))) {
        if (Refused.insert(E).second)
          Ask.RefuseTemporary(Each.Value);
        return {};
      }
    return List;
  }
  static bool isMovable(QualType T) {
    const CXXRecordDecl *Class = T->getAsCXXRecordDecl();
    return !Class || !Class->hasDefinition() || Class->hasSimpleMoveConstructor() ||
           Class->hasUserDeclaredMoveConstructor() || Class->hasCopyConstructorWithConstParam();
  }

  /// A temporary that ends with its declaration.
  struct Ended {
    DropScope *Scope; ///< null if it has no drop
    std::string Name;
  };
  void endNow(const std::vector<Ended> &List, Anchor At) {
    for (auto I = List.rbegin(); I != List.rend(); ++I)
      if (I->Scope) {
        I->Scope->EndsEarly = true;
        Tree.Rewrites.push_back({Rewrite::EndNow, At, "", ++Number, {}, I->Scope});
      } else {
        insert(At, " " + I->Name + ".reset();");
      }
  }

  /// Places for the temporaries, declared at \p At; those with a drop govern \p Of.
  DropScope *temporaries(std::vector<Temporary> List, Anchor At, const Governed &Of,
                         DropScope *Scope, std::vector<Ended> *Made, const Stmt *Inside) {
    for (Temporary &Each : List) {
      Each.Name = Ask.Name("temporary" + std::to_string(++TemporaryCount));
      Tree.Temporaries.push_back(std::make_unique<Temporary>(Each));
      const Temporary *Kept = Tree.Temporaries.back().get();
      const std::string Slot =
          "async::temporary<" + Ask.TypeText(Each.Type) + "> " + Each.Name + ";";
      if (!Each.Info) {
        insert(At, Slot + " ");
        if (Made)
          Made->push_back({nullptr, Each.Name});
        continue;
      }
      insert(At, Slot + " ");
      DropScope *S = make(Each.Info, Scope);
      S->Temp = Kept;
      S->Name = Kept->Name;
      S->Begin = At;
      S->End = Of.End;
      S->Region = Of.Region;
      if (Inside)
        S->Region.push_back(Inside);
      S->Completes = Of.Completes;
      if (Made && !Each.Extended)
        Made->push_back({S, Each.Name});
      Scope = below(S, Scope);
    }
    return Scope;
  }

  /// A statement that is one full-expression, in a block of its own if it has temporaries.
  DropScope *wrapped(const Stmt *S, const Expr *E, bool Discarded, bool Completes,
                     DropScope *Scope) {
    std::vector<Temporary> List = temporariesIn(E, Discarded);
    if (List.empty())
      return Scope;
    braces(S);
    return temporaries(std::move(List), {S->getBeginLoc(), false}, {{endOf(S)}, {S}, Completes},
                       Scope, nullptr, nullptr);
  }

  /// `bool condition_; { …condition_ = E; …}`: a head whose condition has temporaries.
  void condition(const Expr *E, const std::string &Type, const std::string &Name,
                 std::vector<Temporary> List, DropScope *Scope, const std::string &Before,
                 const std::string &After) {
    const Anchor Begin{E->getBeginLoc(), false}, End{E->getEndLoc()};
    int N = ++Number;
    insert(Begin, Before + Type + " " + Name + "{}; { ", N);
    temporaries(std::move(List), Begin, {End, {E}, true}, Scope, nullptr, nullptr);
    insert(Begin, Name + " = static_cast<" + Type + ">(");
    insert(End, ");", Number = Number + 1);
    Tree.Rewrites.push_back({Rewrite::Close, End, " } " + After, N});
  }

  // ---- compound statements

  /// \p Stop is where a break arrives, \p Continued where a continue does if that is another scope.
  void loop(const Stmt *Statement, const Stmt *Body, DropScope *Stop, DropScope *Scope,
            DropScope *Continued = nullptr) {
    Breaks.push_back({Statement, Stop});
    Continues.push_back({Statement, Continued ? Continued : Stop});
    ++Loops;
    substatement(Body, Scope);
    --Loops;
    Breaks.pop_back();
    Continues.pop_back();
  }

  /// A branch or body; a declaration alone in it gets a block.
  void substatement(const Stmt *S, DropScope *Scope) {
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

  void statement(const Stmt *S, DropScope *Scope) {
    if (!S)
      return;
    if (auto *E = dyn_cast<Expr>(S)) {
      wrapped(S, E, true, completesNormally(S), Scope);
      return;
    }
    if (auto *Block = dyn_cast<CompoundStmt>(S))
      return block(Block, Scope);
    if (auto *Return = dyn_cast<CoreturnStmt>(S)) {
      if (const Expr *Operand = Return->getOperand())
        Scope = wrapped(S, Operand, Operand->getType()->isVoidType(), false, Scope);
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

  /// `head (T x = f(); …` becomes `{ T x = f(); head (…`. Returns the scope inside.
  DropScope *init(const Stmt *Whole, const Stmt *Init, SourceLocation Keyword,
                  SourceLocation LParen, const std::string &Head, bool Completes,
                  DropScope *Scope, bool Force = false) {
    auto *Declaration = dyn_cast_or_null<DeclStmt>(Init);
    auto *E = dyn_cast_or_null<Expr>(Init);
    bool Any = Force;
    if (Declaration)
      for (const Decl *D : Declaration->decls())
        if (auto *Var = dyn_cast<VarDecl>(D))
          Any |= static_cast<bool>(wanted(Var)) || !temporariesIn(Var).empty();
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
    const std::string Text = " " + Head + (Head == "for" && Whole->getStmtClass() == Stmt::ForStmtClass
                                               ? " (;"
                                               : " (");
    const Anchor At = Init ? Anchor{Semi} : Anchor{LParen};
    if (E)
      Tree.Rewrites.push_back({Rewrite::Close, At, Text, HeadNumber});
    else
      insert(At, Text);
    return Scope;
  }

  static std::vector<const Stmt *> restOf(const Stmt *Whole, const Stmt *Init) {
    std::vector<const Stmt *> Rest;
    for (const Stmt *Child : Whole->children())
      if (Child && Child != Init)
        Rest.push_back(Child);
    return Rest;
  }

  /// `head (T x = f())` becomes `{ T x = f(); head (x)`.
  DropScope *conditionVariable(const Stmt *Whole, const VarDecl *Var, const DeclStmt *Declaration,
                               SourceLocation Keyword, SourceLocation LParen,
                               const std::string &Head, bool Completes, DropScope *Scope) {
    if (!Var || !(wanted(Var) || !temporariesIn(Var).empty()))
      return Scope;
    unhead(Whole, Keyword, LParen);
    Anchor End{Var->getEndLoc()};
    insert(End, ";");
    Scope = declare(Var, {Var->getBeginLoc(), false}, End,
                    {{endOf(Whole)}, restOf(Whole, Declaration), Completes}, Scope);
    insert(End, " " + Head + " (" + Var->getNameAsString());
    return Scope;
  }

  void ifStatement(const IfStmt *If, DropScope *Scope) {
    const bool Completes = completesNormally(If);
    const std::string Head = If->isConstexpr() ? "if constexpr" : "if";
    const size_t Before = Tree.Rewrites.size();
    Scope = init(If, If->getInit(), If->getIfLoc(), If->getLParenLoc(), Head, Completes, Scope);
    noteHead(If, Before);
    Scope = conditionVariable(If, If->getConditionVariable(),
                              If->getConditionVariableDeclStmt(), If->getIfLoc(),
                              If->getLParenLoc(), Head, Completes, Scope);
    if (!If->getConditionVariable() && !If->isConsteval() && !If->isConstexpr())
      if (auto List = temporariesIn(If->getCond(), false); !List.empty()) {
        unhead(If, If->getIfLoc(), If->getLParenLoc());
        const std::string Name = Ask.Name("condition" + std::to_string(++Conditions));
        condition(If->getCond(), "bool", Name, std::move(List), Scope, "", "if (" + Name);
      }
    substatement(If->getThen(), Scope);
    substatement(If->getElse(), Scope);
  }

  void switchStatement(const SwitchStmt *Switch, DropScope *Scope) {
    const bool Completes = completesNormally(Switch);
    const size_t Before = Tree.Rewrites.size();
    Scope = init(Switch, Switch->getInit(), Switch->getSwitchLoc(), Switch->getLParenLoc(),
                 "switch", Completes, Scope);
    noteHead(Switch, Before);
    Scope = conditionVariable(Switch, Switch->getConditionVariable(),
                              Switch->getConditionVariableDeclStmt(), Switch->getSwitchLoc(),
                              Switch->getLParenLoc(), "switch", Completes, Scope);
    if (!Switch->getConditionVariable())
      if (auto List = temporariesIn(Switch->getCond(), false); !List.empty()) {
        unhead(Switch, Switch->getSwitchLoc(), Switch->getLParenLoc());
        const std::string Name = Ask.Name("condition" + std::to_string(++Conditions));
        QualType T = Switch->getCond()->IgnoreImpCasts()->getType().getUnqualifiedType();
        condition(Switch->getCond(), Ask.TypeText(T), Name, std::move(List), Scope, "",
                  "switch (" + Name);
      }
    Breaks.push_back({Switch, Scope});
    substatement(Switch->getBody(), Scope);
    Breaks.pop_back();
  }

  /// Remembers where init() put the second part of a head.
  void noteHead(const Stmt *Whole, size_t Before) {
    if (Tree.Rewrites.size() == Before)
      return;
    Taken.insert(Whole);
    HeadIndex[Whole] = Tree.Rewrites.size() - 1;
  }
  /// Opens the head's block if init() has not, and takes the second part of the head away.
  void unhead(const Stmt *Whole, SourceLocation Keyword, SourceLocation LParen) {
    if (Taken.count(Whole)) {
      Tree.Rewrites[HeadIndex[Whole]].Text = " ";
    } else {
      int N = ++Number;
      replace({Keyword, LParen}, "{ ");
      close(Whole, N);
    }
  }

  void whileStatement(const WhileStmt *While, DropScope *Scope) {
    DropScope *const Outside = Scope;
    if (const VarDecl *Var = While->getConditionVariable();
        Var && (wanted(Var) || !temporariesIn(Var).empty())) {
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

  /// A condition variable lives for one round of its loop.
  void perRound(const Stmt *Loop, const VarDecl *Var, const Stmt *Body, DropScope *Scope) {
    DropScope *const Outside = Scope;
    Anchor End{Var->getEndLoc()};
    insert(End, ";");
    Scope = declare(Var, {Var->getBeginLoc(), false}, End,
                    {{endOf(Loop)}, {Body, Var->getInit()}, true}, Scope);
    ExitTarget *Done = target(ExitKind::Break, nullptr, Loop);
    leave(nullptr, Scope, Outside, Done);
    Tree.Rewrites.push_back({Rewrite::LeaveIf, End, " if (!(" + Var->getNameAsString() + ")) ",
                             ++Number, {}, Scope});
    loop(Loop, Body, Outside, Scope);
  }

  void forStatement(const ForStmt *For, DropScope *Scope) {
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
    if (Var && (wanted(Var) || !temporariesIn(Var).empty()))
      return forWithVariable(For, Var, Scope);
    std::vector<Temporary> InCondition = temporariesIn(Condition, false);
    if (InCondition.empty() && InStep.empty())
      return loop(For, For->getBody(), Scope, Scope);
    // Both move into the body: { if (again_) step; again_ = true; if (!condition) break; body }
    const Stmt *Body = For->getBody();
    const Anchor Begin{Body->getBeginLoc(), false};
    const int M = ++Number;
    insert(Begin, "{ ", M);
    if (!InStep.empty()) {
      replace(Step->getSourceRange(), "");
      insert(Begin, "if (" + Again + ") { ");
      moved(Step, "", ";", std::move(InStep), Begin, Scope, " } " + Again + " = true; ");
    }
    if (Condition && InCondition.empty()) {
      replace(Condition->getSourceRange(), "");
      Tree.Rewrites.push_back({Rewrite::Copy, Begin, "if (!(", ++Number,
                               Condition->getSourceRange(), nullptr, ")) break; "});
    } else if (Condition) {
      replace(Condition->getSourceRange(), "");
      movedCondition(Condition, std::move(InCondition), Begin, Scope);
    }
    close(Body, M);
    loop(For, Body, Scope, Scope);
  }

  /// The text of \p E at \p At, in a block with its temporaries. What ends there cannot be told from what
  /// begins there by the order of anchors, so ends of scopes come as text in between: see Rewrite::End.
  void moved(const Expr *E, const std::string &Before, const std::string &After,
             std::vector<Temporary> List, Anchor At, DropScope *Scope, const std::string &Behind) {
    std::vector<Ended> Made;
    temporaries(std::move(List), At, {At, {E}, true}, Scope, &Made, nullptr);
    Tree.Rewrites.push_back(
        {Rewrite::Copy, At, Before, ++Number, E->getSourceRange(), nullptr, After});
    for (auto I = Made.rbegin(); I != Made.rend(); ++I)
      if (I->Scope)
        I->Scope->EndsAmongBeginnings = ++Number;
    insert(At, Behind);
  }

  /// bool condition_{}; { … } if (!condition_) break;
  void movedCondition(const Expr *E, std::vector<Temporary> List, Anchor At, DropScope *Scope) {
    const std::string Name = Ask.Name("condition" + std::to_string(++Conditions));
    insert(At, "bool " + Name + "{}; { ");
    moved(E, Name + " = static_cast<bool>(", ");", std::move(List), At, Scope,
          " } if (!" + Name + ") break; ");
  }

  /// for (…; T x = f(); step): x lives until after the step of its round.
  void forWithVariable(const ForStmt *For, const VarDecl *Var, DropScope *Scope) {
    DropScope *const Outside = Scope;
    const Stmt *Body = For->getBody();
    const Expr *Step = For->getInc();
    const Anchor Begin{Body->getBeginLoc(), false};
    const int N = ++Number;
    insert(Begin, "{ ", N);
    const SourceRange Declaration = For->getConditionVariableDeclStmt()->getSourceRange();
    Tree.Rewrites.push_back(
        {Rewrite::Copy, Begin, "", ++Number, {Declaration.getBegin(), Var->getEndLoc()}, nullptr, ";"});
    replace({Declaration.getBegin(), Var->getEndLoc()}, "");
    for (const Temporary &Each : temporariesIn(Var))
      Ask.RefuseTemporary(Each.Value);
    if (Step)
      for (const Temporary &Each : temporariesIn(Step, true))
        Ask.RefuseTemporary(Each.Value);
    if (DropInfo Info = wanted(Var))
      Scope = open(Var, Info, Scope, Begin, {{endOf(Body)}, {Body, Step, Var->getInit()}, true});
    leave(nullptr, Scope, Outside, target(ExitKind::Break, nullptr, For));
    Tree.Rewrites.push_back({Rewrite::LeaveIf, Begin, " if (!(" + Var->getNameAsString() + ")) ",
                             ++Number, {}, Scope});
    if (Scope == Outside) {
      // Its drop is called: breaks leave the loop by themselves, and only `continue` needs a place to go.
      close(Body, N);
      return loop(For, Body, Outside, Scope);
    }
    insert(Begin, " do ");
    if (Step) {
      replace(Step->getSourceRange(), "");
      close(Body, Number + 1, " while (false); " + Ask.Text(Step->getSourceRange()) + ";");
    } else {
      close(Body, Number + 1, " while (false);");
    }
    ++Number;
    close(Body, N);
    loop(For, Body, Outside, Scope, Scope);
  }

  /// A condition with temporaries is evaluated at the beginning of the next round.
  void doStatement(const DoStmt *Do, DropScope *Scope) {
    std::vector<Temporary> List = temporariesIn(Do->getCond(), false);
    if (!List.empty()) {
      const std::string Again = Ask.Name("again" + std::to_string(++Conditions));
      const Anchor Begin{Do->getDoLoc()};
      replace(SourceRange(Do->getDoLoc()),
              "for (bool " + Again + " = false;; " + Again + " = true) {");
      insert(Begin, " if (" + Again + ") {");
      movedCondition(Do->getCond(), std::move(List), Begin, Scope);
      insert(Begin, " }");
      replace({Do->getWhileLoc(), Ask.TokenAfter(Do->getRParenLoc(), tok::semi)}, "}");
    }
    loop(Do, Do->getBody(), Scope, Scope);
  }

  void rangeStatement(const CXXForRangeStmt *Range, DropScope *Scope) {
    const Expr *Init = Range->getRangeInit();
    if (auto *Cleanups = dyn_cast_or_null<ExprWithCleanups>(Init))
      Init = Cleanups->getSubExpr();
    if (auto *Made = dyn_cast_or_null<MaterializeTemporaryExpr>(Init))
      Init = Made->getSubExpr(); // its life is that of the loop
    const VarDecl *Hidden = Range->getRangeStmt()
                                ? dyn_cast<VarDecl>(Range->getRangeStmt()->getSingleDecl())
                                : nullptr;
    DropInfo OfRange = Init && Init->isPRValue() && !Init->isTypeDependent()
                           ? Ask.WantedTemporary(Init->getType().getUnqualifiedType())
                           : DropInfo{};
    std::vector<Temporary> List = Hidden ? temporariesIn(Init, false) : std::vector<Temporary>{};
    SourceLocation LParen = Ask.TokenAfter(Range->getForLoc(), tok::l_paren);
    const bool Force = OfRange || !List.empty();
    const bool Completes = true;
    Scope = init(Range, Range->getInit(), Range->getForLoc(), LParen, "for", Completes, Scope,
                 Force);
    if (Force) {
      // The range becomes a variable in front of the loop.
      const std::string Name = Ask.Name("range" + std::to_string(++Ranges));
      Rewrite Head = std::move(Tree.Rewrites.back());
      Tree.Rewrites.pop_back();
      const Anchor At = Head.At;
      std::vector<Ended> Ending;
      Governed Of{{endOf(Range)}, {Range->getBody()}, Completes};
      Scope = temporaries(std::move(List), At, Of, Scope, &Ending, Init);
      Tree.Rewrites.push_back({Rewrite::Copy, At,
                               (Init->isPRValue() ? "auto " : "auto&& ") + Name + " = ", ++Number,
                               Init->getSourceRange(), nullptr, ";"});
      if (OfRange) {
        DropScope *S = make(OfRange, Scope);
        S->Begin = At;
        S->End = Of.End;
        S->Region = {Range->getBody(), Range->getLoopVarStmt(), Range->getInc(),
                     Range->getBeginStmt()};
        S->Completes = Completes;
        S->Name = Name;
        S->Value = Init;
        Scope = below(S, Scope);
      }
      endNow(Ending, At);
      insert(At, Head.Text);
      replace(Init->getSourceRange(), Name);
    }
    DropScope *const Outside = Scope;
    const VarDecl *Element = Range->getLoopVariable();
    if (DropInfo Info = Element ? wanted(Element) : DropInfo{}) {
      // It is declared by the loop: only the body has to be wrapped.
      int N = ++Number;
      const Stmt *Body = Range->getBody();
      insert({Body->getBeginLoc(), false}, "{ ", N);
      close(Body, N);
      const Anchor Begin{Body->getBeginLoc(), false};
      std::string Bound;
      if (auto *Bindings = dyn_cast<DecompositionDecl>(Element))
        Bound = bind(Bindings, Begin);
      Scope = open(Element, Info, Scope, Begin,
                   {{endOf(Body)}, {Body}, completesNormally(Body)});
      if (!Bound.empty())
        Tree.Scopes.back()->Name = Bound;
    }
    loop(Range, Range->getBody(), Outside, Scope);
  }

  void tryStatement(const CXXTryStmt *Try, DropScope *Scope) {
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

  const ScopeQueries &Ask;
  ScopeTree Tree;
  unsigned Loops = 0;
  int Number = 0, Bindings = 0, TemporaryCount = 0, Conditions = 0, Ranges = 0;
  std::vector<std::pair<const Stmt *, DropScope *>> Breaks, Continues;
  std::vector<std::pair<const GotoStmt *, DropScope *>> Gotos;
  std::vector<const CXXTryStmt *> Tries;
  std::vector<const CXXCatchStmt *> Handlers;
  std::map<const LabelDecl *, DropScope *> Labels;
  std::set<const Stmt *> Taken, Refused;
  std::map<const Stmt *, size_t> HeadIndex;
};

} // namespace

ScopeTree buildScopes(const FunctionDecl *F, const CompoundStmt *Body, const ScopeQueries &Ask) {
  return Builder(Ask).run(F, Body);
}

} // namespace asyncc
