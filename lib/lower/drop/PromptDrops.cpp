#include "lower/drop/PromptDrops.h"
#include "analysis/Awaitable.h"
#include "analysis/Statements.h"
#include "analysis/Visitor.h"
#include "lower/drop/Destruction.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace asyncc {
namespace {

/// Longer bodies are not worth standing there twice.
constexpr unsigned MaxLines = 12;

/// Whether a body means the same in a plain function of another name.
class Suits : public Visitor {
public:
  explicit Suits(DropTypes &Types) : Types(Types) {}
  bool TraverseCoreturnStmt(CoreturnStmt *S) override {
    Ends.push_back(S);
    return !S->getKeywordLoc().isMacroID() && (!S->getOperand() || TraverseStmt(S->getOperand()));
  }
  bool VisitCoroutineSuspendExpr(CoroutineSuspendExpr *) override { return false; }
  bool VisitDependentCoawaitExpr(DependentCoawaitExpr *) override { return false; }
  bool VisitLambdaExpr(LambdaExpr *) override { return false; }
  bool VisitPredefinedExpr(PredefinedExpr *) override { return false; }
  bool VisitSourceLocExpr(SourceLocExpr *) override { return false; }
  bool VisitCXXDefaultArgExpr(CXXDefaultArgExpr *E) override { return TraverseStmt(E->getExpr()); }
  bool VisitTagDecl(TagDecl *) override { return false; }
  bool VisitVarDecl(VarDecl *Var) override {
    return Var->hasLocalStorage() && !Var->getType()->isDependentType() && !Types.of(Var->getType());
  }
  bool VisitCXXForRangeStmt(CXXForRangeStmt *S) override { return S->getCoawaitLoc().isInvalid(); }
  bool VisitCXXDeleteExpr(CXXDeleteExpr *E) override {
    const QualType T = E->getDestroyedType();
    return !T.isNull() && !T->isDependentType() && !Types.of(T);
  }
  bool VisitCallExpr(CallExpr *E) override {
    const auto Ends = destruction(E);
    return !Ends || (!Ends->Type.isNull() && !Ends->Type->isDependentType() && !Types.of(Ends->Type));
  }
  bool VisitExpr(Expr *E) override {
    // What an instantiation makes of these may end lives.
    if (E->isTypeDependent() && isa<CallExpr, CXXUnresolvedConstructExpr, BinaryOperator>(E))
      return false;
    return E->getType()->isDependentType() || !E->getType()->isRecordType() || !Types.of(E->getType());
  }

  std::vector<const CoreturnStmt *> Ends;

private:
  DropTypes &Types;
};

} // namespace

Pieces promptDrop(Lowering &L, DropTypes &Types, const CXXMethodDecl *Drop) {
  const QualType Result = Drop->getReturnType();
  if (!Drop->doesThisDeclarationHaveABody() || Drop->isVirtual() || !isCoroutine(Drop) ||
      Drop->getMinRequiredArguments() != Drop->getNumParams() || Result->isDependentType() ||
      !isLibraryTask(Result) || Drop->getParent()->isLocalClass())
    return {};
  const QualType Value = awaitedValue(L.Unit, Result);
  if (Value.isNull() || !Value->isVoidType())
    return {};
  const Stmt *Body = writtenBody(Drop);
  const SourceManager &SM = L.Unit.SM;
  auto Source = L.Edits.region(Body->getSourceRange());
  if (!isa<CompoundStmt>(Body) || !Source ||
      SM.getSpellingLineNumber(Body->getEndLoc()) - SM.getSpellingLineNumber(Body->getBeginLoc()) > MaxLines)
    return {};
  if (!L.Unit.Macros.counters(SM, Source->File, Source->Begin, Source->End).empty())
    return {}; // it would count twice
  Suits Check(Types);
  if (!Check.TraverseStmt(const_cast<Stmt *>(Body)))
    return {};

  SourceEdits Edits(SM, L.Unit.AST.getLangOpts(), L.Diags, &L.Unit.Macros);
  for (const CoreturnStmt *End : Check.Ends)
    Edits.replace(SourceRange(End->getKeywordLoc()), {"return"});
  Edits.finish();
  Edits.Set->normalize();
  Source->Edits = Edits.Set;

  std::string Head = "\n// " + nameOf(Drop) + "() awaits nothing: coroutines of the library call it\nvoid asyncc_drop_now(async::exactly<" +
                     Drop->getParent()->getNameAsString() + ">, ";
  Head += Drop->getNumParams() ? "[[maybe_unused]] " + L.Edits.text(Drop->getParamDecl(0)->getSourceRange())
                               : "std::exception_ptr const&";
  Head += Drop->isConst() ? ") const " : ") ";
  if (isNoexcept(Drop))
    Head += "noexcept ";
  else if (Drop->getExceptionSpecType() != EST_None)
    return {};
  return {Head, *Source};
}

} // namespace asyncc
