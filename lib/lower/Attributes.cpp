#include "lower/Attributes.h"
#include "analysis/Statements.h"

using namespace clang;

namespace asyncc {

static const char *const Names[] = {"main", "maybe", "drop", "test", "closure"};

static void misplaced(Lowering &L, const ScannedAttribute &Attr) {
  if (L.report(Attr.NameLoc, Diag::misplaced_attribute, {Attr.Name}) &&
      (Attr.Name == "closure" || Attr.Name == "maybe"))
    L.note(Attr.NameLoc, "on a lambda it stands between the captures, or the template parameters, and the parameters: [x] "
                         "[[async::" + Attr.Name + "]] () { … }");
}

void checkAttributes(Lowering &L) {
  for (const ScannedSpecifier &Spec : L.Unit.Notes.Scanner.specifiers())
    for (const ScannedAttribute &Attr : Spec.Attributes) {
      if (isSystems(L.Unit.SM, Spec.Begin)) {
        L.report(Attr.NameLoc, Diag::system_header, {Attr.Name});
        continue;
      }
      bool Known = false;
      std::string Nearest;
      unsigned Best = 3;
      for (const char *Name : Names) {
        Known |= Attr.Name == Name;
        unsigned Distance = llvm::StringRef(Name).edit_distance(Attr.Name);
        if (Distance < Best) {
          Best = Distance;
          Nearest = Name;
        }
      }
      if (!Known)
        L.report(Attr.NameLoc, Diag::misspelt_attribute,
                 {Attr.Name, Nearest.empty() ? "the annotations are main, maybe, drop, test and closure"
                                             : "did you mean 'async::" + Nearest + "'?"});
      else if (!L.Unit.Notes.attached(Attr.NameLoc))
        misplaced(L, Attr);
    }
}

/// The declaration of a namespace that \p D is in, with the heads of its templates.
static SourceRange outermost(const SourceManager &SM, const Decl *D) {
  while (!D->getLexicalDeclContext()->isFileContext())
    D = cast<Decl>(D->getLexicalDeclContext());
  SourceLocation Begin = D->getBeginLoc(), End = D->getEndLoc();
  auto From = [&](SourceLocation Loc) {
    if (Loc.isValid() && SM.isBeforeInTranslationUnit(Loc, Begin))
      Begin = Loc;
  };
  auto *Class = dyn_cast<CXXRecordDecl>(D);
  const FunctionDecl *F = Class && Class->isLambda() ? Class->getLambdaCallOperator() : D->getAsFunction();
  if (F && F->doesThisDeclarationHaveABody())
    End = writtenBody(F)->getEndLoc(); // clang does not know it of a coroutine that is a try block
  if (const TemplateDecl *Template = D->getDescribedTemplate())
    From(Template->getBeginLoc());
  if (auto *Declarator = dyn_cast<DeclaratorDecl>(D))
    From(Declarator->getOuterLocStart());
  else if (Class)
    From(Class->getOuterLocStart());
  return {SM.getExpansionLoc(Begin), SM.getExpansionRange(End).getEnd()};
}

/// What may be in the part of the unit that \p L renders of \p All, places in the order of the text.
template <class Place, class Where>
static llvm::ArrayRef<Place> rendered(const Lowering &L, llvm::ArrayRef<Place> All, Where Of) {
  if (!L.Root)
    return All;
  const SourceManager &SM = L.Unit.SM;
  const SourceRange Range = outermost(SM, L.Root);
  const Place *First = llvm::partition_point(All, [&](const Place &Each) {
    return SM.isBeforeInTranslationUnit(SM.getExpansionLoc(Of(Each)), Range.getBegin());
  });
  const Place *Last = std::partition_point(First, All.end(), [&](const Place &Each) {
    return !SM.isBeforeInTranslationUnit(Range.getEnd(), SM.getExpansionLoc(Of(Each)));
  });
  return {First, Last};
}

void removeAttributes(Lowering &L) {
  for (const ScannedSpecifier &Spec : rendered(L, llvm::ArrayRef(L.Unit.Notes.Scanner.specifiers()),
                                               [](const ScannedSpecifier &Each) { return Each.Begin; })) {
    SourceRange Range(Spec.Begin, Spec.End);
    if (Spec.Foreign.empty())
      L.Edits.remove(Range);
    else
      L.Edits.replace(Range, {"[[" + spell(Spec.Foreign, L.Unit.PP) + "]]"});
  }
  for (SourceLocation Loc : rendered(L, llvm::ArrayRef(L.Unit.ModeSpellings), [](SourceLocation Each) { return Each; }))
    L.Edits.replace(Loc, {"async::mode"});
}

} // namespace asyncc
