//===- Checks.cpp - What cannot be maybe-async ----------------------------===//

#include "analysis/Awaitable.h"
#include "analysis/Completion.h"
#include "analysis/Dependent.h"
#include "analysis/Maybe.h"
#include "analysis/Visitor.h"
#include "lower/Modes.h"
#include "lower/maybe/Maybe.h"
#include "lower/maybe/NotAwaited.h"
#include "parse/LoweredMark.h"
#include "clang/AST/DeclTemplate.h"
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
  for (const DeclContext *DC = F->getFriendObjectKind() ? F->getLexicalDeclContext() : F->getDeclContext(); DC;
       DC = DC->getParent()) {
    auto *Class = dyn_cast<CXXRecordDecl>(DC);
    if (!Class)
      continue;
    auto *Partial = dyn_cast<PartialSpecialization>(Class);
    if ((Partial && isHalfOfClass(Partial)) || !halvesOf(Class).empty())
      return true;
  }
  return false;
}

class Checks : public Visitor {
public:
  Checks(Lowering &L, NotAwaited &Awaits) : L(L), Awaits(Awaits) {}

  bool TraverseDecl(Decl *D) override {
    if (D && isForeign(L.Unit, D))
      return true;
    return Visitor::TraverseDecl(D);
  }
  bool VisitLambdaExpr(LambdaExpr *E) override {
    check(E->getCallOperator());
    return true;
  }
  bool VisitFunctionDecl(FunctionDecl *F) override {
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
    if (auto *Method = dyn_cast<CXXMethodDecl>(F);
        Note && Note->On == F && Method && !Method->isOutOfLine() && !maybeOwner(L.Unit.Notes, Method->getParent()) &&
        (Method->isVirtual() || Method->hasAttr<OverrideAttr>() || Method->hasAttr<FinalAttr>()))
      L.report(Note->NameLoc, Diag::maybe_virtual, {nameOf(F), nameOf(Method->getParent())});
    if (!F->doesThisDeclarationHaveABody() || halfOf(F) == Mode::Blocking)
      return; // the latter stays as it is
    if (!isCoroutine(F) && !F->isDefaulted() && !F->isDeleted() && !F->isVariadic() && !findReturn(F->getBody(), true)) {
      const bool Completes = completesNormally(F->getBody());
      const ReturnStmt *Plain = Completes ? nullptr : findReturn(F->getBody(), false);
      const SourceLocation Loc = Plain ? Plain->getReturnLoc() : F->getBody()->getEndLoc();
      if ((Completes || Plain) && L.report(Loc, Diag::maybe_empty_body, {nameOf(F)}))
        L.note(Loc, std::string(Plain ? "write '" : "insert '") +
                        (Result.Value.isNull() || Result.Value->isVoidType() ? "co_return;'" : "co_return' with a value") +
                        (Plain ? " instead of 'return;'" : " here"));
    }
    Awaits.check(F);
  }

  /// The first `return` with a value, or without one.
  static const ReturnStmt *findReturn(const Stmt *S, bool WithValue) {
    if (!S || isa<LambdaExpr>(S))
      return nullptr;
    if (auto *Return = dyn_cast<ReturnStmt>(S))
      return (Return->getRetValue() != nullptr) == WithValue ? Return : nullptr;
    for (const Stmt *Child : S->children())
      if (const ReturnStmt *Found = findReturn(Child, WithValue))
        return Found;
    return nullptr;
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
  NotAwaited &Awaits;
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
  NotAwaited Awaits(L);
  Checks(L, Awaits).TraverseDecl(L.Unit.AST.getTranslationUnitDecl());
  Awaits.checkInstances();
}

} // namespace asyncc
