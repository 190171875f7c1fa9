//===- Lists.cpp - Braced lists that await -----------------------------------===//
//
// g++ 12 makes the elements of an aggregate that are objects twice over if another element awaits, and
// does not compile an await in a std::initializer_list. So a function makes the object, and what awaits or
// matters otherwise is given to it.
//
//===----------------------------------------------------------------------===//

#include "lower/gcc/AwaitedValues.h"
#include "lower/gcc/Forms.h"

using namespace clang;

namespace asyncc {

static const char *const What = "gets a braced list wrong that awaits";
static const char *const Instead = "give the elements names in front of the statement";

/// Without what makes no difference to the elements.
static const Expr *made(const Expr *E) {
  E = plain(E);
  if (auto *Cast = dyn_cast<CXXFunctionalCastExpr>(E))
    return plain(Cast->getSubExpr());
  return E;
}

/// Whether the elements are numbers and the like, which only have to come in order.
static bool isSimple(const Expr *E) {
  const Expr *Made = made(E);
  auto *Construct = dyn_cast<CXXConstructExpr>(Made);
  return !E->isTypeDependent() && !isa<CXXUnresolvedConstructExpr>(Made) &&
         !(Construct && Construct->isStdInitListInitialization()) && !isa<CXXStdInitializerListExpr>(Made) &&
         !(isa<InitListExpr>(Made) && (Made->getType()->isVoidType() || Made->getType()->isArrayType())) &&
         llvm::none_of(Made->children(), [](const Stmt *Child) {
           auto *Init = dyn_cast_or_null<Expr>(Child);
           return Init && (Init->isTypeDependent() || makesObjects(Init) || Init->getType()->isRecordType());
         });
}

/// Whether the elements of a list for a \p T are copied in their turn, rather than bound to parameters.
static bool copiesElements(QualType T) {
  const CXXRecordDecl *Class = T->getAsCXXRecordDecl();
  if (auto *Spec = T->getAs<TemplateSpecializationType>(); Spec && !Class)
    if (auto *Template = dyn_cast_or_null<ClassTemplateDecl>(Spec->getTemplateName().getAsTemplateDecl()))
      Class = Template->getTemplatedDecl();
  Class = Class ? Class->getDefinition() : nullptr;
  return Class && Class->isAggregate();
}

/// What elements of dependent type are converted to: the classes of the members that they initialise.
static void convertToMembers(const Expr *Init, QualType T, Braces &List) {
  const CXXRecordDecl *Class = T->isDependentType() ? nullptr : T->getAsCXXRecordDecl();
  Class = Class ? Class->getDefinition() : nullptr;
  const Expr *Made = made(Init);
  if (auto *Unresolved = dyn_cast<CXXUnresolvedConstructExpr>(Made); Unresolved && Unresolved->getNumArgs() == 1)
    Made = plain(Unresolved->getArg(0));
  auto *Written = dyn_cast<InitListExpr>(Made);
  if (!Class || !Class->isAggregate() || Class->getNumBases() || !Written ||
      Written->getNumInits() != List.Leaves.size())
    return;
  auto Field = Class->field_begin();
  for (size_t I = 0; I < List.Leaves.size() && Field != Class->field_end(); ++I, ++Field) {
    const QualType Of = Field->getType().getUnqualifiedType();
    const Expr *Leaf = List.Leaves[I];
    if (isa<DesignatedInitExpr>(Written->getInit(I)) || bracesOf(Written->getInit(I)) ||
        !Of->isRecordType())
      continue;
    if (Leaf->isTypeDependent() || !Leaf->getType()->isRecordType())
      List.Converted[Leaf] = Of;
  }
}

Pieces Forms::given(const Braces &List, bool Copies, std::string &Parameters) {
  Pieces Args{"("};
  int Index = 0;
  for (const Expr *Part : List.Leaves) {
    auto Converted = List.Converted.find(Part);
    const std::string Type =
        Converted == List.Converted.end() ? "" : qualifiedTypeName(L.Unit, Converted->second);
    Weight All = makesObjects(Part) || awaits(Part) || !Type.empty() ? Weight::Effects : Weight::Nothing;
    for (const Expr *Other : List.Leaves)
      if (Other != Part)
        All = std::max(All, weightOf(Part, Copies, Other));
    if (All == Weight::Nothing)
      continue;
    const std::string Name = name("given" + std::to_string(Index++) + "_");
    if (Args.size() > 1)
      Args.push_back(", ");
    if (!Type.empty()) {
      Args.push_back("async::in_order(" + Type + "(");
      Args.push_back(moved(Part));
      Args.push_back(")).get()");
      requireHeader(L, {"async", "in_order"}, "async/in_order.hpp");
    } else {
      for (Piece &Each : inOrder(Part, Copies ? As::Value : As::Itself))
        Args.push_back(std::move(Each));
    }
    L.Edits.replace(Part->getSourceRange(), {"static_cast<decltype(" + Name + ")>(" + Name + ")"});
    Parameters += (Parameters.empty() ? "auto&& " : ", auto&& ") + Name;
  }
  Args.push_back(")");
  return Args;
}

bool Forms::list(const Expr *E, const std::string &Type, Place At) {
  auto List = bracesOf(E);
  if (!List || llvm::none_of(List->Leaves, awaits))
    return false;
  convertToMembers(E, E->getType(), *List);
  for (const Expr *Leaf : List->Leaves)
    expression(Leaf, At.inside());
  std::string Named = Type;
  const QualType T = E->getType();
  if (!List->Typed && Named.empty() && !T->isDependentType() && T->isRecordType())
    Named = qualifiedTypeName(L.Unit, T.getUnqualifiedType());
  if (!List->Typed && Named.empty() && !isSimple(E)) {
    L.report(List->Range.getBegin(), Diag::gcc_await, {What, Instead});
    return true;
  }
  if (isSimple(E))
    inOrder(*List);
  else
    listOf(E, *List, Named, At);
  return true;
}

/// Elements that have to come earlier than g++ evaluates them keep their places.
void Forms::inOrder(const Braces &List) {
  for (size_t I = 0; I < List.Leaves.size(); ++I) {
    const Expr *Leaf = List.Leaves[I];
    bool Late = false;
    for (size_t Next = I + 1; Next < List.Leaves.size(); ++Next)
      Late |= (awaits(List.Leaves[Next]) || makesObjects(List.Leaves[Next])) &&
              conflict(weightOf(Leaf, true, List.Leaves[Next]), weightOf(List.Leaves[Next], true, Leaf));
    if (Late && !isObject(Leaf) && edits(Leaf, Leaf->getBeginLoc(), true, What, Instead))
      writeInOrder(Leaf, As::Value);
  }
}

/// \p E, if its list has a type in front of it, or the list alone, as an object of type \p Type.
void Forms::listOf(const Expr *E, const Braces &List, const std::string &Type, Place At) {
  if (!edits(E, List.Range.getBegin(), !At.InPack, What, Instead))
    return;
  ++Count;
  const SourceRange Range = List.Typed ? plain(E)->getSourceRange() : List.Range;
  std::string Parameters;
  Pieces Call = given(List, copiesElements(E->getType()), Parameters);
  const std::string Form = name("form");
  Call.insert(Call.begin(), Piece(Form));
  Piece Text = L.Edits.take(Range);
  L.Edits.replace(Range, std::move(Call));
  Closures.push_back({"auto " + Form + " = [&](" + Parameters + ")" +
                          (List.Typed ? "" : " -> " + Type) + " { return ",
                      std::move(Text), "; };"});
}

/// T x{a, co_await b}
bool Forms::listOfVariable(const VarDecl *Var, Place At) {
  auto List = bracesOf(Var->getInit());
  if (!List || List->Typed || llvm::none_of(List->Leaves, awaits) || !Var->getTypeSourceInfo())
    return false;
  const TypeLoc Loc = Var->getTypeSourceInfo()->getTypeLoc().getUnqualifiedLoc();
  const QualType T = Var->getType();
  if (T->isScalarType() || Loc.getType()->getContainedAutoType())
    return List->Leaves.size() > 1 ? (L.report(List->Range.getBegin(), Diag::gcc_await, {What, Instead}), true)
                                   : false;
  if (T->isArrayType()) {
    array(Var, *List, At);
    return true;
  }
  convertToMembers(Var->getInit(), T, *List);
  for (const Expr *Leaf : List->Leaves)
    expression(Leaf, At.inside());
  if (isSimple(Var->getInit())) {
    inOrder(*List);
    return true;
  }
  const bool IsList =
      isa<CXXStdInitializerListExpr>(plain(Var->getInit())) || T->isReferenceType();
  if (!edits(Var->getInit(), List->Range.getBegin(), !IsList, What, Instead))
    return true;
  ++Count;
  const std::string Type = L.Edits.text(Loc.getSourceRange());
  std::string Parameters;
  Pieces Call = given(*List, copiesElements(T), Parameters);
  const std::string Form = name("form");
  Call.insert(Call.begin(), Piece((Var->getInitStyle() == VarDecl::ListInit ? " = " : "") + Form));
  Piece Text = L.Edits.take(List->Range);
  L.Edits.replace(List->Range, std::move(Call));
  Closures.push_back(
      {"auto " + Form + " = [&](" + Parameters + ") { return " + Type, std::move(Text), "; };"});
  return true;
}

/// An array: no function can make it, and of objects in it there is nothing that g++ gets right.
void Forms::array(const VarDecl *Var, const Braces &List, Place At) {
  for (const Expr *Leaf : List.Leaves)
    expression(Leaf, At.inside());
  const bool IsScalar = Var->getType()->getArrayElementTypeNoTypeQual()->isScalarType();
  if (!edits(Var->getInit(), List.Range.getBegin(), IsScalar, What, Instead))
    return;
  for (const Expr *Leaf : List.Leaves)
    if (awaits(Leaf) || weightOf(Leaf, true, nullptr) != Weight::Nothing)
      writeInOrder(Leaf, As::Value);
}

} // namespace asyncc
