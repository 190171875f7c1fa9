//===- Checks.cpp - What cannot be maybe-async ----------------------------===//

#include "analysis/Awaitable.h"
#include "analysis/BlockingObjects.h"
#include "analysis/Dependent.h"
#include "analysis/Maybe.h"
#include "lower/maybe/Maybe.h"
#include "lower/maybe/Modes.h"
#include "parse/LoweredMark.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace asyncc {
namespace {

bool awaits(const Stmt *S) {
  if (!S || isa<LambdaExpr>(S))
    return false;
  if (auto *Coroutine = dyn_cast<CoroutineBodyStmt>(S))
    S = Coroutine->getBody();
  auto *Range = dyn_cast<CXXForRangeStmt>(S);
  return isa<CoawaitExpr, DependentCoawaitExpr>(S) || (Range && Range->getCoawaitLoc().isValid()) ||
         llvm::any_of(S->children(), awaits);
}

using PartialSpecialization = ClassTemplatePartialSpecializationDecl;

bool isHalfOfClass(const PartialSpecialization *Partial) {
  return mentionsIsAsync(Partial->getTemplateParameters()->getRequiresClause());
}

/// The specializations of \p Class, a template, for kinds of mode.
llvm::SmallVector<PartialSpecialization *, 4> halvesOf(const CXXRecordDecl *Class) {
  llvm::SmallVector<PartialSpecialization *, 4> Out;
  if (auto *Template = Class->getDescribedClassTemplate())
    Template->getPartialSpecializations(Out);
  llvm::erase_if(Out, [](const auto *Each) { return !isHalfOfClass(Each); });
  return Out;
}

/// The declaration of \p F in the half of its class for blocking modes, if that comes out of a lowered header and
/// nothing defines it here; or null.
const FunctionDecl *undefinedHalf(const SourceManager &SM, const FunctionDecl *F) {
  auto *Class = dyn_cast<CXXRecordDecl>(F->getDeclContext());
  if (!Class || !F->isOutOfLine())
    return nullptr;
  for (const auto *Partial : halvesOf(Class))
    for (const NamedDecl *Each : Partial->lookup(F->getDeclName()))
      if (const FunctionDecl *Half = Each->getAsFunction();
          Half && !Half->isDefined() && Half->getNumParams() == F->getNumParams() &&
          SM.getBufferData(SM.getFileID(SM.getFileLoc(Half->getLocation()))).ends_with(LoweredMark))
        return Half;
  return nullptr;
}

/// A half written by hand, or text that was lowered before: the other half exists.
bool hasBothHalves(const FunctionDecl *F) {
  if (isHalf(F))
    return true;
  for (const DeclContext *DC = F->getDeclContext(); DC; DC = DC->getParent()) {
    auto *Class = dyn_cast<CXXRecordDecl>(DC);
    if (!Class)
      continue;
    auto *Partial = dyn_cast<PartialSpecialization>(Class);
    if ((Partial && isHalfOfClass(Partial)) || !halvesOf(Class).empty())
      return true;
  }
  return false;
}

/// Calls of a maybe-async body that are neither awaited nor returned.
class Calls : public RecursiveASTVisitor<Calls> {
public:
  Calls(Lowering &L, const FunctionDecl *F) : L(L), F(F), Own(modeOfBody(L.Unit, F)) {}

