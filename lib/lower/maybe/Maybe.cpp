//===- Maybe.cpp - [[async::maybe]] ---------------------------------------===//
//
// A marked class template stays as written and serves the suspending modes; behind it comes a partial
// specialization for the others,
//
//     template <async::mode M> requires (!M::is_async) struct reader<M> { … };
//
// which is the same source rendered with the edits of a blocking body. So each mode is a class with
// one declaration per function: virtual functions, `&C::f` and friends work, and the blocking class
// holds no coroutine. A marked function template becomes two, told apart by a requires-clause.
//
//===----------------------------------------------------------------------===//

#include "lower/maybe/Maybe.h"
#include "analysis/Awaitable.h"
#include "analysis/Maybe.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace asyncc {
namespace {

class MaybeLowering : public RecursiveASTVisitor<MaybeLowering> {
public:
  MaybeLowering(Lowering &L, const std::function<void(Lowering &)> &RenderCopy)
      : L(L), RenderCopy(RenderCopy) {}

  bool TraverseDecl(Decl *D) {
    if (D && isForeign(L.Unit, D))
      return true;
    return RecursiveASTVisitor::TraverseDecl(D);
  }
  bool TraverseCoroutineBodyStmt(CoroutineBodyStmt *S) { return TraverseStmt(S->getBody()); }

  bool VisitClassTemplateDecl(ClassTemplateDecl *D) {
    CXXRecordDecl *Class = D->getTemplatedDecl();
    if (D->isThisDeclarationADefinition() && isOwner(Class))
      copyClass(D, Class);
    return true;
  }
  bool VisitCXXRecordDecl(CXXRecordDecl *Class) {
    // What is marked but no template has no mode to choose by, unless its surroundings have.
    const Annotation *Note = L.Unit.Notes.on(Class, AnnotationKind::Maybe);
    if (!Note || L.Root || Note->On != Class || Class->getDescribedClassTemplate())
      return true;
    auto *Parent = dyn_cast<Decl>(Class->getDeclContext());
    if (isa<ClassTemplateSpecializationDecl>(Class))
      L.report(Note->NameLoc, Diag::maybe_specialization, {nameOf(Class)});
    else if (!Parent || !maybeOwner(L.Unit.Notes, Parent))
      L.report(Note->NameLoc, Diag::maybe_no_mode, {nameOf(Class)});
    return true;
  }
  bool VisitFunctionDecl(FunctionDecl *F) {
    function(F);
    return true;
  }
  bool VisitLambdaExpr(LambdaExpr *E) {
    function(E->getCallOperator());
    return true;
  }

private:
  /// Marked here, and its mode is not chosen yet.
  bool isOwner(const Decl *D) const {
    return L.Unit.Notes.on(D, AnnotationKind::Maybe) && !L.Modes.count(entity(D));
  }
  void function(FunctionDecl *F);
  void copyClass(ClassTemplateDecl *Template, CXXRecordDecl *Class);
  void copyFunction(FunctionDecl *F, const std::string &Mode);
  void copyMember(FunctionDecl *F, CXXRecordDecl *Class);
  std::string modeOfClass(CXXRecordDecl *Class) const;
  std::string modeText(QualType Mode) const;
  void constrain(SourceEdits &Edits, const TemplateParameterList *Params, const std::string &What);
  void constrainTrailing(SourceEdits &Edits, const FunctionDecl *F, const std::string &What);
  void dropDefaults(SourceEdits &Edits, const TemplateParameterList *Params);
  std::shared_ptr<EditSet> copy(Decl *Root, const Decl *Owner,
                                const std::function<void(SourceEdits &)> &Head);
  SourceLocation endOf(const FunctionDecl *F) const {
    return F->doesThisDeclarationHaveABody() ? F->getBody()->getEndLoc()
                                             : L.Edits.tokenAfter(F->getEndLoc(), tok::semi);
  }

