#include "lower/maybe/Constraints.h"
#include "analysis/Maybe.h"
#include "analysis/Statements.h"
#include "clang/AST/ExprConcepts.h"
#include "clang/Basic/CharInfo.h"

using namespace clang;

namespace asyncc {

std::string inModes(bool Suspending, const std::string &Mode) {
  const bool Qualified = Mode.find("::") != std::string::npos;
  return std::string("async::") + (Suspending ? "suspending" : "blocking") + "_mode<" + (Qualified ? "typename " : "") + Mode + ">";
}

void constrain(SourceEdits &Edits, const TemplateParameterList *Params, const std::string &What) {
  if (const Expr *Clause = Params->getRequiresClause()) {
    Edits.insertBefore(Clause->getBeginLoc(), {"(" + What + ") && ("});
    Edits.insertAfter(Clause->getEndLoc(), {")"});
  } else {
    Edits.insertAfter(Params->getRAngleLoc(), {" requires " + What});
  }
}

void constrainTrailing(Lowering &L, SourceEdits &Edits, const FunctionDecl *F, const std::string &What) {
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
    Edits.insertBefore(End, {(isspace(Before) ? "" : " ") + ("requires " + What) +
                             (F->doesThisDeclarationHaveABody() || F->isDeletedAsWritten() ? " " : "")},
                       -4000000); // in front of what a function-try-block gets
  }
}

void dropDefaults(Lowering &L, SourceEdits &Edits, const TemplateParameterList *Params) {
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
static std::string constraintName(Lowering &L, ClassTemplateDecl *Template) {
  const TemplateParameterList *Params = Template->getTemplateParameters();
  const Expr *Clause = Params->getRequiresClause();
  if (!Clause || isSubsumable(Clause) || !Template->getDeclContext()->isFileContext() ||
      !L.Edits.region({Params->getTemplateLoc(), Params->getRAngleLoc()}) || !L.Edits.region(Clause->getSourceRange()))
    return "";
  return uniqueName(L.Unit, nameOf(Template) + "_constraint");
}

void replaceClause(const SourceManager &SM, SourceEdits &Edits, const Expr *Clause, const std::string &Id) {
  const auto [File, Offset] = SM.getDecomposedLoc(SM.getFileLoc(Clause->getBeginLoc()));
  const bool Glued = Offset && isAsciiIdentifierContinue(SM.getBufferData(File)[Offset - 1]);
  Edits.replace(Clause->getSourceRange(), {(Glued ? " " : "") + Id});
}

std::string argumentsOf(const TemplateParameterList *Params) {
  std::string Args;
  for (const NamedDecl *Param : *Params) {
    if (!Param->getIdentifier())
      return "";
    Args += (Args.empty() ? "" : ", ") + Param->getNameAsString() + (Param->isTemplateParameterPack() ? "..." : "");
  }
  return Args;
}

std::string nameConstraint(Lowering &L, ClassTemplateDecl *Template, const std::string &Args) {
  const std::string Name = constraintName(L, Template);
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
  dropDefaults(L, Plain, Params);
  for (const NamedDecl *Param : *Params) // a concept's own parameters cannot be constrained
    if (auto *Type = dyn_cast<TemplateTypeParmDecl>(Param); Type && Type->hasTypeConstraint())
      Plain.replace(Type->getTypeConstraint()->getConceptReference()->getSourceRange(), {"class"});
  Plain.finish();
  Head->Edits = Plain.Set;
  L.Edits.insertBefore(Params->getTemplateLoc(),
                       {*Head, "\nconcept " + Name + " = ", *Text, ";\n"}, -6000);
  return Name + "<" + Args + ">";
}

/// `::a::b::`; empty for the global namespace.
static std::string scopeOf(const ClassTemplateDecl *Template) {
  std::string Space;
  for (const DeclContext *DC = Template->getDeclContext(); DC; DC = DC->getParent())
    if (auto *Around = dyn_cast<NamespaceDecl>(DC); Around && !Around->isAnonymousNamespace())
      Space = Around->getNameAsString() + "::" + Space;
  return Space.empty() ? "" : "::" + Space;
}

void repeatConstraint(Lowering &L, SourceEdits &Edits, const TemplateParameterList *Params,
                      ClassTemplateDecl *Template) {
  const std::string Name = constraintName(L, Template);
  if (Name.empty() || Params->getDepth() != Template->getTemplateParameters()->getDepth() ||
      !Params->getRequiresClause())
    return;
  replaceClause(L.Unit.SM, Edits, Params->getRequiresClause(),
                scopeOf(Template) + Name + "<" + argumentsOf(Params) + ">");
}

void befriendConstrained(Lowering &L, ClassTemplateDecl *Friend) {
  ClassTemplateDecl *Template = nullptr; // in a template nothing links them
  for (NamedDecl *Each : Friend->getDeclContext()->getRedeclContext()->lookup(Friend->getDeclName()))
    if (auto *Found = dyn_cast<ClassTemplateDecl>(Each))
      if (const CXXRecordDecl *Class = Found->getTemplatedDecl()->getDefinition())
        Template = Class->getDescribedClassTemplate();
  const TemplateParameterList *Params = Friend->getTemplateParameters();
  const Expr *Clause = Params->getRequiresClause();
  if (!Template || Template == Friend || !Clause || !maybeOwner(L.Unit.Notes, Template->getTemplatedDecl()))
    return;
  const std::string Name = constraintName(L, Template);
  if (Name.empty())
    return;
  std::string Args;
  for (unsigned I = 0; I < Params->size(); ++I) {
    const NamedDecl *Param = Params->getParam(I);
    std::string Own = Param->getNameAsString();
    if (Own.empty()) {
      Own = uniqueLocalName(L.Unit, "parameter" + std::to_string(I + 1) + "_");
      L.Edits.insertAfter(Param->getEndLoc(), {" " + Own});
    }
    Args += (Args.empty() ? "" : ", ") + Own + (Param->isTemplateParameterPack() ? "..." : "");
  }
  replaceClause(L.Unit.SM, L.Edits, Clause, scopeOf(Template) + Name + "<" + Args + ">");
}

} // namespace asyncc