  bool TraverseCoroutineBodyStmt(CoroutineBodyStmt *S) { return TraverseStmt(S->getBody()); }
  bool TraverseCoawaitExpr(CoawaitExpr *E) {
    return awaitedHere(E->getKeywordLoc(), E->getOperand());
  }
  bool TraverseDependentCoawaitExpr(DependentCoawaitExpr *E) {
    return awaitedHere(E->getKeywordLoc(), E->getOperand());
  }
  bool TraverseCoreturnStmt(CoreturnStmt *S) { return consumed(S->getOperand()); }
  bool TraverseReturnStmt(ReturnStmt *S) { return consumed(S->getRetValue()); }
  bool TraverseLambdaExpr(LambdaExpr *E) {
    for (Expr *Init : E->capture_inits())
      TraverseStmt(Init);
    if (maybeResult(L.Unit.AST, E->getCallOperator()->getReturnType()))
      return true; // a body of its own
    return TraverseStmt(E->getBody());
  }
  // Nothing is called in an operand that is not evaluated.
  template <class... Rest> bool TraverseDecltypeTypeLoc(DecltypeTypeLoc, Rest...) { return true; }
  bool TraverseUnaryExprOrTypeTraitExpr(UnaryExprOrTypeTraitExpr *) { return true; }
  bool TraverseCXXNoexceptExpr(CXXNoexceptExpr *) { return true; }
  bool TraverseRequiresExpr(RequiresExpr *) { return true; }
  bool TraverseConceptSpecializationExpr(ConceptSpecializationExpr *) { return true; }
  bool TraverseCXXRecordDecl(CXXRecordDecl *) { return true; } // a local class has bodies of its own
  bool TraverseIfStmt(IfStmt *If) {
    if (If->isConstexpr() && modeCondition(If->getCond(), Mode::Blocking, Own) >= 0)
      return true; // a branch for one mode may do as it likes
    return RecursiveASTVisitor::TraverseIfStmt(If);
  }
  bool VisitCallExpr(CallExpr *Call) {
    if (Consumed.count(Call))
      return true;
    const std::vector<PossibleCallee> Callees = possibleCallees(Call);
    if (Callees.empty())
      if (const FunctionDecl *Callee = calleeOfArgument(Call)) {
        L.report(Call->getBeginLoc(), Diag::maybe_not_awaited, {nameOf(Callee), nameOf(F)});
        return true;
      }
    if (!Callees.empty() && llvm::all_of(Callees, [&](const PossibleCallee &Each) {
          return hasOwnMode(Call, Each);
        }))
      L.report(Call->getBeginLoc(), Diag::maybe_not_awaited,
               {nameOf(Callees.front().Function), nameOf(F)});
    return true;
  }

private:
  /// Whether \p Callee suspends if the body does.
  bool hasOwnMode(const CallExpr *Call, const PossibleCallee &Callee) const {
    const MaybeResult Result = maybeResult(L.Unit.AST, Callee.Function->getReturnType());
    if (!Result || Result.IsGenerator)
      return false;
    if (isa<UnresolvedLookupExpr>(Call->getCallee()->IgnoreParenImpCasts()) && Callee.Through.empty())
      return Call->isTypeDependent(); // f<M>(…): the mode is chosen by the arguments
    const QualType Mode = Callee.inCall(Result.Mode);
    return !Mode.isNull() && !Own.isNull() && L.Unit.AST.hasSameType(Mode, Own);
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
      if (const auto Object = blockingObject(L.Unit.AST, Await))
        L.report(Await, Diag::maybe_blocking_object,
                 {Object->Name, Object->Type, Object->Mode, Object->Operand});
    return consumed(Operand);
  }
  bool consumed(Expr *E) {
    if (!E)
      return true;
    consume(E);
    return TraverseStmt(E);
  }
  void consume(const Expr *E) {
    E = E->IgnoreParenImpCasts();
    if (auto *Cleanups = dyn_cast<ExprWithCleanups>(E))
      return consume(Cleanups->getSubExpr());
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
  const FunctionDecl *F;
  QualType Own;
  std::set<const CallExpr *> Consumed;
};

class Checks : public RecursiveASTVisitor<Checks> {
public:
  explicit Checks(Lowering &L) : L(L) {}