  Lowering &L;
  const std::function<void(Lowering &)> &RenderCopy;
};

std::shared_ptr<EditSet> MaybeLowering::copy(Decl *Root, const Decl *Owner,
                                             const std::function<void(SourceEdits &)> &Head) {
  SourceEdits Edits(L.Unit.SM, L.Unit.AST.getLangOpts(), L.Diags, &L.Unit.Macros);
  Lowering Copy{L.Unit, L.Diags, Edits, L.Modes, Root, L.Drops};
  Copy.Render = L.Render;
  Copy.WithoutDrop = L.WithoutDrop;
  Copy.Modes[Owner] = Mode::Blocking;
  RenderCopy(Copy);
  Head(Edits);
  Edits.finish();
  if (!L.Diags.errors() && Edits.Set->normalize())
    llvm::report_fatal_error("two edits of a blocking copy contradict each other");
  return Edits.Set;
}

/// As it can be written in front of the class, where its members' names mean nothing.
std::string MaybeLowering::modeText(QualType Mode) const {
  while (auto *Alias = Mode->getAs<TypedefType>()) {
    if (!Alias->getDecl()->getDeclContext()->isRecord())
      break;
    Mode = Alias->desugar();
  }
  return typeName(L.Unit, Mode);
}

/// The mode expression that the class's members use.
std::string MaybeLowering::modeOfClass(CXXRecordDecl *Class) const {
  for (const Decl *D : Class->decls()) {
    const FunctionDecl *F = D->getAsFunction();
    if (auto *Friend = dyn_cast<FriendDecl>(D); Friend && Friend->getFriendDecl())
      F = Friend->getFriendDecl()->getAsFunction();
    if (F)
      if (MaybeResult Result = maybeResult(L.Unit.AST, F->getReturnType());
          Result && Result.Mode->isDependentType() &&
          !(isa<FunctionTemplateDecl>(D) && L.Unit.Notes.on(F, AnnotationKind::Maybe)))
        return modeText(Result.Mode);
  }
  return "";
}

/// Adds `requires (What)` to a template head, or to the clause that is there.
void MaybeLowering::constrain(SourceEdits &Edits, const TemplateParameterList *Params,
                              const std::string &What) {
  if (const Expr *Clause = Params->getRequiresClause()) {
    Edits.insertBefore(Clause->getBeginLoc(), {"(" + What + ") && ("});
    Edits.insertAfter(Clause->getEndLoc(), {")"});
  } else {
    Edits.insertAfter(Params->getRAngleLoc(), {" requires (" + What + ")"});
  }
}

/// The same behind a declarator, where also abbreviated templates have a place for it.
void MaybeLowering::constrainTrailing(SourceEdits &Edits, const FunctionDecl *F,
                                      const std::string &What) {
  const SourceLocation End = F->doesThisDeclarationHaveABody()
                                 ? F->getBody()->getBeginLoc()
                                 : L.Edits.tokenAfter(F->getEndLoc(), tok::semi);
  const Expr *Clause = trailingRequires(F);
  if (Clause) {
    Edits.insertBefore(Clause->getBeginLoc(), {"(" + What + ") && ("});
    Edits.insertAfter(Clause->getEndLoc(), {")"});
  } else {
    Edits.insertBefore(End, {"requires (" + What + ") "}, -5000);
  }
}

/// `= default arguments` belong to the primary template alone.
void MaybeLowering::dropDefaults(SourceEdits &Edits, const TemplateParameterList *Params) {
  for (const NamedDecl *Param : *Params) {
    SourceRange Default;
    if (auto *Type = dyn_cast<TemplateTypeParmDecl>(Param); Type && Type->hasDefaultArgument())
      Default = Type->getDefaultArgument().getSourceRange();
    else if (auto *Value = dyn_cast<NonTypeTemplateParmDecl>(Param);
             Value && Value->hasDefaultArgument())
      Default = Value->getDefaultArgument().getSourceRange();
    else if (auto *Template = dyn_cast<TemplateTemplateParmDecl>(Param);
             Template && Template->hasDefaultArgument())
      Default = Template->getDefaultArgument().getSourceRange();
    if (Default.isValid())
      Edits.remove({L.Edits.tokenAfter(Param->getLocation(), tok::equal), Default.getEnd()});
  }
}

void MaybeLowering::copyClass(ClassTemplateDecl *Template, CXXRecordDecl *Class) {
  const std::string Mode = modeOfClass(Class);
  const Annotation *Note = L.Unit.Notes.on(Class, AnnotationKind::Maybe);
  if (Mode.empty()) {
    L.report(Note->NameLoc, Diag::maybe_without_effect, {"class '" + nameOf(Class) + "'"});
    return;
  }
  std::string Args;
  for (const NamedDecl *Param : *Template->getTemplateParameters()) {
    if (!Param->getIdentifier()) {
      L.report(Param->getLocation(), Diag::maybe_unnamed_parameter, {nameOf(Class)});
      return;
    }
    Args += (Args.empty() ? "" : ", ") + Param->getNameAsString() +
            (Param->isTemplateParameterPack() ? "..." : "");
  }
  L.Unit.Lowered.add(Class->getLocation(), "maybe", nameOf(Class), {"a class for each kind of mode"});
  auto Set = copy(Class, entity(Class), [&](SourceEdits &Edits) {
    dropDefaults(Edits, Template->getTemplateParameters());
    constrain(Edits, Template->getTemplateParameters(), "!" + Mode + "::is_async");
    Edits.insertAfter(Class->getLocation(), {"<" + Args + ">"}, -5000);
  });
  auto Source = L.Edits.region(
      {Template->getTemplateParameters()->getTemplateLoc(), Class->getBraceRange().getEnd()});
  if (!Source) {
    L.report(Class->getLocation(), Diag::maybe_in_macro, {nameOf(Class)});
    return;
  }
  Source->Edits = Set;
  SourceLocation End = L.Edits.tokenAfter(Class->getBraceRange().getEnd(), tok::semi);
  L.Edits.insertAfter(End, {"\n\n// [[async::maybe]]: " + nameOf(Class) +
                                " for modes that block\n",
                            *Source, ";"});
  requireHeader(L, {"async", "mode"}, "async/mode.hpp");
}

/// An out-of-line definition of a member of a marked class template: one more for the
/// specialization that copyClass made.
void MaybeLowering::copyMember(FunctionDecl *F, CXXRecordDecl *Class) {
  const std::string Mode = modeOfClass(Class->getDefinition() ? Class->getDefinition() : Class);
  if (Mode.empty() || F->getNumTemplateParameterLists() == 0)
    return;
  const TemplateParameterList *Params = F->getTemplateParameterList(0);
  auto Set = copy(F, entity(Class), [&](SourceEdits &Edits) {
    constrain(Edits, Params, "!" + Mode + "::is_async");
  });
  if (auto Source = L.Edits.region({Params->getTemplateLoc(), endOf(F)})) {
    Source->Edits = Set;
    L.Edits.insertAfter(endOf(F), {"\n\n// [[async::maybe]]: " + nameOf(F) +
                                       " for modes that block\n",
                                   *Source});
  }
}

void MaybeLowering::copyFunction(FunctionDecl *F, const std::string &Mode) {
  L.Unit.Lowered.add(F->getLocation(), "maybe", nameOf(F), {"a function for each kind of mode"});
  SourceLocation Begin = F->getBeginLoc();
  if (FunctionTemplateDecl *Template = F->getDescribedFunctionTemplate())
    Begin = Template->getBeginLoc();
  if (F->getNumTemplateParameterLists())
    Begin = F->getTemplateParameterList(0)->getTemplateLoc();
  auto Set = copy(F, entity(F), [&](SourceEdits &Edits) {
    constrainTrailing(Edits, F, "!" + Mode + "::is_async");
  });
  constrainTrailing(L.Edits, F, Mode + "::is_async");
  auto Source = L.Edits.region({Begin, endOf(F)});
  if (!Source) {
    L.report(F->getLocation(), Diag::maybe_in_macro, {nameOf(F)});
    return;
  }
  Source->Edits = Set;
  L.Edits.insertAfter(endOf(F), {"\n\n// [[async::maybe]]: " + nameOf(F) +
                                     " for modes that block\n",
                                 *Source});
}

void MaybeLowering::function(FunctionDecl *F) {
  if (F->isTemplateInstantiation())
    return;
  const bool IsMaybe = isMaybeBody(L.Unit.Notes, F);
  if (F->doesThisDeclarationHaveABody() && maybeOwner(L.Unit.Notes, F) && !isHalf(F)) {
    lowerBranches(L, F);
    if (IsMaybe && isCoroutine(F)) {
      if (modeOf(L, F) == Mode::Blocking) {
        auto *Method = dyn_cast<CXXMethodDecl>(F);
        if (!(Method && Method->getParent()->isLambda()))
          lowerBlockingBody(L, F);
      } else if (auto Spec = F->getExceptionSpecType();
                 Spec == EST_BasicNoexcept || Spec == EST_NoexceptTrue) {
        // A coroutine would hand the exception to its awaiter.
        auto *Block = cast<CompoundStmt>(cast<CoroutineBodyStmt>(F->getBody())->getBody());
        L.Edits.insertAfter(Block->getLBracLoc(), {" try { // noexcept, in both modes"}, -2000);
        L.Edits.insertBefore(Block->getRBracLoc(), {"} catch (...) { std::terminate(); }\n"}, 2000);
      }
    }
  }
  if (IsMaybe && isOwner(F)) {
    auto *Method = dyn_cast<CXXMethodDecl>(F);
    MaybeResult Result = maybeResult(L.Unit.AST, F->getReturnType());
    if (Method && Method->getParent()->isLambda()) {
      if (!maybeOwner(L.Unit.Notes, cast<Decl>(Method->getParent()->getDeclContext())))
        L.report(L.Unit.Notes.on(F, AnnotationKind::Maybe)->NameLoc, Diag::maybe_lambda, {});
      return;
    }
    if (!F->isDependentContext() && !F->getDescribedFunctionTemplate()) {
      L.report(L.Unit.Notes.on(F, AnnotationKind::Maybe)->NameLoc, Diag::maybe_no_mode,
               {nameOf(F)});
      return;
    }
    copyFunction(F, modeText(Result.Mode));
    return;
  }
  // Out-of-line members of a marked class, maybe-async or not.
  auto *Method = dyn_cast<CXXMethodDecl>(F);
  if (Method && Method->isOutOfLine() && !Method->getParent()->isLambda() &&
      isOwner(Method->getParent()) && Method->getParent()->getDescribedClassTemplate() &&
      L.Root != F)
    copyMember(F, Method->getParent());
}

} // namespace

void lowerMaybe(Lowering &L, const std::function<void(Lowering &)> &RenderCopy) {
  if (!L.Root)
    checkMaybe(L);
  MaybeLowering(L, RenderCopy)
      .TraverseDecl(L.Root ? L.Root : L.Unit.AST.getTranslationUnitDecl());
}

} // namespace asyncc
