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
#include "analysis/Maybe.h"
#include "analysis/Awaitable.h"
#include "analysis/Statements.h"
#include "lower/Modes.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/AST/StmtCXX.h"

#include "clang/Basic/CharInfo.h"

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
  bool VisitVarDecl(VarDecl *Var) {
    if (Var->isStaticDataMember() && Var->isOutOfLine())
      copyMember(Var, L.Edits.tokenAfter(Var->getEndLoc(), tok::semi));
    return true;
  }
  bool VisitEnumDecl(EnumDecl *Enum) {
    if (Enum->isOutOfLine() && Enum->isThisDeclarationADefinition())
      copyMember(Enum, L.Edits.tokenAfter(Enum->getBraceRange().getEnd(), tok::semi));
    return true;
  }
  bool VisitCXXRecordDecl(CXXRecordDecl *Class) {
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
  bool VisitFunctionDecl(FunctionDecl *F) {
    function(F);
    return true;
  }
  bool VisitLambdaExpr(LambdaExpr *E) {
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
  void function(FunctionDecl *F);
  void copyClass(ClassTemplateDecl *Template, CXXRecordDecl *Class);
  void copyFunction(FunctionDecl *F, const std::string &Mode);
  template <class Member>
  void constrainClass(SourceEdits &Edits, const Member *D, CXXRecordDecl *Class);
  void copyLambda(LambdaExpr *E);
  template <class Member> void copyMember(Member *D, SourceLocation End);
  bool isLambdaInMaybeBody(const FunctionDecl *F) const;
  CXXRecordDecl *markedTemplateAround(const DeclContext *DC) const;
  std::string classMode(CXXRecordDecl *Class) const {
    Class = Class->getDefinition() ? Class->getDefinition() : Class;
    const QualType Mode = modeOfClass(L.Unit, Class);
    return Mode.isNull() ? "" : modeText(L.Unit, Mode, Class);
  }
  void constrain(SourceEdits &Edits, const TemplateParameterList *Params, const std::string &What);
  void constrainTrailing(SourceEdits &Edits, const FunctionDecl *F, const std::string &What);
  std::string constraintName(ClassTemplateDecl *Template);
  std::string nameConstraint(ClassTemplateDecl *Template, const std::string &Args);
  template <class Member>
  void repeatConstraint(SourceEdits &Edits, const Member *D, CXXRecordDecl *Class);
  void dropDefaults(SourceEdits &Edits, const TemplateParameterList *Params);
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
  Lowering Copy{L.Unit, L.Diags, Edits, L.Modes, Root, L.Drops};
  Copy.Render = L.Render;
  Copy.Headers = L.Headers;
  Copy.WithoutDrop = L.WithoutDrop;
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
  const SourceLocation End =
      F->isDeletedAsWritten() ? L.Edits.tokenAfter(F->getFunctionTypeLoc().getRParenLoc(), tok::equal)
      : F->doesThisDeclarationHaveABody() ? writtenBody(F)->getBeginLoc()
                                          : L.Edits.tokenAfter(F->getEndLoc(), tok::semi);
  const Expr *Clause = trailingRequires(F);
  if (Clause) {
    Edits.insertBefore(Clause->getBeginLoc(), {"(" + What + ") && ("});
    Edits.insertAfter(Clause->getEndLoc(), {")"});
  } else {
    const char Before = *(L.Unit.SM.getCharacterData(End) - 1);
    Edits.insertBefore(End, {(isspace(Before) ? "" : " ") + ("requires (" + What + ")") +
                             (F->doesThisDeclarationHaveABody() || F->isDeletedAsWritten() ? " " : "")},
                       -4000000); // in front of what a function-try-block gets
  }
}

/// `= default arguments` belong to the primary template alone.
void MaybeLowering::dropDefaults(SourceEdits &Edits, const TemplateParameterList *Params) {
  for (const NamedDecl *Param : *Params) {
    SourceRange Default;
    if (auto *Type = dyn_cast<TemplateTypeParmDecl>(Param);
        Type && Type->hasDefaultArgument() && !Type->defaultArgumentWasInherited())
      Default = Type->getDefaultArgument().getSourceRange();
    else if (auto *Value = dyn_cast<NonTypeTemplateParmDecl>(Param);
             Value && Value->hasDefaultArgument() && !Value->defaultArgumentWasInherited())
      Default = Value->getDefaultArgument().getSourceRange();
    else if (auto *Template = dyn_cast<TemplateTemplateParmDecl>(Param);
             Template && Template->hasDefaultArgument() &&
             !Template->defaultArgumentWasInherited())
      Default = Template->getDefaultArgument().getSourceRange();
    if (Default.isValid())
      Edits.remove({L.Edits.tokenAfter(Param->getLocation(), tok::equal), Default.getEnd()});
  }
}

/// Whether compilers can tell that a constraint with more to it is the stricter one: all is in concepts.
static bool isSubsumable(const Expr *Clause) {
  Clause = Clause->IgnoreParenImpCasts();
  if (auto *Both = dyn_cast<BinaryOperator>(Clause); Both && Both->isLogicalOp())
    return isSubsumable(Both->getLHS()) && isSubsumable(Both->getRHS());
  return isa<ConceptSpecializationExpr>(Clause);
}

/// The concept that the requires-clause of a class becomes; empty if it stays.
std::string MaybeLowering::constraintName(ClassTemplateDecl *Template) {
  const TemplateParameterList *Params = Template->getTemplateParameters();
  const Expr *Clause = Params->getRequiresClause();
  if (!Clause || isSubsumable(Clause) || !Template->getDeclContext()->isFileContext() ||
      !L.Edits.region({Params->getTemplateLoc(), Params->getRAngleLoc()}) || !L.Edits.region(Clause->getSourceRange()))
    return "";
  return uniqueName(L.Unit, nameOf(Template) + "_constraint");
}

/// Puts a concept-id into the place of a requires-clause, which may begin with a parenthesis behind the keyword.
static void replaceClause(const SourceManager &SM, SourceEdits &Edits, const Expr *Clause, const std::string &Id) {
  const auto [File, Offset] = SM.getDecomposedLoc(SM.getFileLoc(Clause->getBeginLoc()));
  const bool Glued = Offset && isAsciiIdentifierContinue(SM.getBufferData(File)[Offset - 1]);
  Edits.replace(Clause->getSourceRange(), {(Glued ? " " : "") + Id});
}

/// `a, b...`; empty if one has no name.
static std::string argumentsOf(const TemplateParameterList *Params) {
  std::string Args;
  for (const NamedDecl *Param : *Params) {
    if (!Param->getIdentifier())
      return "";
    Args += (Args.empty() ? "" : ", ") + Param->getNameAsString() + (Param->isTemplateParameterPack() ? "..." : "");
  }
  return Args;
}

/// Moves the class's requires-clause into a concept, in front of its first declaration, and returns the concept-id.
std::string MaybeLowering::nameConstraint(ClassTemplateDecl *Template, const std::string &Args) {
  const std::string Name = constraintName(Template);
  if (Name.empty())
    return "";
  const TemplateParameterList *Params = Template->getTemplateParameters();
  for (auto *Redeclared : Template->redecls()) {
    auto *Each = cast<ClassTemplateDecl>(Redeclared);
    const TemplateParameterList *Own = Each->getTemplateParameters();
    const Expr *Clause = Own->getRequiresClause();
    if (!Clause || Each->getFriendObjectKind() || !L.Edits.region(Clause->getSourceRange()))
      continue;
    const std::string OwnArgs = argumentsOf(Own);
    if (Each != Template && OwnArgs.empty())
      continue; // without names the compiler tells of the difference
    replaceClause(L.Unit.SM, L.Edits, Clause, Name + "<" + (Each == Template ? Args : OwnArgs) + ">");
    if (Each == Each->getFirstDecl())
      Params = Own;
  }
  auto Head = L.Edits.region({Params->getTemplateLoc(), Params->getRAngleLoc()});
  auto Text = L.Edits.region(Params->getRequiresClause()->getSourceRange());
  SourceEdits Plain(L.Unit.SM, L.Unit.AST.getLangOpts(), L.Diags, &L.Unit.Macros);
  dropDefaults(Plain, Params);
  for (const NamedDecl *Param : *Params) // a concept's own parameters cannot be constrained
    if (auto *Type = dyn_cast<TemplateTypeParmDecl>(Param); Type && Type->hasTypeConstraint())
      Plain.replace(Type->getTypeConstraint()->getConceptReference()->getSourceRange(), {"class"});
  Plain.finish();
  Head->Edits = Plain.Set;
  L.Edits.insertBefore(Params->getTemplateLoc(),
                       {*Head, "\nconcept " + Name + " = ", *Text, ";\n"}, -6000);
  return Name + "<" + Args + ">";
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
  const std::string Named = nameConstraint(Template, Args);
  auto Set = copy(Class, entity(Class), [&](SourceEdits &Edits) {
    dropDefaults(Edits, Template->getTemplateParameters());
    if (!Named.empty())
      replaceClause(L.Unit.SM, Edits, Clause, Named);
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

/// The class template, rendered once for each kind of mode, that a member defined out of line belongs to.
CXXRecordDecl *MaybeLowering::markedTemplateAround(const DeclContext *DC) const {
  for (; auto *Class = dyn_cast<CXXRecordDecl>(const_cast<DeclContext *>(DC)); DC = DC->getParent())
    if (Class->getDescribedClassTemplate())
      return isOwner(Class) ? Class : nullptr;
  return nullptr;
}

/// The concept that the requires-clause of \p Class became, on the head of a definition out of line.
template <class Member>
void MaybeLowering::repeatConstraint(SourceEdits &Edits, const Member *D, CXXRecordDecl *Class) {
  ClassTemplateDecl *Template = Class->getDescribedClassTemplate();
  const std::string Name = constraintName(Template);
  for (unsigned I = 0; !Name.empty() && I < D->getNumTemplateParameterLists(); ++I)
    if (const TemplateParameterList *Params = D->getTemplateParameterList(I);
        Params->getDepth() == Template->getTemplateParameters()->getDepth() && Params->getRequiresClause()) {
      std::string Space;
      for (const DeclContext *DC = Template->getDeclContext(); DC; DC = DC->getParent())
        if (auto *Around = dyn_cast<NamespaceDecl>(DC); Around && !Around->isAnonymousNamespace())
          Space = Around->getNameAsString() + "::" + Space;
      replaceClause(L.Unit.SM, Edits, Params->getRequiresClause(),
                    (Space.empty() ? "" : "::" + Space) + Name + "<" + argumentsOf(Params) + ">");
    }
}

/// The constraint of the blocking specialization of \p Class, on the head of a definition out of line.
template <class Member>
void MaybeLowering::constrainClass(SourceEdits &Edits, const Member *D, CXXRecordDecl *Class) {
  const TemplateParameterList *Own = Class->getDescribedClassTemplate()->getTemplateParameters();
  for (unsigned I = 0; I < D->getNumTemplateParameterLists(); ++I)
    if (const TemplateParameterList *Params = D->getTemplateParameterList(I);
        Params->getDepth() == Own->getDepth())
      constrain(Edits, Params, "!" + modeHere(classMode(Class), Own, Params) + "::is_async");
}

/// An out-of-line definition of a member of a marked class template: one more for the
/// specialization that copyClass made.
template <class Member>
void MaybeLowering::copyMember(Member *D, SourceLocation End) {
  CXXRecordDecl *Class = markedTemplateAround(D->getDeclContext());
  if (!Class || classMode(Class).empty() || L.Root == D || !D->getNumTemplateParameterLists())
    return;
  repeatConstraint(L.Edits, D, Class);
  auto Set = copy(D, entity(Class), [&](SourceEdits &Edits) {
    repeatConstraint(Edits, D, Class);
    constrainClass(Edits, D, Class);
  });
  const SourceLocation Begin = D->getTemplateParameterList(0)->getTemplateLoc();
  if (auto Source = L.Edits.region({Begin, End})) {
    Source->Edits = Set;
    L.Edits.insertAfter(End, {"\n\n// [[async::maybe]]: " + nameOf(D) + " for modes that block\n", *Source});
  }
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
    Head ? constrain(Edits, Head, What) : constrainTrailing(Edits, F, What);
  };
  auto Set = copy(F, entity(F), [&](SourceEdits &Edits) {
    Constrain(Edits, "!" + Mode + "::is_async");
    // In the copy of an out-of-line definition for its blocking class, this belongs to that, too.
    auto *Class = dyn_cast<CXXRecordDecl>(F->getDeclContext());
    if (auto Chosen = L.Root == F && F->isOutOfLine() && Class ? L.Modes.find(entity(Class)) : L.Modes.end();
        Chosen != L.Modes.end() && Chosen->second == Mode::Blocking)
      constrainClass(Edits, F, Class);
  });
  Constrain(L.Edits, Mode + "::is_async");
  auto Source = L.Edits.region({Begin, endOf(F)});
  if (!Source) {
    L.report(F->getLocation(), Diag::maybe_in_macro, {nameOf(F)});
    return;
  }
  Source->Edits = Set;
  L.Edits.insertAfter(endOf(F), {"\n\n// [[async::maybe]]: " + nameOf(F) +
                                     " for modes that block\n",
                                 *Source},
                      4000000);
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
      constrainTrailing(Edits, F, "!" + Mode + "::is_async");
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
  constrainTrailing(L.Edits, F, Mode + "::is_async");
  L.Edits.insertBefore(E->getBeginLoc(), {"async::in_either_mode{"}, 5000000);
  L.Edits.insertAfter(E->getEndLoc(), {", // [[async::maybe]]: for modes that block\n", *Source, "}"});
  requireHeader(L, {"async", "in_either_mode"}, "async/mode.hpp");
}

/// Whether the lowering of the body around the lambda \p F lowers its body, too.
bool MaybeLowering::isLambdaInMaybeBody(const FunctionDecl *F) const {
  auto *Method = dyn_cast<CXXMethodDecl>(F);
  if (!Method || !Method->getParent()->isLambda())
    return false;
  const DeclContext *DC = Method->getParent()->getDeclContext();
  for (; DC && !DC->isFileContext(); DC = DC->getParent())
    if (auto *Around = dyn_cast<FunctionDecl>(DC))
      return isMaybeBody(L.Unit.Notes, Around) && isCoroutine(Around);
    else if (!DC->isRecord() || !cast<CXXRecordDecl>(DC)->isLambda())
      return false;
  return false;
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
    }
  }
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
