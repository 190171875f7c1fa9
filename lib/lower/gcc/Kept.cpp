//===- Kept.cpp - Temporaries of what is put into a closure ------------------===//
//
// A closure that stands for a part of a statement is left before the statement ends. Temporaries that the part makes would
// be gone with it, and what it gives may refer to them:
//
//     co_await f(c ? text(n).c_str() : "")
//
// So they are made in a place that is cleared at the end of the statement:
//
//     async::keeper kept1_; auto form1_ = [&](bool chosen1_, async::keeper::opened const&)
//       -> decltype(auto) { return (chosen1_ ? kept1_([&]() -> decltype(auto) { return text(n); }).c_str() : ""); };
//     co_await f(form1_(static_cast<bool>(c), kept1_.open()))
//
// Where an await gives the object it is moved there. In a template it may take an instantiation to know what is a temporary:
// see Instances.cpp. An object that a parameter is made of is none: C++ leaves open whether
// it lives longer than the call.
//
//===----------------------------------------------------------------------===//

#include "analysis/Names.h"
#include "analysis/ParameterNames.h"
#include "lower/Order.h"
#include "lower/gcc/AwaitedValues.h"
#include "lower/gcc/Forms.h"
#include "lower/gcc/Kept.h"

using namespace clang;

namespace asyncc {

/// Whether \p T, which is known, is a class that refers to others and owns nothing: a view.
static bool mayView(QualType T) {
  const CXXRecordDecl *Class = T->isDependentType() ? nullptr : T->getAsCXXRecordDecl();
  return Class && Class->getDefinition() && T.isTriviallyCopyableType(Class->getASTContext());
}

bool isNumber(const Expr *E) {
  const QualType T = E->getType();
  return !T->isDependentType() && (T->isArithmeticType() || T->isEnumeralType());
}

/// Whether \p E, whose type only an instantiation tells, gives an object that something is done with.
static bool makesUnknown(const Expr *E) {
  E = plain(E);
  auto *Operator = dyn_cast<BinaryOperator>(E);
  return E->isTypeDependent() && (isa<CallExpr, CXXUnresolvedConstructExpr>(E) || awaited(E) ||
                                  (Operator && !Operator->isAssignmentOp() && !Operator->isCommaOp()));
}

/// Whether nobody can tell when a \p T ends: it has no destructor, or it is a string.
static bool endsUnseen(QualType T) {
  if (T.isDestructedType() == QualType::DK_none)
    return true;
  const CXXRecordDecl *Class = T->getAsCXXRecordDecl();
  return Class && Class->isInStdNamespace() && Class->getIdentifier() && Class->getName() == "basic_string";
}

/// Where something is put around \p E: around the use of a macro if it is all of that, or in its arguments.
static std::optional<SourceRange> placeFor(Lowering &L, const Expr *E) {
  const SourceLocation Begin = L.Edits.inFront(E->getBeginLoc()), End = L.Edits.behind(E->getEndLoc());
  if (Begin.isFileID() && End.isFileID())
    return SourceRange(Begin, End);
  const bool InArguments = L.Edits.region(E->getSourceRange()) && L.Edits.region(SourceRange(E->getBeginLoc())) &&
                           L.Edits.region(SourceRange(E->getEndLoc()));
  return InArguments ? std::optional(E->getSourceRange()) : std::nullopt;
}

namespace {
class KeptTemporaries {
public:
  /// \p Whole: what the closure gives; null if the whole may be a temporary, too.
  KeptTemporaries(Lowering &L, const InstanceFacts &Known, const FunctionDecl *F, const Expr *Whole, bool Scalar)
      : L(L), Known(Known), Whole(Whole ? plain(Whole) : nullptr), Scalar(Scalar), Guesses(!Known.Bodies.count(F->getLocation())) {}

  /// All that \p E, which makes an \p Of, contains.
  void collect(const Expr *E, QualType Of) {
    if (!Whole && !Scalar && mayBeTemporary(E))
      take(E, {});
    element(E, Of);
  }

