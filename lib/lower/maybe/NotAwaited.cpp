#include "lower/maybe/NotAwaited.h"
#include "analysis/Awaitable.h"
#include "analysis/Dependent.h"
#include "analysis/Maybe.h"
#include "analysis/Names.h"
#include "analysis/Visitor.h"
#include "lower/Modes.h"
#include "lower/maybe/Maybe.h"
#include "parse/Compat.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace asyncc {
namespace {

/// Calls of a maybe-async body that are neither awaited nor returned.
class Calls : public Visitor {
public:
  Calls(Lowering &L, NotAwaited &All, const FunctionDecl *F, bool IsInstance = false)
      : L(L), All(All), F(F), Own(IsInstance ? maybeResult(L.Unit.AST, F->getReturnType()).Mode : modeOfBody(L.Unit, F)),
        IsInstance(IsInstance) {}

  bool TraverseCoawaitExpr(CoawaitExpr *E) override {
    return awaitedHere(E->getKeywordLoc(), E->getOperand());
  }
  bool TraverseDependentCoawaitExpr(DependentCoawaitExpr *E) override {
    return awaitedHere(E->getKeywordLoc(), E->getOperand());
  }
  bool TraverseCoreturnStmt(CoreturnStmt *S) override {
    return InClosure || keeps(maybeResult(L.Unit.AST, F->getReturnType()).Value) ? consumed(S->getOperand())
                                                                                 : TraverseStmt(S->getOperand());
  }
  bool TraverseReturnStmt(ReturnStmt *S) override { return consumed(S->getRetValue()); }
  bool TraverseCXXTypeidExpr(CXXTypeidExpr *E) override {
    return E->isTypeOperand() || !E->isPotentiallyEvaluated() || TraverseStmt(E->getExprOperand());
  }
  bool TraverseLambdaExpr(LambdaExpr *E) override {
    for (Expr *Init : E->capture_inits())
      TraverseStmt(Init);
    if (maybeResult(L.Unit.AST, E->getCallOperator()->getReturnType()))
      return true; // a body of its own
    ++InClosure;
    const bool Goes = TraverseStmt(E->getBody());
    --InClosure;
    return Goes;
  }
  // Nothing is called in an operand that is not evaluated.
  bool TraverseDecltypeTypeLoc(DecltypeTypeLoc) override { return true; }
  bool TraverseUnaryExprOrTypeTraitExpr(UnaryExprOrTypeTraitExpr *) override { return true; }
  bool TraverseCXXNoexceptExpr(CXXNoexceptExpr *) override { return true; }
  bool TraverseRequiresExpr(RequiresExpr *) override { return true; }
  bool TraverseConceptSpecializationExpr(ConceptSpecializationExpr *) override { return true; }
  bool TraverseCXXRecordDecl(CXXRecordDecl *) override { return true; } // a local class has bodies of its own
  bool TraverseIfStmt(IfStmt *If) override {
    if (If->isConstexpr() && (IsInstance ? All.OneModeBranches.count(If->getIfLoc()) != 0
                                         : modeCondition(If->getCond(), Mode::Blocking, Own) >= 0)) {
      All.OneModeBranches.insert(If->getIfLoc());
      return true; // a branch for one mode may do as it likes
    }
    return Visitor::TraverseIfStmt(If);
  }
  bool VisitCXXForRangeStmt(CXXForRangeStmt *S) override {
    const Expr *Range = S->getRangeInit();
    Walks[S->getLoopVariable()] = Range;
    if (S->getCoawaitLoc().isValid() || !Range)
      return true;
    Range = plain(Range);
    if (givesOwnGenerator(Range) && All.Said.insert(Range->getBeginLoc()).second)
      L.report(S->getForLoc(), Diag::maybe_loop, {L.Edits.text(Range->getSourceRange()), nameOf(F)});
    return true;
  }
  bool VisitCallExpr(CallExpr *Call) override {
    if (Consumed.count(Call))
      return true;
    if (IsInstance) {
      if (const FunctionDecl *Callee = Call->getDirectCallee(); Callee && hasOwnMode(Callee))
        report(Call, nameOf(Callee));
      return true;
    }
    const std::vector<PossibleCallee> Callees = possibleCallees(Call);
    if (Callees.empty())
      if (const FunctionDecl *Callee = calleeOfArgument(Call)) {
        report(Call, nameOf(Callee));
        return true;
      }
    if (!Callees.empty() && llvm::all_of(Callees, [&](const PossibleCallee &Each) {
          return hasOwnMode(Call, Each);
        }))
      report(Call, nameOf(Callees.front().Function));
    else if (Callees.empty())
      callsStored(Call);
    return true;
  }

private:
  /// A call by way of a pointer, or of a function object of the standard library: `std::function<async::maybe<M, void>()>`.
  void callsStored(const CallExpr *Call) {
    const Expr *Callee = Call->getCallee()->IgnoreParenImpCasts();
    if (auto *Operator = dyn_cast<CXXOperatorCallExpr>(Call)) {
      if (Operator->getOperator() != OO_Call)
        return;
      Callee = Operator->getArg(0)->IgnoreParenImpCasts();
    }
    auto *ByMember = dyn_cast<BinaryOperator>(Callee);
    if (ByMember && ByMember->isPtrMemOp())
      Callee = ByMember->getRHS();
    const FunctionProtoType *Type = functionIn(storedType(Callee));
    const MaybeResult Result = Type ? maybeResult(L.Unit.AST, Type->getReturnType()) : MaybeResult();
    if (Result && !Result.IsGenerator && isOwn(Result.Mode))
      report(Call, L.Edits.text(Callee->getSourceRange()));
  }
  /// The type of a variable, a member or an element; that of a loop's variable is what the range holds.
  QualType storedType(const Expr *E) const {
    auto *Named = dyn_cast<DeclRefExpr>(E->IgnoreParenImpCasts());
    const auto Walked = Named ? Walks.find(Named->getDecl()) : Walks.end();
    if (Walked == Walks.end())
      return likelyType(E);
    if (!cast<VarDecl>(Named->getDecl())->getType()->getContainedAutoType())
      return Named->getDecl()->getType();
    return Walked->second ? heldIn(likelyType(Walked->second)) : QualType();
  }
  static const FunctionProtoType *functionIn(QualType T) {
    if (T.isNull())
      return nullptr;
    T = T.getNonReferenceType();
    if (T->isPointerType() || T->isMemberPointerType())
      return T->getPointeeType()->getAs<FunctionProtoType>();
    auto *Spec = T->getAs<TemplateSpecializationType>();
    const TemplateDecl *Template = Spec ? Spec->getTemplateName().getAsTemplateDecl() : nullptr;
    return Template && Template->isInStdNamespace() && Template->getIdentifier() &&
                   llvm::is_contained({"function", "move_only_function", "copyable_function"}, Template->getName()) &&
                   Spec->template_arguments().size() && Spec->template_arguments()[0].getKind() == TemplateArgument::Type
               ? Spec->template_arguments()[0].getAsType()->getAs<FunctionProtoType>()
               : nullptr;
  }
  void report(const CallExpr *Call, const std::string &Callee) {
    if (All.Said.insert(beginOf(Call)).second)
      L.report(beginOf(Call), Diag::maybe_not_awaited, {Callee, nameOf(F)});
  }
  bool hasOwnMode(const FunctionDecl *Callee) const {
    const MaybeResult Result = maybeResult(L.Unit.AST, Callee->getReturnType());
    return Result && !Result.IsGenerator && isOwn(Result.Mode);
  }
  bool isOwn(QualType Mode) const { return !Mode.isNull() && !Own.isNull() && L.Unit.AST.hasSameType(Mode, Own); }
  /// Whether \p E, which a loop walks, is a generator that suspends if the body does.
  bool givesOwnGenerator(const Expr *E) const {
    auto *Named = dyn_cast<DeclRefExpr>(E);
    auto *Var = Named ? dyn_cast<VarDecl>(Named->getDecl()) : nullptr;
    if (Var && Var->getInit() && Var->getType()->getContainedAutoType() && E->isTypeDependent())
      return givesOwnGenerator(plain(Var->getInit()));
    auto *Call = dyn_cast<CallExpr>(E);
    if (!Call || !Call->isTypeDependent()) {
      const MaybeResult Result = maybeResult(L.Unit.AST, E->getType().getNonReferenceType());
      return Result.IsGenerator && isOwn(Result.Mode);
    }
    const std::vector<PossibleCallee> Callees = possibleCallees(Call);
    return !Callees.empty() &&
           llvm::all_of(Callees, [&](const PossibleCallee &Each) { return hasOwnMode(Call, Each, /*Generator=*/true); });
  }
  /// Whether a result of the type \p T may be a call that nobody has awaited.
  bool keeps(QualType T) const {
    if (T.isNull() || T->isDependentType())
      return true;
    const CXXRecordDecl *Class = T->getAsCXXRecordDecl();
    if (!Class || !Class->hasDefinition())
      return Class;
    if (Class->isInStdNamespace())
      return Class->getIdentifier() && llvm::is_contained({"any", "function", "move_only_function"}, Class->getName());
    return llvm::any_of(Class->decls(), [this](const Decl *D) {
      auto *Template = dyn_cast<FunctionTemplateDecl>(D);
      auto *Made = dyn_cast<CXXConstructorDecl>(Template ? Template->getTemplatedDecl() : D);
      return Made && (Template || llvm::any_of(Made->parameters(), [this](const ParmVarDecl *Each) {
                        return static_cast<bool>(maybeResult(L.Unit.AST, Each->getType().getNonReferenceType()));
                      }));
    });
  }
  /// Whether \p Callee, which gives a generator or not, suspends if the body does.
  bool hasOwnMode(const CallExpr *Call, const PossibleCallee &Callee, bool Generator = false) const {
    const MaybeResult Result = maybeResult(L.Unit.AST, Callee.Function->getReturnType());
    if (!Result || Result.IsGenerator != Generator)
      return false;
    if (auto *Named = dyn_cast<UnresolvedLookupExpr>(Call->getCallee()->IgnoreParenImpCasts());
        Named && Callee.Through.empty()) {
      // f<M>(…): the mode is named, or chosen by the arguments.
      auto *Param = Result.Mode->getAs<TemplateTypeParmType>();
      if (Param && Param->getIndex() < Named->getNumTemplateArgs())
        if (const TemplateArgument &Given = Named->getTemplateArgs()[Param->getIndex()].getArgument();
            Given.getKind() == TemplateArgument::Type)
          return isOwn(Given.getAsType());
      return Call->isTypeDependent();
    }
    return isOwn(Callee.inCall(Result.Mode));
  }
  /// A static trait, `r.read()` where the type of `r` is a parameter of the template: a function that is maybe-async in
  /// a class that this unit gives for it.
  const FunctionDecl *calleeOfArgument(const CallExpr *Call) const {
    auto *Member = dyn_cast<CXXDependentScopeMemberExpr>(Call->getCallee()->IgnoreParens());
    const FunctionTemplateDecl *Template = F->getDescribedFunctionTemplate();
    if (!Member || Member->isImplicitAccess() || !Template)
      return nullptr;
    QualType T = Member->getBase()->getType().getNonReferenceType();
    if (Member->isArrow() && T->isPointerType())
      T = T->getPointeeType();
    auto *Param = T->getAs<TemplateTypeParmType>();
    if (!Param || Param->getDepth() != Template->getTemplateParameters()->getDepth())
      return nullptr;
    for (const FunctionDecl *Spec : Template->specializations()) {
      const TemplateArgumentList *Args = Spec->getTemplateSpecializationArgs();
      if (!Args || Param->getIndex() >= Args->size() ||
          (*Args)[Param->getIndex()].getKind() != TemplateArgument::Type)
        continue;
      const CXXRecordDecl *Class = classPattern((*Args)[Param->getIndex()].getAsType().getNonReferenceType());
      if (!Class || !Class->hasDefinition())
        continue;
      for (const NamedDecl *D : Class->lookup(Member->getMember()))
        if (const FunctionDecl *Callee = D->getAsFunction())
          if (const MaybeResult Result = maybeResult(L.Unit.AST, Callee->getReturnType());
              Result && !Result.IsGenerator)
            return Callee;
    }
    return nullptr;
  }
  /// An object of a blocking mode has nothing to await in the suspending rendering; clang waits for
  /// an instantiation with that error.
  bool awaitedHere(SourceLocation Await, Expr *Operand) {
    const QualType T = Operand->getType();
    if (!Operand->isTypeDependent() && !T->isPlaceholderType() && !isAwaitable(L.Unit, T))
      if (const auto Object = All.Objects.find(Await))
        L.report(Await, Diag::maybe_blocking_object,
                 {Object->What, Object->Mode, Object->Operand});
    return consumed(Operand);
  }
  bool consumed(Expr *E) {
    if (!E)
      return true;
    consume(E);
    return TraverseStmt(E);
  }
  void consume(const Expr *E) {
    E = plain(E);
    if (auto *Either = dyn_cast<ConditionalOperator>(E)) {
      consume(Either->getTrueExpr());
      consume(Either->getFalseExpr());
    } else if (auto *Comma = dyn_cast<BinaryOperator>(E); Comma && Comma->isCommaOp()) {
      consume(Comma->getRHS());
    } else if (auto *Call = dyn_cast<CallExpr>(E)) {
      Consumed.insert(Call);
      if (const FunctionDecl *Callee = Call->getDirectCallee();
          (Callee && Callee->isInStdNamespace()) ||
          llvm::StringRef(calleeName(Call)).starts_with("std::"))
        for (const Expr *Arg : Call->arguments())
          consume(Arg); // std::move and the like
    }
  }
  Lowering &L;
  NotAwaited &All;
  const FunctionDecl *F;
  QualType Own;
  const bool IsInstance; // of a body for a mode that suspends
  std::set<const CallExpr *> Consumed;
  std::map<const Decl *, const Expr *> Walks; // loops' variables, and the ranges
  unsigned InClosure = 0; // that has no mode of its own
};

class Instances : public Visitor {
public:
  Instances(Lowering &L, NotAwaited &All) : L(L), All(All) {}
  bool shouldVisitTemplateInstantiations() const override { return true; }
  bool TraverseDecl(Decl *D) override { return (D && isForeign(L.Unit, D)) || Visitor::TraverseDecl(D); }
  bool VisitFunctionDecl(FunctionDecl *F) override {
    const FunctionDecl *Pattern = F->getTemplateInstantiationPattern();
    if (Pattern && !F->isDependentContext() && F->doesThisDeclarationHaveABody() && isCoroutine(F) &&
        maybeOwner(L.Unit.Notes, Pattern) && halfOf(Pattern) != Mode::Blocking && maybeResult(L.Unit.AST, F->getReturnType()))
      Calls(L, All, F, true).TraverseStmt(F->getBody());
    return true;
  }

private:
  Lowering &L;
  NotAwaited &All;
};

} // namespace

void NotAwaited::check(const FunctionDecl *F) { Calls(L, *this, F).TraverseStmt(F->getBody()); }

void NotAwaited::checkInstances() { Instances(L, *this).TraverseDecl(L.Unit.AST.getTranslationUnitDecl()); }

} // namespace asyncc
