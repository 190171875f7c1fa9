//===- Maybe.cpp - [[async::maybe]] ---------------------------------------===//
//
// A marked class template stays as written and serves the suspending modes; behind it comes a partial
// specialization for the others,
//
//     template <async::mode M> requires async::blocking_mode<M> struct reader<M> { … };
//
// which is the same source rendered with the edits of a blocking body. So each mode is a class with
// one declaration per function: virtual functions, `&C::f` and friends work, and the blocking class
// holds no coroutine. A marked function template becomes two, told apart by a requires-clause.
//
//===----------------------------------------------------------------------===//

#include "lower/maybe/Maybe.h"
#include "analysis/Visitor.h"
#include "lower/maybe/Constraints.h"
#include "analysis/Maybe.h"
#include "analysis/Awaitable.h"
#include "analysis/Statements.h"
#include "edits/Conditionals.h"
#include "lower/Modes.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace asyncc {
namespace {

class MaybeLowering : public Visitor {
public:
  MaybeLowering(Lowering &L, const std::function<void(Lowering &)> &RenderCopy)
      : L(L), RenderCopy(RenderCopy) {}

  bool TraverseDecl(Decl *D) override {
    if (D && isForeign(L.Unit, D))
      return true;
    return Visitor::TraverseDecl(D);
  }

