//===- Lists.cpp - Braced lists that await -----------------------------------===//
//
// g++ 12 makes the elements of an aggregate that are objects twice over if another element awaits, and
// does not compile an await in a std::initializer_list. So a function makes the object, and what awaits or
// matters otherwise is given to it.
//
//===----------------------------------------------------------------------===//

#include "analysis/DropTypes.h"
#include "analysis/ParameterNames.h"
#include "lower/gcc/AwaitedValues.h"
#include "lower/gcc/Forms.h"

using namespace clang;

namespace asyncc {

static const char *const What = "gets a braced list wrong that awaits";
static const char *const NameIt = "give it a name in front of the statement";
static const char *const Instead = "give the elements names in front of the statement";

/// Without what makes no difference to the elements.
static const Expr *made(const Expr *E) {
  E = plain(E);
  if (auto *Cast = dyn_cast<CXXFunctionalCastExpr>(E))
    return plain(Cast->getSubExpr());
  return E;
}

/// The list in braces that \p Init is or gives a type, or null.
static const InitListExpr *listIn(const Expr *Init) {
  const Expr *Made = made(Init);
  if (auto *Unresolved = dyn_cast<CXXUnresolvedConstructExpr>(Made); Unresolved && Unresolved->getNumArgs() == 1)
    Made = plain(Unresolved->getArg(0));
  return dyn_cast<InitListExpr>(Made);
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

/// What elements of dependent type are converted to: the classes of the members that they initialise.
static void convertToMembers(const Expr *Init, QualType T, Braces &List) {
  const CXXRecordDecl *Class = T->isDependentType() ? nullptr : T->getAsCXXRecordDecl();
  Class = Class ? Class->getDefinition() : nullptr;
  const InitListExpr *Written = listIn(Init);
  if (!Class || !Class->isAggregate() || Class->getNumBases() || !Written)
    return;
  auto Field = Class->field_begin();
  for (unsigned I = 0; I < Written->getNumInits() && Field != Class->field_end(); ++I, ++Field) {
    const QualType Of = Field->getType().getUnqualifiedType();
    const Expr *Leaf = Written->getInit(I)->IgnoreImplicit();
    if (isa<PackExpansionExpr, DesignatedInitExpr>(Leaf))
      return;
    if (auto Inner = bracesOf(Leaf)) {
      if (!Inner->Typed)
        convertToMembers(Leaf, Of, List);
      continue;
    }
    if (!Of->isRecordType())
      continue;
    if (const CXXRecordDecl *Member = Of->getAsCXXRecordDecl(); Member->isAggregate())
      return; // its elements may follow without braces
    if (llvm::is_contained(List.Leaves, Leaf) && (Leaf->isTypeDependent() || !Leaf->getType()->isRecordType()))
      List.Converted[Leaf] = Of;
  }
}

/// Whether a reference that is a member of \p T, or of a part of it, is bound to a temporary of the list \p Init: in a
/// variable that lives as long, in what a function returns no longer than the call.
static bool bindsTemporary(const Expr *Init, QualType T) {
  const InitListExpr *List = listIn(Init);
  const CXXRecordDecl *Class = T.isNull() ? nullptr : classOf(T.getNonReferenceType());
  Class = Class ? Class->getDefinition() : nullptr;
  if (!List || !Class || !Class->isAggregate() || Class->getNumBases())
    return false;
  auto Binds = [](const Expr *Given, const FieldDecl *Field) {
    const Expr *E = Given->IgnoreUnlessSpelledInSource();
    if (!Field->getType()->isReferenceType())
      return bindsTemporary(E, Field->getType());
    return E->isTypeDependent() ? !isa<DeclRefExpr, MemberExpr, CXXDependentScopeMemberExpr>(E) : E->isPRValue();
  };
  return llvm::any_of(givenToMembers(List, Class), [&](const auto &Each) { return Binds(Each.second, Each.first); });
}

static bool defaultsDo(const CXXRecordDecl *Class);

/// Whether the default of \p Field does something.
static bool defaultDoes(const FieldDecl *Field) {
  if (!Field->hasInClassInitializer())
    return defaultsDo(Field->getType()->getAsCXXRecordDecl());
  const Expr *Default = Field->getInClassInitializer();
  return Default && weightOf(Default, true, nullptr) == Weight::Effects;
}

/// Whether a default of \p Class, or of a member of it, does something.
static bool defaultsDo(const CXXRecordDecl *Class) {
  Class = Class ? Class->getDefinition() : nullptr;
  return Class && Class->isAggregate() && llvm::any_of(Class->fields(), defaultDoes);
}

/// Whether an element of \p Init awaits behind a default member initialiser with effects. \p Did: there was one.
static bool awaitsBehindDefault(const Expr *Init, QualType T, bool &Did) {
  const InitListExpr *List = listIn(Init);
  const CXXRecordDecl *Class = T.isNull() ? nullptr : classOf(T);
  Class = Class ? Class->getDefinition() : nullptr;
  if (!List || !Class || !Class->isAggregate() || Class->getNumBases())
    return Did && awaits(Init);
  if (const InitListExpr *Written = List->isSemanticForm() ? List->getSyntacticForm() : nullptr)
    List = Written;
  unsigned Next = 0;
  for (const FieldDecl *Field : Class->fields()) {
    const Expr *Given = Next < List->getNumInits() ? List->getInit(Next) : nullptr;
    auto *Named = dyn_cast_or_null<DesignatedInitExpr>(Given);
    if (Named && Named->getDesignator(0)->isFieldDesignator() &&
        Named->getDesignator(0)->getFieldName() != Field->getIdentifier())
      Given = nullptr;
    if (!Given) {
      Did |= defaultDoes(Field);
      continue;
    }
    ++Next;
    if (awaitsBehindDefault(Named ? Named->getInit() : Given, Field->getType(), Did))
      return true;
  }
  return false;
}

/// part{.x = co_await f(), .z = co_await g()} where y has a default that does something.
void Forms::defaults(const Expr *Init, QualType T) {
  if (bool Did = false; awaitsBehindDefault(Init, T, Did))
    L.report(Init->getBeginLoc(), Diag::gcc_await,
             {"evaluates the default of a member after an await that stands behind it",
              "give the elements that await names in front of the statement"});
}

/// Whether a function can be given the elements: what cannot be moved is no argument, parameters behind a pack are
/// not deduced, and the text of a macro that is written out holds no pieces of the source.
bool Forms::canBeGiven(const Braces &List) const {
  return llvm::none_of(List.Leaves, [&](const Expr *Leaf) {
    const bool IsFixed = Leaf->isPRValue() && !Leaf->isTypeDependent() && Leaf->getType()->isRecordType() &&
                         !isMovable(Leaf->getType());
    return IsFixed || (isa<PackExpansionExpr>(Leaf) && Leaf != List.Leaves.back()) ||
           L.Edits.writtenOut(Leaf->getSourceRange());
  });
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
      Args.push_back(passed(Part, false));
      Args.push_back(")).get()");
      requireHeader(L, {"async", "in_order"}, "async/in_order.hpp");
    } else {
      keepHeld(Part, false);
      for (Piece &Each : inOrder(Part, Copies ? As::Value : As::Itself))
        Args.push_back(std::move(Each));
    }
    const std::string Dots = isa<PackExpansionExpr>(Part) ? "..." : "";
    L.Edits.replace(Part->getSourceRange(), {"static_cast<decltype(" + Name + ")>(" + Name + ")" + Dots});
    Parameters += (Parameters.empty() ? "auto&&" : ", auto&&") + Dots + " " + Name;
  }
  Args.push_back(")");
  return Args;
}