  bool TraverseDecl(Decl *D) {
    if (D && isForeign(L.Unit, D))
      return true;
    return RecursiveASTVisitor::TraverseDecl(D);
  }
  bool TraverseCoroutineBodyStmt(CoroutineBodyStmt *S) { return TraverseStmt(S->getBody()); }
  bool VisitLambdaExpr(LambdaExpr *E) {
    check(E->getCallOperator());
    return true;
  }
  bool VisitFunctionDecl(FunctionDecl *F) {
    check(F);
    return true;
  }

private:
  void check(FunctionDecl *F) {
    if (F->isTemplateInstantiation())
      return;
    const Annotation *Note = L.Unit.Notes.on(F, AnnotationKind::Maybe);
    MaybeResult Result = maybeResult(L.Unit.AST, F->getReturnType());
    const bool Marked = maybeOwner(L.Unit.Notes, F);
    if (Note && isa<CXXConstructorDecl, CXXDestructorDecl>(F)) {
      L.report(Note->NameLoc, Diag::maybe_special_member,
               {isa<CXXConstructorDecl>(F) ? "[[async::maybe]] marks a constructor"
                                           : "[[async::maybe]] marks a destructor"});
      return;
    }
    if (auto *Method = dyn_cast<CXXMethodDecl>(F); Method && Marked)
      checkOverride(Method, Result);
    if (!Result) {
      if (Note && Note->On == F)
        L.report(Note->NameLoc, Diag::maybe_without_effect, {"'" + nameOf(F) + "'"});
      return;
    }
    if (!Marked) {
      if (!F->doesThisDeclarationHaveABody() || !isCoroutine(F) || !Result.Mode->isDependentType())
        return;
      const FunctionDecl *Undefined = undefinedHalf(L.Unit.SM, F);
      if (!Undefined && (hasBothHalves(F) || (Result.IsGenerator && !awaits(F->getBody()))))
        return;
      if (L.report(F->getLocation(), Diag::maybe_unmarked, {nameOf(F)}) && Undefined)
        L.note(Undefined->getLocation(),
               "its class comes out of a header that was lowered; here, where members are defined, include the "
               "header as it was written");
      return;
    }
    checkMode(F, Result);
    if (F->isConstexpr())
      L.report(F->getLocation(), Diag::maybe_constexpr,
               {nameOf(F), F->isConsteval() ? "consteval" : "constexpr"});
    if (F->isVariadic())
      L.report(F->getLocation(), Diag::maybe_variadic, {nameOf(F)});
    if (!F->doesThisDeclarationHaveABody() || halfOf(F) == Mode::Blocking)
      return; // the latter stays as it is
    if (!isCoroutine(F) && !hasReturn(F->getBody()) && !F->isDefaulted() && !F->isDeleted()) {
      if (L.report(F->getBody()->getEndLoc(), Diag::maybe_empty_body, {nameOf(F)}))
        L.note(F->getBody()->getEndLoc(), Result.Value.isNull() || Result.Value->isVoidType()
                                              ? "insert 'co_return;' here"
                                              : "insert 'co_return' with a value here");
    }
    Calls(L, F).TraverseStmt(F->getBody());
  }

  static bool hasReturn(const Stmt *S) {
    if (!S || isa<LambdaExpr>(S))
      return false;
    if (auto *Return = dyn_cast<ReturnStmt>(S))
      return Return->getRetValue() != nullptr;
    if (isa<CXXThrowExpr>(S))
      return true;
    for (const Stmt *Child : S->children())
      if (hasReturn(Child))
        return true;
    return false;
  }

  /// A class is rendered once for each kind of one mode.
  void checkMode(const FunctionDecl *F, const MaybeResult &Result) {
    auto *Method = dyn_cast<CXXMethodDecl>(F);
    if (!Method || Method->getParent()->isLambda() || choosesMode(F) ||
        L.Unit.Notes.on(F, AnnotationKind::Maybe))
      return;
    const QualType Own = modeOfClass(L.Unit, Method->getParent());
    if (!Own.isNull() && Own->getAs<TemplateTypeParmType>() &&
        Result.Mode->getAs<TemplateTypeParmType>() && !L.Unit.AST.hasSameType(Own, Result.Mode))
      L.report(F->getLocation(), Diag::maybe_two_modes,
               {nameOf(F), typeName(L.Unit, Result.Mode), nameOf(Method->getParent()),
                typeName(L.Unit, Own)});
  }