  bool VisitClassTemplateDecl(ClassTemplateDecl *D) override {
    CXXRecordDecl *Class = D->getTemplatedDecl();
    if (D->isThisDeclarationADefinition() && isOwner(Class) && !takesOuterMode(Class))
      copyClass(D, Class);
    return true;
  }
  bool VisitFriendDecl(FriendDecl *D) override {
    if (auto *Template = dyn_cast_or_null<ClassTemplateDecl>(D->getFriendDecl()))
      befriendConstrained(L, Template);
    return true;
  }
  bool VisitVarDecl(VarDecl *Var) override {
    if (Var->isStaticDataMember() && Var->isOutOfLine())
      copyMember(Var, L.Edits.tokenAfter(Var->getEndLoc(), tok::semi));
    return true;
  }
  bool VisitEnumDecl(EnumDecl *Enum) override {
    if (Enum->isOutOfLine() && Enum->isThisDeclarationADefinition())
      copyMember(Enum, L.Edits.tokenAfter(Enum->getBraceRange().getEnd(), tok::semi));
    return true;
  }
  bool VisitCXXRecordDecl(CXXRecordDecl *Class) override {
    if (Class->isOutOfLine() && Class->isThisDeclarationADefinition())
      copyMember(Class, L.Edits.tokenAfter(Class->getBraceRange().getEnd(), tok::semi));
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
  bool VisitFunctionDecl(FunctionDecl *F) override {
    function(F);
    return true;
  }
  bool VisitLambdaExpr(LambdaExpr *E) override {
    CXXMethodDecl *Call = E->getCallOperator();
    function(Call);
    // In a maybe-async body, or a marked class, a lambda is rendered with what is around it.
    if (isOwner(Call) && isMaybeBody(L.Unit.Notes, Call) &&
        !maybeOwner(L.Unit.Notes, cast<Decl>(E->getLambdaClass()->getDeclContext())))
      copyLambda(E);
    return true;
  }

private:
  /// Marked here, and its mode is not chosen yet.
  bool isOwner(const Decl *D) const {
    return (L.Unit.Notes.on(D, AnnotationKind::Maybe) || maybeOwner(L.Unit.Notes, D) == entity(D)) &&
           !L.Modes.count(entity(D));
  }
  /// Whether a nested class is rendered with one around it, which is there once for each kind of its mode.
  bool takesOuterMode(CXXRecordDecl *Class) const {
    const QualType Mode = modeOfClass(L.Unit, Class);
    for (const DeclContext *DC = Class->getDeclContext(); auto *Outer = dyn_cast<CXXRecordDecl>(DC); DC = DC->getParent())
      if (Outer->getDescribedClassTemplate() && L.Unit.Notes.on(Outer, AnnotationKind::Maybe)) {
        const QualType OfOuter = modeOfClass(L.Unit, Outer);
        if (Mode.isNull() || (!OfOuter.isNull() && L.Unit.AST.hasSameType(Mode, OfOuter)))
          return true;
      }
    return false;
  }
  void function(FunctionDecl *F);
  void copyClass(ClassTemplateDecl *Template, CXXRecordDecl *Class);
  void copyFunction(FunctionDecl *F, const std::string &Mode);
  template <class Member>
  void constrainClass(SourceEdits &Edits, const Member *D, CXXRecordDecl *Class);
  void copyLambda(LambdaExpr *E);
  template <class Member> void copyMember(Member *D, SourceLocation End);
  const FunctionDecl *maybeBodyAround(const FunctionDecl *F) const;
  bool isLambdaInMaybeBody(const FunctionDecl *F) const;
  CXXRecordDecl *markedTemplateAround(const DeclContext *DC) const;
  std::string classMode(CXXRecordDecl *Class) const {
    Class = Class->getDefinition() ? Class->getDefinition() : Class;
    const QualType Mode = modeOfClass(L.Unit, Class);
    return Mode.isNull() ? "" : modeText(L.Unit, Mode, Class);
  }
  Pieces copied(Region Source, const std::shared_ptr<EditSet> &Set, const NamedDecl *D) const;
  std::shared_ptr<EditSet> copy(Decl *Root, const Decl *Owner,
                                const std::function<void(SourceEdits &)> &Head);
  SourceLocation endOf(const FunctionDecl *F) const {
    return F->doesThisDeclarationHaveABody() && !F->isDeletedAsWritten()
               ? writtenBody(F)->getEndLoc()
               : L.Edits.tokenAfter(F->getEndLoc(), tok::semi);
  }

  Lowering &L;
  const std::function<void(Lowering &)> &RenderCopy;
};

std::shared_ptr<EditSet> MaybeLowering::copy(Decl *Root, const Decl *Owner,
                                             const std::function<void(SourceEdits &)> &Head) {
  SourceEdits Edits(L.Unit.SM, L.Unit.AST.getLangOpts(), L.Diags, &L.Unit.Macros);
  Lowering Copy = L.copyFor(Root, Edits);
  Copy.Modes[Owner] = Mode::Blocking;
  RenderCopy(Copy);
  Head(Edits);
  if (auto All = Edits.region(Root->getSourceRange()))
    Edits.writeOutCounters(*All);
  Edits.finish();
  if (!L.Diags.errors() && Edits.Set->normalize())
    llvm::report_fatal_error("two edits of a blocking copy contradict each other");
  return Edits.Set;
}

/// \p Source, which is all of \p D, under \p Set. It may begin in one branch of an #if, or end in one.
Pieces MaybeLowering::copied(Region Source, const std::shared_ptr<EditSet> &Set, const NamedDecl *D) const {
  const StringRef Text = L.Unit.SM.getBufferData(Source.File).slice(Source.Begin, Source.End);
  const Conditionals Found = conditionalsIn(Text, L.Unit.AST.getLangOpts());
  for (const auto &[Begin, End] : Found.Stray)
    Set->add(Source.File, {Source.Begin + Begin, Source.Begin + End, {}, 0, true, 0, true});
  if (!Found.Stray.empty())
    Set->normalize();
  Source.Edits = Set;
  Pieces All{"\n\n// [[async::maybe]]: " + nameOf(D) + " for modes that block\n", std::move(Source)};
  for (unsigned I = 0; I < Found.Open; ++I)
    All.push_back("\n#endif");
  if (Found.Open)
    All.push_back("\n");
  return All;
}

void MaybeLowering::copyClass(ClassTemplateDecl *Template, CXXRecordDecl *Class) {
  const std::string Mode = classMode(Class);
  const Annotation *Note = L.Unit.Notes.on(Class, AnnotationKind::Maybe);
  if (Mode.empty()) {
    // Member templates may have modes of their own, and become two each.
    if (llvm::none_of(Class->decls(), [&](const Decl *D) {
          auto *Member = dyn_cast<FunctionTemplateDecl>(D);
          return Member && maybeResult(L.Unit.AST, Member->getTemplatedDecl()->getReturnType());
        }))
      L.report(Note->NameLoc, Diag::maybe_without_effect, {"class '" + nameOf(Class) + "'"});
    return;
  }
  for (const NamedDecl *Param : *Template->getTemplateParameters())
    if (!Param->getIdentifier()) {
      L.report(Param->getLocation(), Diag::maybe_unnamed_parameter, {nameOf(Class)});
      return;
    }
  const std::string Args = argumentsOf(Template->getTemplateParameters());
  L.Unit.Lowered.add(Class->getLocation(), "maybe", nameOf(Class), {"a class for each kind of mode"});
  const Expr *Clause = Template->getTemplateParameters()->getRequiresClause();
  const std::string Named = nameConstraint(L, Template, Args);
  auto Set = copy(Class, entity(Class), [&](SourceEdits &Edits) {
    dropDefaults(L, Edits, Template->getTemplateParameters());
    if (!Named.empty())
      replaceClause(L.Unit.SM, Edits, Clause, Named);
    constrain(Edits, Template->getTemplateParameters(), inModes(false, Mode));
    Edits.insertAfter(Class->getLocation(), {"<" + Args + ">"}, -5000);
  });
  auto Source = L.Edits.region(
      {Template->getTemplateParameters()->getTemplateLoc(), Class->getBraceRange().getEnd()});
  if (!Source) {
    L.report(Class->getLocation(), Diag::maybe_in_macro, {nameOf(Class)});
    return;
  }
  Pieces Text = copied(*Source, Set, Class);
  Text.push_back(";");
  L.Edits.insertAfter(L.Edits.tokenAfter(Class->getBraceRange().getEnd(), tok::semi), std::move(Text));
  requireHeader(L, {"async", "mode"}, "async/mode.hpp");
}

/// The class template, rendered once for each kind of mode, that a member defined out of line belongs to.
CXXRecordDecl *MaybeLowering::markedTemplateAround(const DeclContext *DC) const {
  for (; auto *Class = dyn_cast<CXXRecordDecl>(const_cast<DeclContext *>(DC)); DC = DC->getParent())
    if (Class->getDescribedClassTemplate() && isOwner(Class) && !takesOuterMode(Class))
      return Class;
  return nullptr;
}

/// The constraint of the blocking specialization of \p Class, on the head of a definition out of line.
template <class Member>
void MaybeLowering::constrainClass(SourceEdits &Edits, const Member *D, CXXRecordDecl *Class) {
  std::string Mode = classMode(Class);
  const TemplateParameterList *Place = nullptr;
  for (CXXRecordDecl *Around = Class; Around; Around = dyn_cast<CXXRecordDecl>(Around->getDeclContext()))
    if (ClassTemplateDecl *Template = Around->getDescribedClassTemplate())
      for (unsigned I = 0; I < D->getNumTemplateParameterLists(); ++I) {
        const TemplateParameterList *Own = Template->getTemplateParameters(), *Params = D->getTemplateParameterList(I);
        if (Params->getDepth() != Own->getDepth())
          continue;
        Mode = modeHere(Mode, Own, Params); // which may be that of a class around this one
        if (Around == Class)
          Place = Params;
      }
  if (Place)
    constrain(Edits, Place, inModes(false, Mode));
}

/// An out-of-line definition of a member of a marked class template: one more for the
/// specialization that copyClass made.
template <class Member>
void MaybeLowering::copyMember(Member *D, SourceLocation End) {
  CXXRecordDecl *Class = markedTemplateAround(D->getDeclContext());
  if (!Class || classMode(Class).empty() || L.Root == D || !D->getNumTemplateParameterLists())
    return;
  auto Repeat = [&](SourceEdits &Edits) {
    for (unsigned I = 0; I < D->getNumTemplateParameterLists(); ++I)
      repeatConstraint(L, Edits, D->getTemplateParameterList(I), Class->getDescribedClassTemplate());
  };
  Repeat(L.Edits);
  auto Set = copy(D, entity(Class), [&](SourceEdits &Edits) {
    Repeat(Edits);
    constrainClass(Edits, D, Class);
  });
  const SourceLocation Begin = D->getTemplateParameterList(0)->getTemplateLoc();
  if (auto Source = L.Edits.region({Begin, End}))
    L.Edits.insertAfter(End, copied(*Source, Set, D), 4000000);
}

/// The parameters of \p F if a function template is specialized, for g++: g++ 12 does not find what a
/// specialization's parameters are called if the template is constrained behind the declarator.
static const TemplateParameterList *specialized(const Translation &Unit, const FunctionDecl *F) {
  FunctionTemplateDecl *Template = F->getDescribedFunctionTemplate();
  if (!Unit.ForGcc || !Template || Template->getTemplateParameters()->getTemplateLoc().isInvalid() ||
      llvm::none_of(Template->specializations(), [](const FunctionDecl *Each) {
        return Each->getTemplateSpecializationKind() == TSK_ExplicitSpecialization;
      }))
    return nullptr;
  return Template->getTemplateParameters();
}

void MaybeLowering::copyFunction(FunctionDecl *F, const std::string &Mode) {
  L.Unit.Lowered.add(F->getLocation(), "maybe", nameOf(F), {"a function for each kind of mode"});
  SourceLocation Begin = F->getBeginLoc();
  if (FunctionTemplateDecl *Template = F->getDescribedFunctionTemplate();
      Template && Template->getTemplateParameters()->getTemplateLoc().isValid())
    Begin = Template->getBeginLoc(); // else its parameters are `auto`
  if (F->getNumTemplateParameterLists())
    Begin = F->getTemplateParameterList(0)->getTemplateLoc();
  if (writtenHalf(L.Unit, F))
    return; // as it stands it is the other one
  const TemplateParameterList *Head = specialized(L.Unit, F);
  auto Constrain = [&](SourceEdits &Edits, const std::string &What) {
    Head ? constrain(Edits, Head, What) : constrainTrailing(L, Edits, F, What);
  };
  auto Set = copy(F, entity(F), [&](SourceEdits &Edits) {
    Constrain(Edits, inModes(false, Mode));
    // In the copy of an out-of-line definition for its blocking class, this belongs to that, too.
    auto *Class = dyn_cast<CXXRecordDecl>(F->getDeclContext());
    if (auto Chosen = L.Root == F && F->isOutOfLine() && Class ? L.Modes.find(entity(Class)) : L.Modes.end();
        Chosen != L.Modes.end() && Chosen->second == Mode::Blocking)
      constrainClass(Edits, F, Class);
  });
  Constrain(L.Edits, inModes(true, Mode));
  auto Source = L.Edits.region({Begin, endOf(F)});
  if (!Source) {
    L.report(F->getLocation(), Diag::maybe_in_macro, {nameOf(F)});
    return;
  }
  L.Edits.insertAfter(endOf(F), copied(*Source, Set, F), 4000000);
}

/// Whether the mode of \p F, by \p Mode, is known where the closure is made: in a template around it.
static bool isOfOuterTemplate(const FunctionDecl *F, QualType Mode) {
  const FunctionTemplateDecl *Own = F->getDescribedFunctionTemplate();
  auto *Param = Mode->getAs<TemplateTypeParmType>();
  return !Own || (Param && Param->getDepth() < Own->getTemplateParameters()->getDepth());
}

/// A generic lambda becomes two, which are one object with two operators; one whose mode a template around it has
/// becomes the one or the other.
void MaybeLowering::copyLambda(LambdaExpr *E) {
  CXXMethodDecl *F = E->getCallOperator();
  const SourceLocation Loc = L.Unit.Notes.on(F, AnnotationKind::Maybe)->NameLoc;
  const MaybeResult Result = maybeResult(L.Unit.AST, F->getReturnType());
  if (!Result.Mode->isDependentType()) {
    L.report(Loc, Diag::maybe_no_mode, {"lambda"});
    return;
  }
  const bool IsOuters = isOfOuterTemplate(F, Result.Mode);
  // Both hold what is captured: a move would leave one of them without.
  for (const LambdaCapture &Each : E->captures())
    if (!IsOuters &&
        (E->isInitCapture(&Each) || (F->isConst() == false && Each.getCaptureKind() == LCK_ByCopy))) {
      L.report(Loc, Diag::maybe_lambda, {});
      return;
    }
  const std::string Mode = modeText(L.Unit, Result.Mode, F);
  auto Set = copy(F, entity(F), [&](SourceEdits &Edits) {
    if (!IsOuters)
      constrainTrailing(L, Edits, F, inModes(false, Mode));
  });
  auto Source = L.Edits.region(E->getSourceRange());
  if (!Source) {
    L.report(Loc, Diag::maybe_in_macro, {"lambda"});
    return;
  }
  L.Unit.Lowered.add(E->getBeginLoc(), "maybe", "lambda", {"a lambda for each kind of mode"});
  Source->Edits = Set;
  if (IsOuters) {
    const bool Captures = E->capture_size() || E->getCaptureDefault() != LCD_None;
    L.Edits.insertBefore(E->getBeginLoc(),
                         {std::string(Captures ? "[&]" : "[]") + "() { if constexpr (" + Mode + "::is_async) return "},
                         5000000);
    L.Edits.insertAfter(E->getEndLoc(),
                        {"; else // [[async::maybe]]: for modes that block\nreturn ", *Source, "; }()"});
    return;
  }
  constrainTrailing(L, L.Edits, F, inModes(true, Mode));
  L.Edits.insertBefore(E->getBeginLoc(), {"async::in_either_mode{"}, 5000000);
  L.Edits.insertAfter(E->getEndLoc(), {", // [[async::maybe]]: for modes that block\n", *Source, "}"});
  requireHeader(L, {"async", "in_either_mode"}, "async/mode.hpp");
}

/// The maybe-async body that the lambda \p F is in, or null.
const FunctionDecl *MaybeLowering::maybeBodyAround(const FunctionDecl *F) const {
  auto *Method = dyn_cast<CXXMethodDecl>(F);
  if (!Method || !Method->getParent()->isLambda())
    return nullptr;
  const DeclContext *DC = Method->getParent()->getDeclContext();
  for (; DC && !DC->isFileContext(); DC = DC->getParent())
    if (auto *Around = dyn_cast<FunctionDecl>(DC))
      return isMaybeBody(L.Unit.Notes, Around) ? Around : nullptr;
    else if (!DC->isRecord() || !cast<CXXRecordDecl>(DC)->isLambda())
      return nullptr;
  return nullptr;
}

/// Whether the lowering of the body around the lambda \p F lowers its body, too.
bool MaybeLowering::isLambdaInMaybeBody(const FunctionDecl *F) const {
  const FunctionDecl *Around = maybeBodyAround(F);
  return Around && isCoroutine(Around);
}

void MaybeLowering::function(FunctionDecl *F) {
  if (F->isTemplateInstantiation() || F->isDeletedAsWritten())
    return;
  if (!L.Modes.count(entity(F)) && befriendsMarked(L.Unit, F))
    return copyFunction(F, modeText(L.Unit, maybeResult(L.Unit.AST, F->getReturnType()).Mode, F));
  const bool IsMaybe = isMaybeBody(L.Unit.Notes, F);
  if (F->doesThisDeclarationHaveABody() && maybeOwner(L.Unit.Notes, F) && !isHalf(F)) {
    lowerBranches(L, F);
    if (IsMaybe && isCoroutine(F)) {
      if (modeOf(L, F) == Mode::Blocking) {
        if (!isLambdaInMaybeBody(F))
          lowerBlockingBody(L, F);
      } else {
        terminateOnError(L, F);
      }
    } else if (IsMaybe && modeOf(L, F) != Mode::Blocking && awaitForwarded(L, F)) {
      terminateOnError(L, F);
    }
  }
  if (const FunctionDecl *Around = IsMaybe ? nullptr : maybeBodyAround(F);
      Around && modeOf(L, Around) != Mode::Blocking)
    tellForwardedByClosure(L, F);
  if (IsMaybe && isOwner(F)) {
    auto *Method = dyn_cast<CXXMethodDecl>(F);
    MaybeResult Result = maybeResult(L.Unit.AST, F->getReturnType());
    if (Method && Method->getParent()->isLambda())
      return; // see VisitLambdaExpr
    if (!F->isDependentContext() && !F->getDescribedFunctionTemplate()) {
      L.report(L.Unit.Notes.on(F, AnnotationKind::Maybe)->NameLoc, Diag::maybe_no_mode,
               {nameOf(F)});
      return;
    }
    copyFunction(F, modeText(L.Unit, Result.Mode, F));
    if (!choosesMode(F))
      return;
  }
  auto *Method = dyn_cast<CXXMethodDecl>(F);
  if (Method && Method->isOutOfLine() && !Method->getParent()->isLambda())
    copyMember(F, endOf(F));
}

} // namespace

void lowerMaybe(Lowering &L, const std::function<void(Lowering &)> &RenderCopy) {
  if (!L.Root)
    checkMaybe(L);
  MaybeLowering(L, RenderCopy)
      .TraverseDecl(L.Root ? L.Root : L.Unit.AST.getTranslationUnitDecl());
}

void chooseHalves(Lowering &L) {
  for (const Annotation &Note : L.Unit.Notes.all())
    if (auto *F = Note.Kind == AnnotationKind::Maybe ? Note.On->getAsFunction() : nullptr;
        F && writtenHalf(L.Unit, F) == Mode::Suspending)
      L.Modes[entity(F)] = Mode::Blocking;
}

} // namespace asyncc