/// \p T as text; empty if nothing names it here.
std::string Forms::textOf(QualType T) const {
  if (T.isNull() || T->isVoidType() || T->isPlaceholderType())
    return "";
  return typeNameIn(L.Unit, T.getUnqualifiedType(), F);
}

/// What a function returns for the braced list \p E that makes a \p T. A std::initializer_list would refer to
/// what is gone.
std::string Forms::textOfList(const Expr *E, QualType T) const {
  const QualType Element = T.isNull() ? T : elementOf(T);
  if (Element.isNull())
    return textOf(T);
  const Expr *Written = plain(E);
  if (auto *List = dyn_cast<CXXStdInitializerListExpr>(Written))
    Written = plain(List->getSubExpr());
  auto *List = dyn_cast<InitListExpr>(Written);
  const std::string Text = textOf(Element);
  if (!List || Text.empty() ||
      llvm::any_of(List->inits(), [](const Expr *Init) { return isa_and_nonnull<PackExpansionExpr>(Init); }))
    return "";
  return "async::list_of<" + Text + ", " + std::to_string(List->getNumInits()) + ">";
}

bool Forms::list(const Expr *E, QualType Of, Place At, const Expr *Whole) {
  auto List = bracesOf(E);
  if (!List || llvm::none_of(List->Leaves, awaits))
    return false;
  const QualType T = Of.isNull() ? E->getType() : Of;
  convertToMembers(E, T, *List);
  defaults(E, T);
  for (const Expr *Leaf : List->Leaves)
    expression(Leaf, At.inside());
  const bool Simple = isSimple(E);
  List->Typed |= Whole != nullptr;
  const std::string Named = List->Typed ? "" : textOfList(E, T);
  if (Simple)
    inOrder(*List);
  else if ((plain(E) == Root || plain(E) == Extended) && bindsTemporary(E, T))
    L.report(List->Range.getBegin(), Diag::gcc_await, {What, Instead});
  else if (!List->Typed && (Named.empty() || (Of.isNull() && !T->isRecordType())))
    L.report(List->Range.getBegin(), Diag::gcc_await, {What, Instead});
  else
    listOf(Whole ? Whole : plain(E), *List, T, Named, At, What, Instead);
  return true;
}

