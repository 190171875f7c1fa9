#include "lower/gcc/Braces.h"
#include "lower/gcc/AwaitedValues.h"

using namespace clang;

namespace asyncc {

static void collect(const Expr *Element, Braces &Out) {
  const Expr *E = plain(Element);
  if (auto *Designated = dyn_cast<DesignatedInitExpr>(E))
    return collect(Designated->getInit(), Out);
  if (isa<CXXDefaultArgExpr, CXXDefaultInitExpr, ImplicitValueInitExpr, NoInitExpr>(E))
    return;
  if (auto Inner = bracesOf(E); Inner && !Inner->Typed) {
    Out.Leaves.insert(Out.Leaves.end(), Inner->Leaves.begin(), Inner->Leaves.end());
    Out.Converted.insert(Inner->Converted.begin(), Inner->Converted.end());
    return;
  }
  // A conversion that nothing in the text tells of.
  if (auto *Made = dyn_cast<CXXConstructExpr>(E); Made && !isa<CXXTemporaryObjectExpr>(E) &&
                                                  Made->getNumArgs() > 0 &&
                                                  Made->getParenOrBraceRange().isInvalid())
    return collect(Made->getArg(0), Out);
  Out.Leaves.push_back(Element->IgnoreImplicit());
}

/// The classes that the elements of \p List, as it was understood, are converted to.
static void conversions(const Expr *E, Braces &Out) {
  for (const Stmt *Child : E->children()) {
    auto *Init = dyn_cast_or_null<Expr>(Child);
    if (!Init)
      continue;
    Init = Init->IgnoreImplicit();
    auto *Made = dyn_cast<CXXConstructExpr>(Init);
    if (Made && !isa<CXXTemporaryObjectExpr>(Init) && !Made->isListInitialization() &&
        Made->getNumArgs() > 0 && Made->getParenOrBraceRange().isInvalid()) {
      const Expr *From = Made->getArg(0)->IgnoreImplicit();
      if (auto *Inner = dyn_cast<CXXConstructExpr>(From);
          Inner && Inner->getNumArgs() > 0 && Inner->getParenOrBraceRange().isInvalid())
        From = Inner->getArg(0)->IgnoreImplicit();
      if (From->getType()->isRecordType())
        continue; // a copy
      Out.Converted[From] = Made->getType().getUnqualifiedType();
    } else if (isa<InitListExpr, CXXConstructExpr>(Init)) {
      conversions(Init, Out);
    }
  }
}

template <class Elements> static Braces listOf(SourceRange Range, const Elements &All, bool Typed = false) {
  Braces Out{Range, Typed};
  for (const Expr *Each : All)
    if (Each) // none after an error
      collect(Each, Out);
  return Out;
}

std::optional<Braces> bracesOf(const Expr *E, QualType Of) {
  E = plain(E);
  // In a template, of elements whose types are not known; one alone may be copied whole.
  if (auto *List = dyn_cast<ParenListExpr>(E); List && isAggregate(Of) && List->getNumExprs() > 1)
    return listOf(List->getSourceRange(), const_cast<ParenListExpr *>(List)->exprs());
  if (auto *Cast = dyn_cast<CXXFunctionalCastExpr>(E)) {
    std::optional<Braces> Inner;
    if (Cast->isListInitialization() || isa<CXXParenListInitExpr>(plain(Cast->getSubExpr())))
      Inner = bracesOf(Cast->getSubExpr());
    if (Inner)
      Inner->Typed = true;
    return Inner;
  }
  if (auto *Unresolved = dyn_cast<CXXUnresolvedConstructExpr>(E)) {
    std::optional<Braces> Inner;
    if (Unresolved->isListInitialization() && Unresolved->getNumArgs() == 1)
      Inner = bracesOf(Unresolved->getArg(0));
    else if (isAggregate(Unresolved->getTypeAsWritten()) && Unresolved->getNumArgs() > 1)
      Inner = listOf({Unresolved->getLParenLoc(), Unresolved->getRParenLoc()}, Unresolved->arguments());
    if (Inner)
      Inner->Typed = true;
    return Inner;
  }
  if (auto *List = dyn_cast<CXXStdInitializerListExpr>(E))
    return bracesOf(List->getSubExpr());
  if (auto *Made = dyn_cast<CXXConstructExpr>(E)) {
    if (!Made->isListInitialization())
      return std::nullopt;
    Braces Out = listOf(Made->getParenOrBraceRange(), Made->arguments(), isa<CXXTemporaryObjectExpr>(E));
    conversions(Made, Out);
    if (Out.Range.isInvalid() && Made->isStdInitListInitialization())
      Out.Range = Made->getSourceRange(); // what a parameter is made from
    if (Out.Range.isInvalid())
      return std::nullopt;
    return Out;
  }
  if (auto *List = dyn_cast<CXXParenListInitExpr>(E)) {
    Braces Out = listOf(List->getSourceRange(), List->getUserSpecifiedInitExprs());
    conversions(List, Out);
    return Out;
  }
  if (auto *List = dyn_cast<InitListExpr>(E)) {
    const InitListExpr *Understood = List;
    if (const InitListExpr *Written = List->isSemanticForm() ? List->getSyntacticForm() : nullptr)
      List = Written;
    Braces Out = listOf(List->getSourceRange(), List->inits());
    conversions(Understood, Out);
    return Out;
  }
  return std::nullopt;
}

Braces argumentsOf(const CXXNewExpr *E) {
  const Expr *Init = E->getInitializer();
  Braces Out;
  if (auto *Made = dyn_cast<CXXConstructExpr>(Init->IgnoreImplicit())) {
    Out = listOf(E->getDirectInitRange(), Made->arguments(), true);
    conversions(Made, Out);
  } else if (auto *List = dyn_cast<ParenListExpr>(Init)) {
    Out = listOf(E->getDirectInitRange(), llvm::ArrayRef(const_cast<ParenListExpr *>(List)->getExprs(), List->getNumExprs()), true);
  } else {
    Out = listOf(E->getDirectInitRange(), llvm::ArrayRef<const Expr *>(Init), true);
  }
  return Out;
}

std::vector<std::pair<const FieldDecl *, const Expr *>> givenToMembers(const InitListExpr *Init, const CXXRecordDecl *Class) {
  std::vector<std::pair<const FieldDecl *, const Expr *>> Out;
  if (const InitListExpr *Written = Init->isSemanticForm() ? Init->getSyntacticForm() : nullptr)
    Init = Written;
  auto Next = Class->field_begin();
  for (const Expr *Given : Init->inits()) {
    if (auto *Named = dyn_cast_or_null<DesignatedInitExpr>(Given)) {
      while (Next != Class->field_end() && Named->getDesignator(0)->isFieldDesignator() &&
             Named->getDesignator(0)->getFieldName() != Next->getIdentifier())
        ++Next;
      Given = Named->getInit();
    }
    if (Next == Class->field_end() || !Given)
      break;
    Out.push_back({*Next++, Given});
  }
  return Out;
}

} // namespace asyncc