  void visit(const Stmt *S) {
    auto *E = dyn_cast_or_null<Expr>(S);
    if (!E)
      return;
    if (!stays(E)) {
      HasForms = true;
      return called(E);
    }
    if (auto *Lambda = dyn_cast<LambdaExpr>(E)) {
      for (const Expr *Init : Lambda->capture_inits())
        visit(Init);
      return;
    }
    const bool Around = Within;
    if (!isa<MaterializeTemporaryExpr>(E))
      takeOfInstances(E);
    if (const Expr *Operand = awaited(E)) {
      visit(Operand); // what the await makes of it is not written
      Within = Around;
      return;
    }
    if (auto *Temporary = dyn_cast<MaterializeTemporaryExpr>(E)) {
      if (Temporary->getStorageDuration() == SD_FullExpression)
        take(Temporary->getSubExpr(), Temporary->getType());
    } else if (auto *Member = dyn_cast<CXXDependentScopeMemberExpr>(E)) {
      if (!Member->isImplicitAccess() && mayBeTemporary(Member->getBase()))
        take(Member->getBase(), {});
    } else if (auto *Made = dyn_cast<CXXUnresolvedConstructExpr>(E)) {
      if (Made->isListInitialization() && Made->getNumArgs() == 1) {
        element(Made->getArg(0), Made->getType());
        Within = Around;
        return;
      }
      if (mayView(Made->getType()))
        for (const Expr *Arg : Made->arguments())
          if (mayBeTemporary(Arg))
            take(Arg, {});
    }
    for (const Stmt *Child : E->children())
      visit(Child);
    Within = Around;
  }

  /// \p E makes a \p T. In a list that is not yet part of a call nothing else says which objects are converted.
  void element(const Expr *E, QualType T) {
    auto *List = dyn_cast<InitListExpr>(plain(E));
    if (!List || T.isNull() || T->isDependentType())
      return visit(E);
    if (const QualType X = listedIn(T); takesList(List, T) && !X.isNull() && !X->isDependentType()) {
      for (const Expr *Init : List->inits())
        given(Init, X);
      return;
    }
    const CXXRecordDecl *Class = T->getAsCXXRecordDecl();
    Class = Class ? Class->getDefinition() : nullptr;
    if (!Class || !Class->isAggregate() || Class->getNumBases() || !List->getType()->isVoidType())
      return visit(E);
    for (const auto &[Field, Init] : givenToMembers(List, Class))
      given(Init, Field->getType());
  }

  /// Whether \p E is written as it was, perhaps with other parts.
  bool stays(const Expr *E) const {
    const auto At = L.Edits.region(E->getSourceRange());
    return !At || L.Edits.fateOf(*At) == SourceEdits::Stays;
  }

  /// From the outside inwards.
  std::vector<std::pair<const Expr *, QualType>> Found;
  bool Lost = false;     ///< one has no place, and is no part of another
  bool HasForms = false; ///< parts that have been written otherwise, which see to theirs

private:
  /// A closure that stands for \p E gives an object that is a temporary here.
  void called(const Expr *E) {
    if (!L.Called.count(plain(E)) || E->getBeginLoc().isMacroID())
      return;
    if (const MaterializeTemporaryExpr *Made = temporary(E))
      take(Made->getSubExpr(), Made->getType());
    else
      takeOfInstances(plain(E));
  }

  void given(const Expr *E, QualType T) {
    if (const QualType Own = E->getType(); E->isPRValue() && !Own->isDependentType() && Own->isRecordType() &&
                                           !L.Unit.AST.hasSameUnqualifiedType(Own, T))
      take(E, Own);
    else if (mayBeTemporary(E) && mayView(T))
      take(E, {});
    element(E, T);
  }

  bool mayBeTemporary(const Expr *E) const { return Guesses && makesUnknown(E); }

  /// In a template: what instantiations make of \p E.
  void takeOfInstances(const Expr *E) {
    const auto IsThere = [E](const Expr *Other) { return plain(Other)->getSourceRange() == E->getSourceRange(); };
    if ((Whole && IsThere(Whole)) || E != plain(E)->IgnoreUnlessSpelledInSource() ||
        llvm::any_of(Found, [&](const auto &Each) { return IsThere(Each.first); }))
      return;
    if (const QualType T = Known.convert(E); !T.isNull())
      take(E, T);
    if ((E->isTypeDependent() || E->isPRValue()) && Known.makeTemporary(E))
      take(E, E->getType());
  }

  void take(const Expr *E, QualType T) {
    const bool Told = !T.isNull() && !T->isDependentType();
    if (Told && (!T->isRecordType() || (Scalar && endsUnseen(T))))
      return;
    // What the drop lowering gave a place, or moves there, lives longer already.
    if (L.Placed.count(plain(E)) || L.Held.count(plain(E)) || (!stays(E) && !L.Called.count(plain(E))))
      return;
    const bool Fits = placeFor(L, E).has_value();
    Lost |= !Fits && !Within;
    if (Fits)
      Found.push_back({E, T});
    Within |= Fits;
  }

