//===- BodyScopes.cpp - The scopes of one body, all together --------------===//
//
// A drop that is awaited takes part in every way out of its scope, see AwaitedScopes.h. One that
// needs no await (a class in a blocking mode) is called by a guard behind the declaration: its
// destructor runs where the language ends lives, between the destructors of what was declared later
// and that of the object.
//
//===----------------------------------------------------------------------===//

#include "analysis/Awaitable.h"
#include "analysis/Maybe.h"
#include "analysis/Scopes.h"
#include "analysis/Visitor.h"
#include "lower/Unevaluated.h"
#include "lower/drop/AwaitedScopes.h"
#include "lower/drop/Body.h"
#include "lower/drop/EndingExpressions.h"
#include "lower/drop/Temporaries.h"
#include "parse/Words.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace asyncc {

/// An object of a plain reference type has no life of its own, but a temporary whose life a
/// reference extends has.
const MaterializeTemporaryExpr *extendedBy(const VarDecl *Var) {
  if (!Var->getType()->isReferenceType() || !Var->getInit())
    return nullptr;
  const Expr *Init = Var->getInit();
  if (auto *Cleanups = dyn_cast<ExprWithCleanups>(Init))
    Init = Cleanups->getSubExpr();
  auto *Made = dyn_cast<MaterializeTemporaryExpr>(Init->IgnoreParens()->IgnoreImpCasts());
  return Made && Made->getExtendingDecl() == Var &&
                 Var->getASTContext().hasSameUnqualifiedType(Made->getType(), Var->getType().getNonReferenceType())
             ? Made
             : nullptr;
}

namespace {

/// A type that no instantiation in this unit tells must turn out to have no drop.
class Unknown : public Visitor {
public:
  explicit Unknown(Body &B) : B(B) {}
  bool TraverseLambdaExpr(LambdaExpr *) override { return true; }
  bool VisitDeclStmt(DeclStmt *S) override {
    for (const Decl *D : S->decls())
      if (auto *Var = dyn_cast<VarDecl>(D); Var && B.isUnknown(Var) && !B.drop(Var) && S->isSingleDecl() &&
                                            S->getEndLoc().isFileID() && Blocks.count(S)) {
        const std::string Name = Var->getNameAsString();
        B.L.Edits.insertAfter(S->getEndLoc(), {" static_assert(!async::has_drop<decltype(" + Name +
                                               ")>, \"declare '" + Name +
                                               "' with its type: it has an async drop\");"});
        requireHeader(B.L, {"async", "has_drop"}, "async/drop.hpp");
      }
    return true;
  }
  bool VisitCompoundStmt(CompoundStmt *S) override {
    for (const Stmt *Child : S->body())
      Blocks.insert(Child);
    return true;
  }

private:
  Body &B;
  std::set<const Stmt *> Blocks; // statements of a block, behind which another may stand
};

class BodyScopes {
public:
  explicit BodyScopes(Body &B) : B(B), L(B.L), Endings(B) {}
  void run();

private:
  DropInfo wanted(const VarDecl *Var) const;
  DropInfo wantedTemporary(QualType T, bool OfInstance) const;
  std::vector<const VarDecl *> ownCaptures() const;
  ScopeQueries queries();
  bool isUnfinished(SourceRange Range) const;
  void rewrite(const Rewrite &R, AwaitedScopes &Awaited, TemporaryEdits &Temporaries);
  void guard(const DropScope &S);
  void note(const DropScope &S) const;
  void dismissReturned();
  void abandonYields(const Stmt *S, AwaitedScopes &Awaited);