  /// Other parameters or qualifiers make it a function of its own.
  bool hides(const CXXMethodDecl *Method, const CXXMethodDecl *Other) const {
    if (Method->hasAttr<OverrideAttr>())
      return false;
    if (Method->getNumParams() != Other->getNumParams() ||
        Method->getMethodQualifiers() != Other->getMethodQualifiers() ||
        Method->getRefQualifier() != Other->getRefQualifier())
      return true;
    for (unsigned I = 0; I < Method->getNumParams(); ++I) {
      QualType A = Method->getParamDecl(I)->getType(), B = Other->getParamDecl(I)->getType();
      if (!A->isDependentType() && !B->isDependentType() && !L.Unit.AST.hasSameType(A, B))
        return true;
    }
    return false;
  }
  /// Bases of a template depend on its mode, so clang compares results only in instantiations.
  void checkOverride(CXXMethodDecl *Method, const MaybeResult &Result) {
    for (const CXXBaseSpecifier &Base : Method->getParent()->bases())
      checkOverride(Method, Result, Base.getType());
  }
  void checkOverride(CXXMethodDecl *Method, const MaybeResult &Result, QualType Base, unsigned Depth = 0) {
    const CXXRecordDecl *Class = classPattern(Base);
    if (!Class || Depth > 32) // a template may be derived from another instance of itself
      return;
    for (const CXXMethodDecl *Other : Class->methods()) {
      if (!Other->isVirtual() || Other->getDeclName() != Method->getDeclName() ||
          isa<CXXDestructorDecl>(Other) || hides(Method, Other))
        continue;
      MaybeResult Theirs = maybeResult(L.Unit.AST, Other->getReturnType());
      const bool Differ =
          static_cast<bool>(Theirs) != static_cast<bool>(Result) ||
          (Result && Result.Mode->isDependentType() && !Theirs.Mode->isDependentType()) ||
          (Result && !Theirs.Value.isNull() && !Result.Value.isNull() &&
           !Theirs.Value->isDependentType() && !Result.Value->isDependentType() &&
           !L.Unit.AST.hasSameType(Theirs.Value, Result.Value));
      if (Differ && L.report(Method->getLocation(), Diag::maybe_override,
                             {nameOf(Method), typeName(L.Unit, Method->getReturnType()),
                              typeName(L.Unit, Other->getReturnType()), nameOf(Class)}))
        L.note(Other->getLocation(), "the function that it overrides");
    }
    for (const CXXBaseSpecifier &Next : Class->bases())
      checkOverride(Method, Result, Next.getType(), Depth + 1);
  }

  Lowering &L;
};

} // namespace

/// On what is neither a function nor a class.
static void checkPlaces(Lowering &L) {
  for (const Annotation &Note : L.Unit.Notes.all()) {
    if (Note.Kind != AnnotationKind::Maybe)
      continue;
    const ScannedAttribute *Written = L.Unit.Notes.Scanner.find(Note.NameLoc);
    if (auto *Named = dyn_cast<NamedDecl>(Note.On);
        !Note.On->getAsFunction() && !isa<CXXRecordDecl, ClassTemplateDecl>(Note.On))
      L.report(Note.NameLoc, Diag::maybe_without_effect,
               {Named && Named->getIdentifier() ? "'" + nameOf(Named) + "'" : "a declaration without a name"});
    else if (Written && Written->HasArgs)
      L.report(Note.NameLoc, Diag::maybe_arguments, {Named ? nameOf(Named) : ""});
  }
}

void checkMaybe(Lowering &L) {
  checkPlaces(L);
  Checks(L).TraverseDecl(L.Unit.AST.getTranslationUnitDecl());
}

} // namespace asyncc