  Lowering &L;
  const InstanceFacts &Known;
  const Expr *const Whole;
  bool Within = false;
  const bool Scalar;  ///< what the whole gives refers to nothing
  const bool Guesses; ///< no instantiation tells
};
} // namespace

/// The call that makes the temporary \p Value of type \p T, around it: what stands in front and behind. Nothing if its
/// type cannot be named.
static std::optional<std::pair<std::string, std::string>> callFor(Lowering &L, const Expr *Value, QualType T,
                                                                  const FunctionDecl *F, const std::string &Keeper) {
  const bool Says = saysType(Value, T) || (isa<InitListExpr>(plain(Value)) && L.Called.count(plain(Value)));
  if (awaits(Value) && !Says)
    return std::nullopt;
  if (awaits(Value))
    return isComma(Value) ? std::pair(Keeper + ".moved((", std::string("))")) : std::pair(Keeper + ".moved(", std::string(")"));
  const std::string Type = Says ? "decltype(auto)" : typeNameIn(L.Unit, T.getUnqualifiedType(), F);
  if (Type.empty())
    return std::nullopt;
  return std::pair(Keeper + "([&]() -> " + Type + " { return ", std::string("; })"));
}

Kept keepTemporaries(Lowering &L, const InstanceFacts &Known, const Expr *E, QualType Of, bool Scalar, const FunctionDecl *F,
                     const std::string &Keeper, bool Itself) {
  KeptTemporaries All(L, Known, F, Itself ? nullptr : E, Scalar);
  All.collect(E, Of);
  const bool Awaits = awaits(E);
  bool Any = false;
  int Depth = 0;
  for (const auto &[Value, T] : All.Found) {
    const auto Call = callFor(L, Value, T, F, Keeper);
    if (!Call)
      continue;
    // What is made by a call has to keep its turn among the awaits.
    const std::string Before = (Awaits ? "async::in_order(" : "") + Call->first;
    const std::string Behind = Call->second + (Awaits ? ").get()" : "");
    Any = true;
    if (!All.stays(Value)) {
      L.Edits.replace(Value->getSourceRange(), {Before, L.Edits.take(Value->getSourceRange()), Behind});
      continue;
    }
    const int Order = InExpression - 50000 + Depth++; // around all that was written for the parts
    const SourceRange Place = *placeFor(L, Value);
    L.Edits.insertBefore(Place.getBegin(), {Before}, Order);
    L.Edits.insertAfter(Place.getEnd(), {Behind}, -Order);
  }
  if (Any)
    requireHeader(L, {"async", "keeper"}, "async/keeper.hpp");
  if (Any && Awaits)
    requireHeader(L, {"async", "in_order"}, "async/in_order.hpp");
  return Any ? Kept::Here : All.HasForms ? Kept::PerhapsInForms : Kept::Nothing;
}

bool Forms::canKeep(const Expr *E, bool Scalar, QualType Of) const {
  KeptTemporaries All(L, Known, F, E, Scalar);
  All.collect(E, Of);
  return Scalar || !All.Lost;
}

bool Forms::keep(const Expr *E, bool Scalar, QualType Of, bool Itself) {
  const bool NameIsTaken = Keeper.empty() && KeeperCount == Count; // there is one of that name
  Count += NameIsTaken;
  const std::string Name = Keeper.empty() ? name("kept") : Keeper;
  const Kept Found = keepTemporaries(L, Known, E, Of, Scalar, F, Name, Itself);
  if (Found != Kept::Here) {
    Count -= NameIsTaken;
    return Found == Kept::PerhapsInForms && !Keeper.empty();
  }
  if (Keeper.empty()) {
    KeeperCount = Count;
    Closures.push_back({"async::keeper " + Name + ";"});
  }
  Keeper = Name;
  return true;
}

bool Forms::canKeepArms(const ConditionalOperator *E, const Expr *Whole) const {
  const bool Scalar = isNumber(Whole);
  return canKeep(E->getTrueExpr(), Scalar) && canKeep(E->getFalseExpr(), Scalar);
}

bool Forms::keepArms(const ConditionalOperator *E, const Expr *Whole) {
  const bool Scalar = isNumber(Whole);
  const bool First = keep(E->getTrueExpr(), Scalar), Second = keep(E->getFalseExpr(), Scalar);
  return First || Second;
}

} // namespace asyncc
