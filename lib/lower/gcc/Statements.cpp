//===- Statements.cpp - Where the forms of co_await stand -------------------===//

#include "lower/gcc/Forms.h"
#include "analysis/Scopes.h"
#include "analysis/Statements.h"
#include "analysis/Visitor.h"
#include "lower/Order.h"
#include "lower/gcc/AwaitedValues.h"

using namespace clang;

namespace asyncc {

/// What the head of \p S asks; null if it asks nothing.
static const Expr *askedBy(const Stmt *S) {
  if (auto *If = dyn_cast<IfStmt>(S))
    return If->getCond();
  if (auto *Loop = dyn_cast<WhileStmt>(S))
    return Loop->getCond();
  if (auto *Loop = dyn_cast<DoStmt>(S))
    return Loop->getCond();
  if (auto *Loop = dyn_cast<ForStmt>(S))
    return Loop->getCond();
  auto *Switch = dyn_cast<SwitchStmt>(S);
  return Switch ? Switch->getCond() : nullptr;
}

static bool headAwaits(const Stmt *S) {
  if (!S || isa<LambdaExpr>(S))
    return false;
  const Expr *Asked = askedBy(S);
  return (Asked && awaits(Asked)) || llvm::any_of(S->children(), headAwaits);
}

void Forms::run(const CompoundStmt *Body) {
  const bool Outermost =
      llvm::any_of(Body->body(), [](const Stmt *S) { return isa<DeclStmt>(S); });
  if (!Outermost && headAwaits(Body)) {
    const std::string Local = " [[maybe_unused]] char " + uniqueLocalName(L.Unit, "local_") + " = 0;";
    if (const BodyEnds Ends = endsOf(Body); Rewrites && Ends.NeedsBraces) {
      L.Edits.insertBefore(Ends.Begin.Loc, {"{" + Local + " "}, -470000);
      L.Edits.insertAfter(Ends.End.Loc, {" }"}, 1300000);
    } else if (Rewrites) {
      L.Edits.insertAfter(Ends.Begin.Loc, {Local}, -3000);
    } else if (!Ends.NeedsBraces && !declares(Body)) {
      L.report(Ends.Begin.Loc, Diag::gcc_await,
               {"crashes in a condition that awaits if the body declares no variable outside of it",
                "declare a variable at the beginning of the body"});
    }
  }
  block(Body);
}


void Forms::block(const CompoundStmt *Block) {
  for (const Stmt *Child : Block->body())
    statement(Child, true);
}

/// \p InBlock: a declaration may stand in front of it, behind a `;` if \p Labelled.
void Forms::statement(const Stmt *S, bool InBlock, bool Labelled) {
  if (!S)
    return;
  if (Macro.isInvalid() && isOfMacro(S)) {
    Macro = L.Unit.SM.getExpansionRange(S->getBeginLoc()).getAsRange();
    statement(S, InBlock, Labelled);
    Macro = {};
    OfInit = 0;
    if (!Closures.empty())
      putClosures(S, nullptr, InBlock, Labelled);
    return;
  }
  if (Macro.isValid() && isInArguments(S)) { // as it is written there
    const SourceRange Use = std::exchange(Macro, SourceRange());
    const std::vector<Pieces> Outer = std::exchange(Closures, {});
    const std::string OuterKeeper = std::exchange(Keeper, "");
    statement(S, InBlock, Labelled);
    Macro = Use;
    Closures = Outer;
    Keeper = OuterKeeper;
    return;
  }
  if (auto *Block = dyn_cast<CompoundStmt>(S))
    return block(Block);
  if (isa<LabelStmt, SwitchCase, AttributedStmt, CXXTryStmt, CXXCatchStmt>(S)) {
    for (const Stmt *Child : S->children())
      if (!isa_and_nonnull<Expr>(Child) || !isa<SwitchCase>(S) ||
          Child == cast<SwitchCase>(S)->getSubStmt())
        statement(Child, isa_and_nonnull<DeclStmt>(Child), true);
    return;
  }
  const bool InMacro = S->getBeginLoc().isMacroID() || S->getEndLoc().isMacroID();
  HeadTaken = isHeadTaken(S) || (InMacro && Macro.isInvalid() && !isa<DeclStmt>(S) && !around(S).Fits);
  const std::optional<Region> Begin = L.Edits.region(SourceRange(S->getBeginLoc()));
  IsWrittenOut = HasDrops && Macro.isInvalid() && L.Edits.isWrittenOut(S->getBeginLoc());
  IsTaken = Begin && L.Edits.fateOf(*Begin) == SourceEdits::Taken;
  if (auto *Loop = dyn_cast<DoStmt>(S); Loop && !HeadTaken && awaits(Loop->getCond()))
    continues(Loop);
  OfInit = 0;
  const Stmt *Init = heads(S);
  if (!Closures.empty() && Macro.isInvalid()) {
    putDefinition(Init ? Init : S);
    putClosures(S, OfInit == Closures.size() ? nullptr : Init, InBlock, Labelled);
  }
  if (auto *If = dyn_cast<IfStmt>(S)) {
    statement(If->getThen(), false);
    statement(If->getElse(), false);
  } else if (auto *Loop = dyn_cast<WhileStmt>(S)) {
    statement(Loop->getBody(), false);
  } else if (auto *Loop = dyn_cast<DoStmt>(S)) {
    statement(Loop->getBody(), false);
  } else if (auto *Loop = dyn_cast<ForStmt>(S)) {
    statement(Loop->getBody(), false);
  } else if (auto *Loop = dyn_cast<CXXForRangeStmt>(S)) {
    statement(Loop->getBody(), false);
  } else if (auto *Switch = dyn_cast<SwitchStmt>(S)) {
    statement(Switch->getBody(), false);
  }
}

/// Where closures stand in front of \p S, and the brace behind it: around a macro of which it is all, otherwise on the same
/// side of its use.
Forms::Around Forms::around(const Stmt *S) const {
  const SourceLocation Begin = S->getBeginLoc();
  const SourceLocation End =
      endOf(S, [this](SourceLocation Loc) { return L.Edits.tokenAfter(Loc, tok::semi); });
  if (HasDrops && (L.Edits.isWrittenOut(Begin) || L.Edits.isWrittenOut(End)))
    return {Begin, End, true};
  const SourceLocation Front = L.Edits.inFront(Begin), Behind = L.Edits.behind(End);
  if (Front.isFileID() && Behind.isFileID())
    return {Front, Behind, true};
  return {Begin, End,
          Begin.isMacroID() && End.isMacroID() && L.Edits.region(SourceRange(Begin)) && L.Edits.region(SourceRange(End))};
}

/// Whether \p S, which has statements in it, is all that the use of a macro in the source stands for.
bool Forms::isOfMacro(const Stmt *S) const {
  return isa<CompoundStmt, IfStmt, SwitchStmt, WhileStmt, DoStmt, ForStmt, CXXForRangeStmt>(S) &&
         S->getBeginLoc().isMacroID() && around(S).Begin.isFileID() &&
         L.Unit.SM.getExpansionLoc(S->getEndLoc()) == L.Unit.SM.getExpansionLoc(S->getBeginLoc());
}

/// Whether all of \p S is written in the arguments of a macro.
bool Forms::isInArguments(const Stmt *S) const {
  const Around At = around(S);
  return At.Fits && At.Begin.isMacroID() && L.Edits.region(SourceRange(At.Begin, At.End));
}

namespace {
/// Local variables that an expression names and does not declare.
class OuterNames : public Visitor {
public:
  bool VisitVarDecl(VarDecl *D) override { return Own.insert(D), true; }
  bool VisitDeclRefExpr(DeclRefExpr *E) override {
    if (auto *Var = dyn_cast<VarDecl>(E->getDecl()); Var && Var->hasLocalStorage())
      Named.insert(Var);
    return true;
  }
  std::set<const VarDecl *> Named, Own;
};
} // namespace

/// Whether \p S names a variable that the use of the macro around it declares: there is none in front of it.
bool Forms::namesOfMacro(const Stmt *S) const {
  if (Macro.isInvalid())
    return false;
  OuterNames Names;
  Names.TraverseStmt(const_cast<Stmt *>(S));
  return llvm::any_of(Names.Named, [&](const VarDecl *Each) {
    const SourceLocation At = L.Unit.SM.getExpansionLoc(Each->getLocation());
    return !Names.Own.count(Each) && !L.Unit.SM.isBeforeInTranslationUnit(At, Macro.getBegin()) &&
           !L.Unit.SM.isBeforeInTranslationUnit(Macro.getEnd(), At);
  });
}

static void collectContinues(const Stmt *S, std::vector<const ContinueStmt *> &Out) {
  if (!S || isa<ForStmt, WhileStmt, DoStmt, CXXForRangeStmt, LambdaExpr>(S))
    return;
  if (auto *Found = dyn_cast<ContinueStmt>(S))
    Out.push_back(Found);
  for (const Stmt *Child : S->children())
    collectContinues(Child, Out);
}

/// do { … continue; … } while (co_await f());   ->   do { { … goto next1_; … } next1_:; } while (co_await f());
void Forms::continues(const DoStmt *Loop) {
  std::vector<const ContinueStmt *> All;
  collectContinues(Loop->getBody(), All);
  std::string Next;
  for (const ContinueStmt *Each : All)
    if (edits(Each, Each->getBeginLoc(), true, "does not evaluate the awaiting condition of a 'do' loop at 'continue'",
              "go to a label at the end of the loop's body", Rewrite::InFront)) {
      if (Next.empty())
        ++Count, Next = name("next");
      L.Edits.replace(Each->getSourceRange(), {"goto " + Next});
    }
  if (Next.empty())
    return;
  const Stmt *Body = Loop->getBody();
  L.Edits.insertBefore(Body->getBeginLoc(), {"{ "}, 1499999);
  L.Edits.insertAfter(endOf(Body, [this](SourceLocation Loc) { return L.Edits.tokenAfter(Loc, tok::semi); }),
                      {" " + Next + ":; }"}, 1001);
}

/// Whether the drop lowering took the head of a statement apart: then closures have no place.
bool Forms::isHeadTaken(const Stmt *S) const {
  if (Macro.isValid() || !isa<IfStmt, SwitchStmt, WhileStmt, DoStmt, ForStmt, CXXForRangeStmt>(S))
    return false;
  auto Keyword = L.Edits.region(SourceRange(S->getBeginLoc()));
  const SourceEdits::Fate Fate = Keyword ? L.Edits.fateOf(*Keyword) : SourceEdits::Moved;
  return Fate == SourceEdits::Removed || Fate == SourceEdits::Moved;
}

/// Whether temporaries of \p S have places.
static bool hasPlaces(const Lowering &L, const Stmt *S) {
  auto *E = dyn_cast_or_null<Expr>(S);
  return S && ((E && L.Held.count(E)) || llvm::any_of(S->children(), [&](const Stmt *Each) { return hasPlaces(L, Each); }));
}

/// Whether the condition \p E of a head that was taken apart is asked by an `if` of its own.
static bool isAskedApart(const Lowering &L, const Expr *E) {
  return isLogical(E) && hasPlaces(L, E);
}

/// The expressions of one statement, those of statements in it aside. Returns a declaration in its
/// head that the expressions behind it may name.
const Stmt *Forms::heads(const Stmt *S) {
  if (auto *E = dyn_cast<Expr>(S)) {
    full(E, {true, false, false, true});
  } else if (auto *Return = dyn_cast<CoreturnStmt>(S)) {
    const Expr *Operand = Return->getOperand();
    Root = Operand ? plain(Operand) : nullptr;
    const bool IsList = Operand && awaits(Operand) && !Value.isNull() && isa<InitListExpr>(plain(Operand));
    if (!IsList || !list(plain(Operand), Value, {}))
      head(Operand);
  } else if (isa<DeclStmt>(S)) {
    declaration(S);
  } else if (auto *If = dyn_cast<IfStmt>(S)) {
    init(If->getInit());
    declaration(If->getConditionVariableDeclStmt());
    if (!If->getConditionVariable()) {
      // What is declared in front of it may have moved out.
      auto At = L.Edits.region(If->getCond()->getSourceRange());
      const bool Stays = HeadTaken && At && L.Edits.fateOf(*At) == SourceEdits::Stays && !hasPlaces(L, If->getCond());
      full(If->getCond(), {!HasDrops || Stays || isAskedApart(L, If->getCond())});
    }
    return If->getInit();
  } else if (auto *Switch = dyn_cast<SwitchStmt>(S)) {
    init(Switch->getInit());
    declaration(Switch->getConditionVariableDeclStmt());
    if (!Switch->getConditionVariable())
      full(Switch->getCond(), {!HasDrops});
    return Switch->getInit();
  } else if (auto *Loop = dyn_cast<WhileStmt>(S)) {
    declaration(Loop->getConditionVariableDeclStmt());
    if (!Loop->getConditionVariable())
      loop(Loop->getCond());
  } else if (auto *Loop = dyn_cast<DoStmt>(S)) {
    loop(Loop->getCond());
  } else if (auto *Loop = dyn_cast<ForStmt>(S)) {
    init(Loop->getInit());
    declaration(Loop->getConditionVariableDeclStmt());
    if (!Loop->getConditionVariable())
      loop(Loop->getCond());
    step(Loop->getInc());
    return Loop->getInit();
  } else if (auto *Loop = dyn_cast<CXXForRangeStmt>(S)) {
    init(Loop->getInit());
    range(Loop->getRangeInit());
    return Loop->getInit();
  }
  return nullptr;
}
void Forms::init(const Stmt *S) {
  declaration(S);
  OfInit = Closures.size();
}
void Forms::head(const Expr *E) {
  if (E)
    full(E, {});
}
void Forms::loop(const Expr *E) {
  if (E)
    full(E, {isAskedApart(L, E)});
}
/// The step of a `for`, in which g++ does not find the operator of an operand of dependent type.
void Forms::step(const Expr *E) {
  if (!E)
    return;
  const Expr *Step = plain(E);
  const SourceLocation Begin = L.Edits.inFront(E->getBeginLoc()), End = L.Edits.behind(E->getEndLoc());
  const bool Converts = (isa<DependentCoawaitExpr>(Step) || (F->isDependentContext() && becomesAwait(Step))) &&
                        edits(E, Step->getBeginLoc(), L.Edits.region(SourceRange(Begin)) && L.Edits.region(SourceRange(End)),
                              "rejects the await of a dependent operand as the step of a 'for'", "convert it to void",
                              Rewrite::InPlace);
  full(E, {false, false, false, true});
  if (!Converts)
    return;
  constexpr int Around = InExpression - 100000;
  L.Edits.insertBefore(Begin, {"static_cast<void>("}, Around);
  L.Edits.insertAfter(End, {")"}, -Around);
}
void Forms::declaration(const Stmt *S) {
  if (auto *E = dyn_cast_or_null<Expr>(S))
    return full(E, {!HasDrops});
  if (auto *Declaration = dyn_cast_or_null<DeclStmt>(S))
    for (const Decl *D : Declaration->decls())
      if (auto *Var = dyn_cast<VarDecl>(D)) {
        aligned(Var);
        if (Var->getInit() && awaits(Var->getInit()))
          variable(Var);
      }
}
/// Whether an initialiser is more than the operator that it consists of, or may be.
static bool converts(const VarDecl *Var) {
  const Expr *Init = Var->getInit();
  if (auto *Cleanups = dyn_cast<ExprWithCleanups>(Init))
    Init = Cleanups->getSubExpr();
  auto *Cast = dyn_cast<ImplicitCastExpr>(Init);
  return isa<CXXConstructExpr>(Init) || (Cast && Cast->getCastKind() != CK_LValueToRValue) ||
         (Init->isTypeDependent() && !Var->getType()->isBooleanType() &&
          !Var->getType()->isUndeducedType());
}

/// alignas(16) char room[16];
void Forms::aligned(const VarDecl *Var) {
  const bool Unknown = Var->getType()->isDependentType() ||
                       llvm::any_of(Var->specific_attrs<AlignedAttr>(), [](const AlignedAttr *Each) { return Each->isAlignmentDependent(); });
  if (Var->hasLocalStorage() && Var->hasAttr<AlignedAttr>() &&
      (Unknown || Var->getMaxAlignment() > L.Unit.AST.getTypeAlign(Var->getType())))
    L.report(Var->getLocation(), Diag::gcc_await,
             {"ignores the alignment of a variable of a coroutine", "declare a type with that alignment for it"});
}

void Forms::variable(const VarDecl *Var) {
  Root = plain(Var->getInit());
  const Place At{!HasDrops && !converts(Var)};
  if (Var->getType()->isReferenceType())
    extends(Var->getInit());
  else if (Var->getInitStyle() == VarDecl::CInit)
    behindComma(Var->getInit());
  // int n{co_await f()} is no list.
  if (auto *List = dyn_cast<InitListExpr>(plain(Var->getInit()));
      List && List->getNumInits() == 1 && Var->getType()->isScalarType())
    return full(List->getInit(0), At);
  if (!listOfVariable(Var, At))
    full(Var->getInit(), At);
}

/// A class or enumeration that the declaration \p S defines stands in front of the closures, which may name it.
void Forms::putDefinition(const Stmt *S) {
  auto *Declaration = dyn_cast<DeclStmt>(S);
  auto *Tag = Declaration ? dyn_cast<TagDecl>(*Declaration->decl_begin()) : nullptr;
  if (!Tag || !Tag->isThisDeclarationADefinition() || !Tag->isEmbeddedInDeclarator())
    return;
  const std::string Keyword = Tag->getKindName().str();
  if (Tag->getName().empty())
    L.Edits.insertAfter(Tag->getBeginLoc(), {" " + tagName(Tag)});
  Piece Text = L.Edits.take(Tag->getSourceRange());
  L.Edits.replace(Tag->getSourceRange(), {Keyword + " " + tagName(Tag)});
  Closures.insert(Closures.begin(), {std::move(Text), ";"});
  ++OfInit; // which counts nothing else where no init-statement is
}
std::string Forms::tagName(const TagDecl *Tag) {
  if (!Tag->getName().empty())
    return Tag->getName().str();
  std::string &Name = Unnamed[Tag];
  if (Name.empty())
    Name = uniqueLocalName(L.Unit, "unnamed" + std::to_string(Unnamed.size()) + "_");
  return Name;
}

/// Puts the closures in front of \p S, behind \p Init of its head.
void Forms::putClosures(const Stmt *S, const Stmt *Init, bool InBlock, bool Labelled) {
  Pieces All, Before{"{ "}; // the closures that the declaration itself uses
  for (size_t I = 0; I < Closures.size(); ++I) {
    Pieces &To = Init && I < OfInit ? Before : All;
    for (Piece &Part : Closures[I])
      To.push_back(std::move(Part));
    To.push_back(" ");
  }
  Closures.clear();
  Keeper.clear();
  constexpr int Order = 1500000; // inside of the scopes that begin there, around expressions
  SourceLocation Begin = S->getBeginLoc();
  const Around Place = around(S);
  const bool Braces = !InBlock || Init || !isa<DeclStmt>(S);
  if (Init) {
    // for (int i = 0; …   ->   { int i = 0; …; for (; …
    const SourceLocation LParen = L.Edits.tokenAfter(Begin, tok::l_paren);
    const std::string Keyword = L.Edits.text({Begin, LParen});
    SourceLocation Semi = Init->getEndLoc();
    if (!isa<DeclStmt>(Init))
      Semi = L.Edits.tokenAfter(Semi, tok::semi);
    L.Edits.replace({Begin, LParen}, std::move(Before));
    All.push_back(Keyword + (isa<ForStmt>(S) ? ";" : ""));
    All.insert(All.begin(), Piece(" "));
    L.Edits.insertAfter(Semi, std::move(All), -Order);
  } else {
    if (Braces || Labelled)
      All.insert(All.begin(), Piece(Braces ? "{ " : "; "));
    L.Edits.insertBefore(Place.Begin, std::move(All), Order);
  }
  const auto Behind = L.EndsBehind.find(S);
  if (Braces)
    L.Edits.insertAfter(Place.End, {" }"}, Behind == L.EndsBehind.end() ? 1000 : Behind->second);
}

} // namespace asyncc
