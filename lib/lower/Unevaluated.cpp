#include "lower/Unevaluated.h"
#include "analysis/Awaitable.h"
#include "analysis/Maybe.h"
#include "analysis/Visitor.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include <map>

using namespace clang;

namespace asyncc {

const Expr *awaited(const Stmt *S) {
  if (auto *Await = dyn_cast_or_null<CoawaitExpr>(S))
    return Await->getOperand();
  auto *Dependent = dyn_cast_or_null<DependentCoawaitExpr>(S);
  return Dependent ? Dependent->getOperand() : nullptr;
}

/// Calls a member without naming its object.
static bool isCallByName(const Stmt *S) {
  auto *Call = dyn_cast<CallExpr>(S);
  const Expr *Callee = Call ? Call->getCallee()->IgnoreParenImpCasts() : nullptr;
  auto *Member = dyn_cast_or_null<MemberExpr>(Callee);
  auto *Overloaded = dyn_cast_or_null<UnresolvedMemberExpr>(Callee);
  auto *Dependent = dyn_cast_or_null<CXXDependentScopeMemberExpr>(Callee);
  return (Member && Member->isImplicitAccess()) || (Overloaded && Overloaded->isImplicitAccess()) ||
         (Dependent && Dependent->isImplicitAccess());
}

/// What is written otherwise where nothing is evaluated: awaits, closures, and calls by name with what is in them.
static void collect(const Stmt *S, std::vector<const Expr *> &Out) {
  if (!S)
    return;
  if (awaited(S) || isa<LambdaExpr>(S))
    return Out.push_back(cast<Expr>(S));
  if (isCallByName(S))
    Out.push_back(cast<Expr>(S));
  for (const Stmt *Child : S->children())
    collect(Child, Out);
}

namespace {
/// What a closure says otherwise in a blocking mode: `co_return` and `co_await` of its maybe-async bodies.
class BlockingWords : public Visitor {
public:
  using Place = std::function<void(SourceLocation, const char *)>;
  BlockingWords(const ASTContext &AST, Place Put) : AST(AST), Put(std::move(Put)) {}
  bool TraverseLambdaExpr(LambdaExpr *E) override {
    for (Expr *Init : E->capture_inits())
      TraverseStmt(Init);
    const CXXMethodDecl *Call = E->getCallOperator();
    const MaybeResult Maybe = maybeResult(AST, Call->getReturnType());
    if (isCoroutine(Call) && !Maybe)
      return true; // a coroutine of its own, whatever the mode
    const bool Around = std::exchange(Returns, Maybe && !Maybe.IsGenerator);
    TraverseStmt(Call->getBody());
    Returns = Around;
    return true;
  }
  bool VisitCoreturnStmt(CoreturnStmt *S) override { return !Returns || put(S->getKeywordLoc(), "return"); }
  bool VisitCoawaitExpr(CoawaitExpr *E) override { return put(E->getKeywordLoc(), ""); }
  bool VisitDependentCoawaitExpr(DependentCoawaitExpr *E) override { return put(E->getKeywordLoc(), ""); }
  bool VisitCXXForRangeStmt(CXXForRangeStmt *S) override {
    return S->getCoawaitLoc().isInvalid() || put(S->getCoawaitLoc(), "");
  }

private:
  bool put(SourceLocation Loc, const char *Word) { return Put(Loc, Word), true; }
  const ASTContext &AST;
  Place Put;
  bool Returns = false;
};
} // namespace

static bool namesResult(const LambdaExpr *E) {
  return E->hasExplicitResultType() && !E->getCallOperator()->getReturnType()->getContainedAutoType();
}

namespace {
/// Closures that name their result, the outermost ones: what their bodies say does not matter to a type, and g++ rejects
/// some of it.
class NamedResults : public Visitor {
public:
  explicit NamedResults(std::vector<const LambdaExpr *> &Out) : Out(Out) {}
  bool TraverseLambdaExpr(LambdaExpr *E) override {
    for (Expr *Init : E->capture_inits())
      TraverseStmt(Init);
    if (!namesResult(E))
      return TraverseStmt(E->getCallOperator()->getBody());
    Out.push_back(E);
    return true;
  }

private:
  std::vector<const LambdaExpr *> &Out;
};
} // namespace

/// Uses the parameters, of which g++ warns otherwise.
static std::string emptyBody(const LambdaExpr *E) {
  std::string Out = "{";
  for (const ParmVarDecl *Each : E->getCallOperator()->parameters())
    if (const std::string Name = Each->getName().str(); !Name.empty())
      Out += Each->isParameterPack() ? " (static_cast<void>(" + Name + "), ...);" : " static_cast<void>(" + Name + ");";
  return Out + " __builtin_unreachable(); }";
}

/// The text of a closure without annotations, which are nothing to the compiler.
static std::string closureText(Lowering &L, const LambdaExpr *E, const Region &Place, bool Suspends,
                               const NameClosure &Name) {
  std::map<unsigned, std::pair<unsigned, std::string>> Changes; // from where, to where, by what
  auto Change = [&](SourceRange Range, const std::string &Instead) {
    if (const auto At = L.Edits.region(Range); At && At->File == Place.File && At->Begin >= Place.Begin && At->End <= Place.End)
      Changes[At->Begin] = {At->End, Instead};
  };
  for (const ScannedSpecifier &Spec : L.Unit.Notes.Scanner.specifiers())
    if (Spec.Foreign.empty())
      Change({Spec.Begin, Spec.End}, "");
  if (!Suspends)
    BlockingWords(L.Unit.AST, [&](SourceLocation Loc, const char *Word) { Change(SourceRange(Loc), Word); })
        .TraverseStmt(const_cast<LambdaExpr *>(E));
  std::vector<const LambdaExpr *> Named;
  if (L.Unit.ForGcc)
    NamedResults(Named).TraverseLambdaExpr(const_cast<LambdaExpr *>(E));
  for (const LambdaExpr *Each : Named)
    Change(Each->getCallOperator()->getBody()->getSourceRange(), emptyBody(Each));
  const bool Declared = Name && llvm::is_contained(Named, E);
  if (Declared)
    Change(E->getIntroducerRange(), "[]"); // a variable would be given what it captures
  const StringRef Buffer = L.Unit.SM.getBufferData(Place.File);
  std::string Out;
  unsigned At = Place.Begin;
  for (const auto &[Begin, To] : Changes) {
    if (Begin < At)
      continue;
    Out += Buffer.slice(At, Begin).str() + To.second;
    At = To.first;
  }
  Out += Buffer.slice(At, Place.End);
  return Declared ? "std::declval<decltype(" + Name(Out) + ")>()" : Out;
}

/// The result that a closure names which \p E calls where it makes it: g++ crashes on some closures in a `decltype`.
static std::string namedResult(Lowering &L, const Expr *E) {
  auto *Call = dyn_cast<CallExpr>(plain(E));
  auto *Operator = dyn_cast_or_null<CXXOperatorCallExpr>(Call);
  const Expr *Callee = Operator ? Operator->getArg(0) : Call ? Call->getCallee() : nullptr;
  auto *Closure = Callee ? dyn_cast<LambdaExpr>(plain(Callee)) : nullptr;
  if (!Closure || !namesResult(Closure) || Closure->isGenericLambda())
    return "";
  const auto Type = Closure->getCallOperator()->getTypeSourceInfo()->getTypeLoc().getAs<FunctionTypeLoc>();
  if (!Type)
    return "";
  const auto Place = L.Edits.region(Type.getReturnLoc().getSourceRange());
  const std::string Text = Place ? L.Edits.text(Type.getReturnLoc().getSourceRange()) : "";
  return StringRef(Text).contains("decltype") ? "" : Text; // which may name a parameter
}

std::string unevaluated(Lowering &L, const Expr *E, bool Suspends, const NameClosure &Name) {
  std::vector<const Expr *> Parts;
  collect(E, Parts);
  auto Whole = L.Edits.region(E->getSourceRange());
  if (!Whole)
    return L.Edits.text(E->getSourceRange());
  std::string Out;
  unsigned At = Whole->Begin;
  const StringRef Buffer = L.Unit.SM.getBufferData(Whole->File);
  for (const Expr *Each : Parts) {
    const Expr *Await = awaited(Each);
    const bool IsClosure = isa<LambdaExpr>(Each);
    auto Place = L.Edits.region(Await || IsClosure ? Each->getSourceRange() : SourceRange(Each->getBeginLoc()));
    if (!Place || Place->File != Whole->File || Place->Begin < At)
      continue;
    Out += Buffer.slice(At, Place->Begin).str();
    At = Place->Begin;
    if (IsClosure) {
      Out += closureText(L, cast<LambdaExpr>(Each), *Place, Suspends, Name);
      At = Place->End;
      continue;
    }
    if (!Await) {
      Out += "this->"; // g++ 12 does not find it in a generic lambda
      continue;
    }
    if (!Suspends) {
      Out += unevaluated(L, Await, Suspends, Name);
    } else {
      const std::string Result = namedResult(L, Await);
      Out += "std::declval<async::await_result<" +
             (Result.empty() ? "decltype(" + unevaluated(L, Await, Suspends, Name) + ")" : Result) + ">>()";
    }
    At = Place->End;
  }
  return Out + Buffer.slice(At, Whole->End).str();
}

} // namespace asyncc