/// for (x : {a, co_await b})
void Forms::range(const Expr *E) {
  extends(E);
  const auto List = awaits(E) ? bracesOf(E) : std::nullopt;
  if (!List || List->Typed)
    return head(E);
  for (const Expr *Leaf : List->Leaves)
    expression(Leaf, {});
  L.report(List->Range.getBegin(), Diag::gcc_await, {What, Instead});
}

/// A list whose elements g++ keeps in an array: it does not compile that in a statement that awaits.
bool Forms::elements(const Expr *E, QualType T, Place At) {
  if (!classOf(T) && (At.InPack || HeadTaken))
    return false; // a type that may be anything, where no closure can stand
  const auto List = bracesOf(E);
  if (!List || List->Typed) {
    made(E, Rejects, "", At);
    return true;
  }
  const std::string Named = textOfList(E, T);
  const bool IsList = !elementOf(T).isNull();
  if (!edits(E, List->Range.getBegin(), !At.InPack && !Named.empty() && canKeep(E, false, T), Rejects, NameIt))
    return true;
  ++Count;
  const std::string Form = name("form");
  const bool Keeps = keep(E, false, T);
  Piece Text = L.Edits.take(List->Range);
  L.Edits.replace(List->Range, {Form + "(" + opened(Keeps) + ")" + (IsList ? ".get()" : "")});
  if (!IsList)
    L.Called.insert(plain(E));
  Closures.push_back({"auto " + Form + " = [&](" + opens(Keeps) + ") -> " + Named + (IsList ? " { return {" : " { return "),
                      std::move(Text), IsList ? "}; };" : "; };"});
  if (IsList)
    requireHeader(L, {"async", "list_of"}, "async/list_of.hpp");
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

/// \p E, if its list has a type in front of it, or the list alone, as an object of type \p T.
void Forms::listOf(const Expr *E, const Braces &List, QualType T, const std::string &Type, Place At,
                   const char *What, const char *Instead) {
  if (!edits(E, List.Range.getBegin(), !At.InPack && canBeGiven(List), What, Instead))
    return;
  ++Count;
  const bool IsList = !List.Typed && !elementOf(T).isNull();
  const SourceRange Range = List.Typed ? E->getSourceRange() : List.Range;
  std::string Parameters;
  Pieces Call = given(List, isAggregate(T) || IsList, Parameters);
  const std::string Form = name("form");
  Call.insert(Call.begin(), Piece(Form));
  if (IsList)
    Call.push_back(".get()");
  Piece Text = L.Edits.take(Range);
  L.Edits.replace(Range, std::move(Call));
  if (!IsList)
    L.Called.insert(plain(E));
  Closures.push_back({"auto " + Form + " = [&](" + Parameters + ")" + (List.Typed ? " -> decltype(auto)" : " -> " + Type) +
                          (IsList ? " { return {" : " { return "),
                      std::move(Text), IsList ? "}; };" : "; };"});
  if (IsList)
    requireHeader(L, {"async", "list_of"}, "async/list_of.hpp");
}

/// T x{a, co_await b}
bool Forms::listOfVariable(const VarDecl *Var, Place At) {
  auto List = bracesOf(Var->getInit(), Var->getType());
  if (!List || List->Typed || llvm::none_of(List->Leaves, awaits) || !Var->getTypeSourceInfo())
    return false;
  const TypeLoc Loc = Var->getTypeSourceInfo()->getTypeLoc().getUnqualifiedLoc();
  const QualType T = Var->getType();
  if (T->isScalarType() || Loc.getType()->getContainedAutoType()) {
    if (List->Leaves.size() < 2 && !isa<CXXStdInitializerListExpr>(plain(Var->getInit())))
      return false;
    L.report(List->Range.getBegin(), Diag::gcc_await, {What, Instead});
    return true;
  }
  if (T->isArrayType()) {
    array(Var, *List, At);
    return true;
  }
  convertToMembers(Var->getInit(), T, *List);
  defaults(Var->getInit(), T);
  for (const Expr *Leaf : List->Leaves)
    expression(Leaf, At.inside());
  if (isSimple(Var->getInit())) {
    inOrder(*List);
    return true;
  }
  const bool IsList =
      isa<CXXStdInitializerListExpr>(plain(Var->getInit())) || T->isReferenceType();
  if (!edits(Var->getInit(), List->Range.getBegin(),
             !IsList && canBeGiven(*List) && !bindsTemporary(Var->getInit(), T), What, Instead))
    return true;
  ++Count;
  std::string Type = L.Edits.text(Loc.getSourceRange());
  for (const char *Keyword : {"struct", "class", "union"}) // an expression names the class without it
    if (StringRef Rest = Type; Rest.consume_front(Keyword) && (Rest.empty() || isspace(Rest.front()))) {
      const TagDecl *Tag = T->getAsTagDecl();
      Type = Tag && Tag->isEmbeddedInDeclarator() ? tagName(Tag) : Rest.ltrim().str();
    }
  std::string Parameters;
  Pieces Call = given(*List, isAggregate(T), Parameters);
  const std::string Form = name("form");
  Call.insert(Call.begin(), Piece((Var->getInitStyle() == VarDecl::CInit ? "" : " = ") + Form));
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
  const bool IsScalar = L.Unit.AST.getBaseElementType(Var->getType())->isScalarType();
  if (!edits(Var->getInit(), List.Range.getBegin(), IsScalar, What, Instead))
    return;
  for (const Expr *Leaf : List.Leaves)
    if (awaits(Leaf) || weightOf(Leaf, true, nullptr) != Weight::Nothing)
      writeInOrder(Leaf, As::Value);
}

} // namespace asyncc