  Body &B;
  Lowering &L;
  EndingExpressions Endings;
  ScopeTree Tree;
  Duties Owed, Guards;
};

DropInfo BodyScopes::wanted(const VarDecl *Var) const {
  if (!Var->hasLocalStorage() || Var->isExceptionVariable())
    return {};
  DropInfo Info = extendedBy(Var) && !B.Done.count(Var)
                      ? B.of(Var->getType().getNonReferenceType())
                      : B.drop(Var);
  if (!Info)
    Info = B.unknownDrop(Var);
  if (Info.Is == DropInfo::Opaque || (!B.Awaits && !B.isCalled(Info)))
    return {};
  return Info;
}

DropInfo BodyScopes::wantedTemporary(QualType T, bool OfInstance) const {
  DropInfo Info = OfInstance ? B.Types.of(T) : B.of(T);
  if (Info.Is == DropInfo::Opaque || (!B.Awaits && !B.isCalled(Info)))
    return {};
  return Info;
}

/// Those of a lambda that is marked [[async::closure]].
std::vector<const VarDecl *> BodyScopes::ownCaptures() const {
  std::vector<const VarDecl *> Out;
  auto *Call = dyn_cast<CXXMethodDecl>(B.Function);
  if (B.Awaits && Call && Call->getParent()->isLambda() && L.Unit.Notes.on(Call, AnnotationKind::Closure))
    for (const LambdaCapture &C : Call->getParent()->captures())
      if (C.capturesVariable() && C.getCaptureKind() == LCK_ByCopy)
        if (auto *Var = dyn_cast<VarDecl>(C.getCapturedVar()))
          Out.push_back(Var);
  return Out;
}

ScopeQueries BodyScopes::queries() {
  return {
      [this](const VarDecl *Var) { return wanted(Var); },
      ownCaptures(),
      [this](QualType T, bool OfInstance) { return wantedTemporary(T, OfInstance); },
      [this](const DropInfo &Info) { return B.isCalled(Info); },
      [this](const Stmt *S) { return Endings.awaitsIn(S); },
      [this](const Stmt *S) { return B.Unselected.count(S) > 0; },
      [this](const Expr *Condition) { return L.Unit.ForGcc && B.Awaits && awaits(Condition); }, // by g++ 12
      [this](const std::string &Base) { return B.name(Base); },
      [this](SourceRange Range) { return L.Edits.text(Range); },
      [this](const Expr *E) { return unevaluated(L, E, B.Awaits); },
      [this](SourceLocation Loc, tok::TokenKind Kind) { return L.Edits.tokenAfter(Loc, Kind); },
      [this](const VarDecl *Var, const char *Place) {
        B.Lowered.insert(Var);
        L.report(Var->getLocation(), Diag::drop_place,
                 {nameOfVariable(Var), typeName(L.Unit, Var->getType()), Place});
      },
      [this](const Temporary &Refused) {
        B.take(Refused.Value);
        L.report(Refused.Value->getBeginLoc(), Diag::drop_temporary, {typeName(L.Unit, Refused.Type)});
      },
      [this](QualType T) { return qualifiedTypeName(L.Unit, T); },
      B.At.Made,
      B.Awaits,
  };
}

void BodyScopes::guard(const DropScope &S) {
  const std::string Guard = B.name("drop" + std::to_string(S.Number));
  if (S.Var)
    Guards[S.Var] = Guard;
  const QualType T = S.Var ? S.Var->getType() : QualType();
  const bool Dependent = !T.isNull() && (T->isDependentType() || T->isUndeducedType());
  const std::string Pack = B.name("pack" + std::to_string(S.Number));
  std::string Text = S.Var && S.Var->isParameterPack()
                         ? " async::drop_pack " + Pack + "{" + S.Name + "...}; async::drop_guard " + Guard + "{" +
                               Pack + "};"
                         : std::string(" async::drop_guard") + (Dependent ? "<decltype(" + S.Name + ")> " : " ") +
                               Guard + "{" + S.Name + "};";
  if ((S.Info.TakesError || S.Info.PartsTakeError) && L.hasExceptions()) {
    // A destructor does not see the exception that is on its way.
    Text += " try {";
    const std::string End =
        "} catch (...) { " + Guard + ".rethrow(); }\n";
    insertAt(L, S.End, {(S.End.After ? "\n" : "") + End},
             S.EndsAmongBeginnings ? S.EndsAmongBeginnings : 1000000 - 2 * S.Number);
  }
  insertAt(L, S.Begin, {Text + (S.Begin.After ? "" : " ")}, S.Number);
}

void BodyScopes::note(const DropScope &S) const {
  const Expr *Value = S.Temp ? S.Temp->Value : S.Value;
  const std::string How = S.Called ? "its drop is called" : "its drop is awaited";
  if (S.Var)
    L.Unit.Lowered.add(S.Var->getLocation(), "drop", S.Var->getNameAsString(), {How});
  else if (Value)
    L.Unit.Lowered.add(Value->getBeginLoc(), "drop", L.Edits.text(Value->getSourceRange()),
                       {S.Temp ? "a temporary: " + How : "the range of a loop: " + How});
}

/// A whole variable that is returned is handed over, not dropped.
void BodyScopes::dismissReturned() {
  class Find : public Visitor {
  public:
    std::vector<std::pair<const Stmt *, const Expr *>> List;
    bool VisitReturnStmt(ReturnStmt *S) override {
      List.push_back({S, S->getRetValue()});
      return true;
    }
    bool VisitCoreturnStmt(CoreturnStmt *S) override {
      List.push_back({S, S->getOperand()});
      return true;
    }
    bool TraverseLambdaExpr(LambdaExpr *) override { return true; }
  } Returns;
  Returns.TraverseStmt(const_cast<CompoundStmt *>(B.Block));
  for (auto &[S, Value] : Returns.List) {
    if (!Value || (B.Awaits && isa<CoreturnStmt>(S)))
      continue;
    const VarDecl *Var = wholeVariable(Value);
    // `co_return std::move(d)` becomes `return d`, which makes the result in the place of d.
    if (const Expr *Moved = movedOperand(Value->IgnoreImplicit()); Moved && isa<CoreturnStmt>(S))
      Var = wholeVariable(Moved);
    auto Guard = Guards.find(Var);
    if (Guard == Guards.end())
      continue;
    L.Edits.insertBefore(S->getBeginLoc(), {"{ " + Guard->second + ".dismiss(); "}, -10);
    L.Edits.insertAfter(L.Edits.tokenAfter(Value->getEndLoc(), tok::semi), {" }"});
  }
}

/// Whether something in the text may still have to be lowered: the body of a closure, a macro that comes out as one,
/// what a blocking mode does not await, or g++ gets wrong.
bool BodyScopes::isUnfinished(SourceRange Range) const {
  const std::string Text = L.Edits.text(Range);
  return Text.find('{') != Text.npos || ((!B.Awaits || L.Unit.ForGcc) && Text.find("co_await") != Text.npos) || anyWord(Text, [this](StringRef Word) {
           return L.Unit.PP.getIdentifierInfo(Word)->hadMacroDefinition();
         });
}

/// Outer blocks close behind inner ones.
static int closeOrder(int Number) { return 1000000 - 2 * Number + 1; }

void BodyScopes::rewrite(const Rewrite &R, AwaitedScopes &Awaited, TemporaryEdits &Temporaries) {
  auto Put = [&](const std::string &Text, int Order) { insertAt(L, R.At, {Text}, Order); };
  const int Order = R.What == Rewrite::Close ? closeOrder(R.Number) : R.Number;
  switch (R.What) {
  case Rewrite::Insert:
    return Put(R.Text, Order);
  case Rewrite::Replace:
    if (auto At = L.Edits.region(R.Range)) // what was edited in it is in its copy
      return L.Edits.Set->add(At->File, {At->Begin, At->End,
                                         R.Text.empty() ? Pieces() : Pieces{R.Text}, 0, true, 0, true});
    return L.Edits.replace(R.Range, {R.Text});
  case Rewrite::Close:
    if (R.Range.isInvalid())
      return Put(R.Text, Order);
    [[fallthrough]];
  case Rewrite::Copy:
    if (!L.Edits.region(R.Range))
      return L.Edits.refuse(R.Range.getBegin());
    if (isUnfinished(R.Range) && !R.At.Loc.isMacroID())
      if (std::optional<Piece> Later = L.Edits.takeAtEnd(R.Range)) {
        Pieces New{R.Text, *Later, R.Behind};
        return insertAt(L, R.At, std::move(New), Order);
      }
    return Put(R.Text + Temporaries.copy(R.Range) + R.Behind, Order);
  case Rewrite::EndNow:
    if (R.Scope->Called)
      return Put(" " + B.name("drop" + std::to_string(R.Scope->Number)) + ".now(); " +
                     R.Scope->Name + ".reset();",
                 R.Number);
    return Put(Awaited.endNow(*R.Scope), R.Number);
  case Rewrite::LeaveIf:
    return Put(R.Text + (R.Scope ? Awaited.leaveLoop(*R.Scope) : "break;"), R.Number);
  }
}

/// Where a blocking generator may be abandoned: its guards are to end as at a `co_return`.
void BodyScopes::abandonYields(const Stmt *S, AwaitedScopes &Awaited) {
  if (!S || isa<LambdaExpr>(S))
    return;
  if (const CoyieldExpr *Yield = yieldOf(S))
    return Awaited.abandonNow(S, Yield);
  for (const Stmt *Child : S->children())
    if (!isa_and_nonnull<Expr>(Child) || yieldOf(Child))
      abandonYields(Child, Awaited);
}

void BodyScopes::run() {
  if (B.Awaits)
    Unknown(B).TraverseStmt(const_cast<CompoundStmt *>(B.Block));
  Tree = buildScopes(B.Function, B.Block, queries());
  const std::set<const VarDecl *> HandedOver = Endings.handedOver();
  for (const auto &S : Tree.Scopes) {
    if (S->Var) {
      B.Lowered.insert(S->Var);
      B.At.Taken[B.Blocking].insert(S->Var->getLocation());
    }
    note(*S);
    if (S->Temp) {
      B.take(S->Temp->Value);
      for (const Stmt *Part : S->Region)
        if (Part)
          L.Edits.keepWhole(Part->getSourceRange());
    }
    if (S->Value)
      B.take(S->Value);
    if (S->Var && isa<ParmVarDecl>(S->Var) && !S->Var->getIdentifier())
      L.report(S->Var->getLocation(), Diag::drop_unnamed_parameter,
               {typeName(L.Unit, S->Var->getType())});
    else if (S->Called)
      guard(*S);
    else if (S->Var && (HandedOver.count(S->Var) || S->Var->isParameterPack()))
      Owed[S->Var] = B.name("owed" + std::to_string(S->Number));
  }
  AwaitedScopes Awaited(B, Tree, Owed, Endings.any() && B.Awaits);
  Endings.lower(Tree, Owed, Guards);
  if (B.Awaits)
    lowerHandlers(B, Tree);
  const bool Scopes = !Tree.Scopes.empty() || !Tree.Rewrites.empty();
  if (Scopes || Endings.any() || !L.WithoutDrop.empty())
    L.WithDrops.insert(B.Block);
  if (!Scopes)
    return;
  if (const BodyEnds Ends = endsOf(B.Block); Ends.NeedsBraces) {
    L.Edits.insertBefore(Ends.Begin.Loc, {"{ "}, -490000);
    L.Edits.insertAfter(Ends.End.Loc, {" }"}, 1400000);
  }
  for (const auto &[For, N] : Tree.Wrapped)
    L.EndsBehind[For] = closeOrder(N);
  TemporaryEdits Temporaries(B, Tree);
  for (const Rewrite &R : Tree.Rewrites)
    rewrite(R, Awaited, Temporaries);
  Temporaries.apply();
  if (llvm::any_of(Tree.Scopes, [](const auto &S) { return !S->Called; }))
    Awaited.lower();
  if (const QualType Result = B.Function ? B.Function->getReturnType() : QualType();
      !B.Awaits && !Result.isNull() && (isLibraryGenerator(Result) || maybeResult(L.Unit.AST, Result).IsGenerator))
    abandonYields(B.Block, Awaited);
  dismissReturned();
  requireHeader(L, {"async", "dropping"}, "async/drop.hpp");
}

} // namespace

void lowerScopes(Body &B) { BodyScopes(B).run(); }

} // namespace asyncc
