//===- AwaitForms.cpp - Forms of co_await that g++ 12 gets wrong ----------===//
//
// In a statement that awaits, g++ first makes all objects of class types and awaits for them, in the
// order in which they are written and whatever `&&`, `||` and `?:` say; then it awaits the rest, then it
// evaluates what is left. So what has to come earlier is made an object, what must not come is put into
// a closure, and what is made in a wrong place is made by a function:
//
//     log(), co_await f()       ->   async::in_order((static_cast<void>(log()), 0)).get(), co_await f()
//     x().send(co_await f())    ->   async::in_order(x()).get().send(co_await f())
//     n << co_await f()         ->   auto form1_ = [&](auto&& given1_0_) -> decltype(auto) {
//                                      return (n << static_cast<decltype(given1_0_)>(given1_0_)); };
//                                    form1_(async::in_order(co_await f()).get())
//     throw error{co_await f()} ->   throw async::in_order(error{co_await f()}).get()
//     v[i()] = co_await f()     ->   auto form1_ = [&](auto&& right1_) -> decltype(auto) {
//                                      return v[i()] = static_cast<decltype(right1_)>(right1_); };
//                                    form1_(co_await f())
//     f(a && co_await b())      ->   auto form1_ = [&](bool left1_) -> async::task<bool> {
//                                      if (!left1_) co_return false;
//                                      co_return static_cast<bool>(co_await b()); };
//                                    f((co_await form1_(static_cast<bool>(a))))
//     c ? co_await f() : g()    ->   the same with `if (chosen1_) co_return ...; co_return ...;`
//     co_await (c ? f() : g())  ->   the same with `co_return co_await ...;`
//     co_await f(a && g(s()))   ->   auto form1_ = [&]() -> bool { return static_cast<bool>(g(s())); };
//                                    co_await f(a && form1_())
//     part{s, co_await f()}     ->   auto form1_ = [&](auto&& given1_0_, auto&& given1_1_) {
//                                      return part{...}; };
//                                    form1_(async::in_order(s).get(), async::in_order(co_await f()).get())
//     co_await run(part{s, 1})  ->   auto form1_ = [&]() { return part{s, 1}; };
//                                    co_await run(form1_())
//     (co_await f()).size       ->   async::itself(co_await f()).size       // in a template
//     T x = (g(), (co_await f()).part);  ->  T x = async::itself((g(), (co_await f()).part));
//     { if (co_await f()) ... } ->   { [[maybe_unused]] char local_ = 0; if (co_await f()) ... }
//
// An operator that is the whole of an initialiser, a statement or the condition of an `if` g++ gets
// right. It destroys closures and aggregates that are made in an awaited expression twice, and crashes on
// the last of these forms. The closures stand in front of the statement, for g++ also confuses closures
// that are made between two awaits; what they are given stays where it was, so temporaries live as long.
//
//===----------------------------------------------------------------------===//

#include "lower/gcc/AwaitForms.h"
#include "analysis/Awaitable.h"
#include "analysis/Maybe.h"
#include "analysis/Names.h"
#include "analysis/ParameterNames.h"
#include "analysis/WrittenVisitor.h"
#include "lower/gcc/AwaitedValues.h"
#include "lower/gcc/Forms.h"
#include "lower/gcc/Kept.h"

using namespace clang;

namespace asyncc {

struct GccContext {
  bool Filled = false;
  std::set<FileID> Annotated; // files with an annotation, and that of the unit
  InstanceFacts Known;
};

namespace {

/// A generator yields in blocking modes, too, where nothing else is awaited:
/// co_yield {a, b}   ->   co_yield [&]() -> part { return {a, b}; }()
class Yields : public WrittenVisitor {
public:
  Yields(Lowering &L, const FunctionDecl *F) : L(L), F(F), Element(elementOfGenerator(L.Unit.AST, F)) {}
  bool TraverseCoyieldExpr(CoyieldExpr *E) override {
    const Expr *Operand = plain(yielded(E));
    const bool Typed = !isa<InitListExpr>(Operand);
    const QualType T = Typed ? Operand->getType() : Element;
    if (L.Unit.ForGcc && !T.isNull() && isBraced(Operand) && isOwningAggregate(T)) {
      // The element may refer to temporaries of the list while the generator is suspended.
      const std::string Keeper = uniqueLocalName(L.Unit, "kept_");
      const bool Keeps =
          keepTemporaries(L, L.Gcc->Known, Operand, Typed ? QualType() : T, false, F, Keeper) == Kept::Here;
      L.Edits.insertBefore(Operand->getBeginLoc(),
                           {(Keeps ? "[&](async::keeper&& " + Keeper + ")" : "[&]()") + " -> " +
                            (Typed ? "decltype(auto)" : typeNameIn(L.Unit, T, F)) + " { return "},
                           5000000);
      L.Edits.insertAfter(Operand->getEndLoc(), {Keeps ? "; }(async::keeper())" : "; }()"}, -5000000);
    }
    return WrittenVisitor::TraverseCoyieldExpr(E);
  }

private:
  Lowering &L;
  const FunctionDecl *F;
  QualType Element;
};

class Bodies : public Visitor {
public:
  explicit Bodies(Lowering &L) : L(L) {}
  /// Closures before the bodies around them, which may move them.
  bool shouldTraversePostOrder() const override { return true; }
  bool TraverseDecl(Decl *D) override {
    return (D && isForeign(L.Unit, D)) || Visitor::TraverseDecl(D);
  }
  bool VisitLambdaExpr(LambdaExpr *E) override {
    body(E->getCallOperator());
    return true;
  }
  bool VisitFunctionDecl(FunctionDecl *F) override {
    auto *Method = dyn_cast<CXXMethodDecl>(F);
    if (!(Method && Method->getParent()->isLambda()) && F->doesThisDeclarationHaveABody())
      body(F);
    return true;
  }

private:
  void body(const FunctionDecl *F) {
    if (!isCoroutine(F) || F->isTemplateInstantiation())
      return;
    const MaybeResult Maybe = maybeResult(L.Unit.AST, F->getReturnType());
    if (modeOf(L, F) == Mode::Blocking && Maybe) {
      if (Maybe.IsGenerator)
        Yields(L, F).TraverseStmt(F->getBody());
      return;
    }
    auto *Block =
        dyn_cast<CompoundStmt>(cast<CoroutineBodyStmt>(F->getBody())->getBody());
    if (!Block)
      return;
    // A definition may stand in a file without an annotation of its own.
    const bool HasDrops = L.WithDrops.count(Block), Lowered = HasDrops || isMaybeBody(L.Unit.Notes, F);
    if (!Lowered && !L.Gcc->Annotated.count(L.Unit.SM.getFileID(L.Unit.SM.getExpansionLoc(F->getLocation()))))
      return;
    std::string Coroutine;
    QualType Value;
    if (Maybe) {
      Coroutine = "async::maybe<" + withParameters(typeName(L.Unit, Maybe.Mode), F);
      if (!Maybe.IsGenerator)
        Value = Maybe.Value;
    } else if (!F->getReturnType()->isDependentType() && isLibraryCoroutine(F->getReturnType())) {
      Coroutine = "async::task<";
      Value = awaitedValue(L.Unit, F->getReturnType());
    }
    Forms(L, F, Lowered, HasDrops, Coroutine, Value, L.Gcc->Known).run(Block);
  }

  Lowering &L;
};

void fill(Lowering &L) {
  if (std::exchange(L.Gcc->Filled, true))
    return;
  L.Gcc->Annotated.insert(L.Unit.SM.getMainFileID());
  for (const ScannedSpecifier &Spec : L.Unit.Notes.Scanner.specifiers())
    L.Gcc->Annotated.insert(L.Unit.SM.getFileID(L.Unit.SM.getExpansionLoc(Spec.Begin)));
  collectInstances(L.Unit, L.Gcc->Known);
}

} // namespace

std::shared_ptr<GccContext> makeGccContext() { return std::make_shared<GccContext>(); }

void lowerAwaitForms(Lowering &L) {
  fill(L);
  Bodies(L).TraverseDecl(L.Root ? L.Root : L.Unit.AST.getTranslationUnitDecl());
}

} // namespace asyncc
