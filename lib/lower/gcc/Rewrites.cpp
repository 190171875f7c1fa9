//===- Rewrites.cpp - What is written instead of a form ----------------------===//

#include "lower/Order.h"
#include "lower/gcc/AwaitedValues.h"
#include "lower/FunctionNames.h"
#include "lower/gcc/Forms.h"

using namespace clang;

namespace asyncc {

/// Whether the form is to be written otherwise here; else warns of it, unless it is gone.
bool Forms::edits(const Stmt *S, SourceLocation Loc, bool Possible, const std::string &What,
                  const std::string &Instead, Rewrite How, bool Always) {
  const bool InPlace = How == Rewrite::InPlace;
  auto At = L.Edits.region(S->getSourceRange());
  if (!At && InPlace && L.Edits.takesInsertions(S->getSourceRange())) // with the macro's use
    At = L.Edits.region(L.Unit.SM.getExpansionRange(S->getBeginLoc()).getAsRange());
  const SourceEdits::Fate Fate = At ? L.Edits.fateOf(*At) : SourceEdits::Moved;
  // The text of a macro that is written out cannot hold pieces of the source.
  Possible &= How != Rewrite::Moving || !(L.Edits.writtenOut(S->getSourceRange()) || namesOfMacro(S) || IsWrittenOut);
  const bool Edited = Fate == SourceEdits::Stays || (Fate == SourceEdits::Taken && (InPlace || IsTaken));
  if (Edited && (Rewrites || Always) && Possible && (InPlace || !HeadTaken)) {
    L.Unit.Lowered.add(Loc, "gcc-await", nameOf(F), {"g++ 12 " + What});
    nameFunctions(L, F, S);
    return true;
  }
  if (Fate != SourceEdits::Removed)
    L.report(Loc, Diag::gcc_await, {What, Instead});
  return false;
}

std::string Forms::name(const std::string &Base) const {
  return uniqueLocalName(L.Unit, Base + std::to_string(Count) + "_");
}

/// A closure in the text of a type has no value there: g++ 12 gives what is no value of the type, without a word, where the
/// type is the result of a generic coroutine closure. \p To declares a variable for each.
NameClosure Forms::namesClosures(std::string &To) {
  return [this, &To](std::string Text) {
    const std::string Name = uniqueLocalName(L.Unit, "closure" + std::to_string(++NamedClosures) + "_");
    To += "auto " + Name + " = " + std::move(Text) + "; ";
    return Name;
  };
}

/// \p E becomes \p Instead; what its parts are edited to goes with them.
void Forms::replace(const Expr *E, Pieces Instead, Pieces Closure) {
  L.Edits.replace(E->getSourceRange(), std::move(Instead));
  L.Called.insert(plain(E));
  Closures.push_back(std::move(Closure));
}

/// Whether \p E names an object that there is before.
static bool isName(const Expr *E) {
  E = plain(E);
  return isa<DeclRefExpr, MemberExpr, CXXDependentScopeMemberExpr, UnaryOperator>(E) && !E->isPRValue() &&
         !awaits(E); // (co_await f()).name, of a temporary
}

/// What stands around \p E, which is no pack, for it to come first.
std::pair<std::string, std::string> Forms::aroundInOrder(const Expr *E, As What) {
  requireHeader(L, {"async", "in_order"}, "async/in_order.hpp");
  const bool IsRead = What == As::Value || What == As::Itself;
  if (IsRead && plain(E)->refersToBitField() && !awaits(E)) // no reference binds to it
    return {"async::in_order(static_cast<decltype(" + L.Edits.text(E->getSourceRange()) + ")>(", ")).get()"};
  switch (What) {
  case As::Effect:
    return {"async::in_order((static_cast<void>(", "), 0)).get()"};
  case As::Target:
    return {"async::in_order(async::target_of(", ")).get()"};
  case As::Value:
    if (isName(E))
      return {"async::in_order(async::value_of(", ")).get()"};
    break;
  case As::Itself:
    break;
  }
  if (sequenceOf(E).Is == Sequence::Comma)
    return {"async::in_order((", ")).get()"};
  return {"async::in_order(", ").get()"};
}

Pieces Forms::inOrder(const Expr *E, As What) {
  if (auto *Pack = dyn_cast<PackExpansionExpr>(E)) {
    Pieces Each = inOrder(Pack->getPattern(), What);
    Each.push_back("...");
    return Each;
  }
  auto [Before, Behind] = aroundInOrder(E, What);
  return {Before, moved(E), Behind};
}

void Forms::writeInOrder(const Expr *E, As What) {
  L.Called.erase(plain(E));
  if (!E->getBeginLoc().isMacroID()) {
    keepHeld(E, Held.value_or(false));
    Pieces New = inOrder(E, What);
    return L.Edits.replace(E->getSourceRange(), std::move(New));
  }
  // Text of a macro's use cannot be taken, nor that of an argument: it may be the use that is written out. Whatever else
  // is put around it stays inside of this.
  if (auto *Pack = dyn_cast<PackExpansionExpr>(E))
    E = Pack->getPattern();
  auto [Before, Behind] = aroundInOrder(E, What);
  const int Order = InExpression - 1000 - ++Count;
  SourceLocation Begin = L.Edits.inFront(E->getBeginLoc()), End = L.Edits.behind(E->getEndLoc());
  if (Begin.isMacroID() || End.isMacroID()) // otherwise around the whole of a use
    Begin = E->getBeginLoc(), End = E->getEndLoc();
  L.Edits.insertBefore(Begin, {Before}, Order);
  L.Edits.insertAfter(End, {Behind}, -Order);
}

/// A shift by an awaited value is one of what a function is given.
void Forms::writeShift(const BinaryOperator *E, Place At) {
  if (!edits(E, E->getOperatorLoc(), !At.InPack, "shifts by something else than the awaited value",
             "store that in a variable in front of the statement"))
    return;
  ++Count;
  std::string Parameters;
  Pieces Call = given({{}, false, {E->getLHS(), E->getRHS()}}, true, Parameters);
  const std::string Form = name("form");
  Call.insert(Call.begin(), Piece(Form));
  Piece Text = moved(E);
  replace(E, std::move(Call),
          {"auto " + Form + " = [&](" + Parameters + ") -> decltype(auto) { return (", std::move(Text), "); };"});
}

/// A chain of `&&` or `||` as a call of a function that is given the first operand and evaluates the rest,
/// so that temporaries of an operand live as long as those behind it need them.
Pieces Forms::chain(llvm::ArrayRef<const Expr *> Operands, bool And, SourceRange Whole, bool Keeps) {
  const Expr *First = Operands.front();
  llvm::ArrayRef<const Expr *> Rest = Operands.drop_front();
  const bool Awaits = llvm::any_of(Rest, [this](const Expr *Each) { return suspends(Each); });
  if (Rest.empty())
    return {moved(First)};
  if (!Awaits && llvm::none_of(Rest, makesObjects))
    return {L.Edits.take({First->getBeginLoc(), Whole.getEnd()})};
  ++Count;
  const std::string Form = name("form"), Left = name("left");
  const std::string Return = Awaits ? "co_return " : "return ";
  Pieces Closure{"auto " + Form + " = [&](bool " + Left + opens(Keeps, ", ") + ") -> " + (Awaits ? coroutine("bool") : "bool") +
                 " { if (" + (And ? "!" : "") + Left + ") " + Return + (And ? "false" : "true") + "; " +
                 Return + "static_cast<bool>("};
  for (Piece &Each : chain(Rest, And, Whole, Keeps))
    Closure.push_back(std::move(Each));
  Closure.push_back("); };");
  Closures.push_back(std::move(Closure));
  return {(Awaits ? "(co_await " : "") + Form + "(static_cast<bool>(", moved(First),
          ")" + opened(Keeps, ", ") + (Awaits ? "))" : ")")};
}

void Forms::writeLogical(const BinaryOperator *E, llvm::ArrayRef<const Expr *> Operands, Place At) {
  const bool And = E->getOpcode() == BO_LAnd;
  const bool Awaits = llvm::any_of(Operands.drop_front(), [this](const Expr *Each) { return suspends(Each); });
  if (!edits(E, E->getOperatorLoc(), (!Awaits || !Coroutine.empty()) && !At.InPack,
             std::string(Awaits ? "evaluates" : "makes the objects of") + " the right side of '" +
                 (And ? "&&" : "||") + "' even if the left side is " + (And ? "false" : "true"),
             "store the left side in a variable, and test that in an 'if' statement"))
    return;
  bool Keeps = false;
  for (const Expr *Operand : Operands.drop_front(Held ? 0 : 1))
    Keeps |= keep(Operand, true, {}, true);
  Pieces Call = chain(Operands, And, E->getSourceRange(), Keeps);
  L.Edits.replace(E->getSourceRange(), std::move(Call));
}

/// \p Await is set if it is the await of the whole: both arms are awaited instead.
void Forms::writeConditional(const ConditionalOperator *E, const Expr *Await, Place At) {
  std::string Named;
  const std::string Type = resultOf(L, E, Await, namesClosures(Named));
  const Expr *Whole = Await ? Await : E;
  if (!edits(Whole, E->getQuestionLoc(), !Coroutine.empty() && !Type.empty() && !At.InPack && canKeepArms(E, Whole),
             Await ? "uses the operand that '?:' makes after it is gone"
                   : "evaluates both arms of '?:', or uses one that is gone",
             "write an 'if' statement"))
    return;
  ++Count;
  const std::string Form = name("form"), Chosen = name("chosen"), Result = name("result_of");
  const bool Keeps = keepArms(E, Whole);
  auto Give = [&](const Expr *Arm) -> std::string {
    return isa<CXXThrowExpr>(plain(Arm)) ? "" : Await ? "co_return co_await " : "co_return ";
  };
  Pieces Call{"(co_await " + Form + "(static_cast<bool>(", passed(E->getCond(), true), ")" + opened(Keeps, ", ") + "))"};
  Pieces Closure{Named + "using " + Result + " = " + Type + "; auto " + Form + " = [&](bool " + Chosen + opens(Keeps, ", ") +
                     ") -> " + coroutine(Result) + " { if (" + Chosen + ") { " +
                     Give(E->getTrueExpr()),
                 moved(E->getTrueExpr()),
                 "; } " + Give(E->getFalseExpr()),
                 moved(E->getFalseExpr()),
                 "; };"};
  replace(Whole, std::move(Call), std::move(Closure));
}

/// The arms go into a function with the objects that they make.
void Forms::writeApart(const ConditionalOperator *E, Place At) {
  if (!edits(E, E->getQuestionLoc(), !At.InPack && canKeepArms(E, E),
             "makes objects of both arms of '?:', or destroys one twice",
             "give the value a name in front of the statement"))
    return;
  ++Count;
  const std::string Form = name("form"), Chosen = name("chosen");
  std::string Type = E->isPRValue() && !E->isTypeDependent() ? "" : typeOf(L, E);
  if (Type.empty() || Type.find("[") != std::string::npos)
    Type = "decltype(auto)"; // an object, or there may be closures in the text
  else {
    requireHeader(L, {"async", "in_order"}, "async/in_order.hpp");
    Type = "async::kept_t<" + Type + ">";
  }
  const bool Keeps = keepArms(E, E);
  Pieces Call{Form + "(static_cast<bool>(", passed(E->getCond(), true), ")" + opened(Keeps, ", ") + ")"};
  Pieces Closure{"auto " + Form + " = [&](bool " + Chosen + opens(Keeps, ", ") + ") -> " + Type + " { return (" + Chosen + " ? ",
                 moved(E->getTrueExpr()), " : ", moved(E->getFalseExpr()), "); };"};
  replace(E, std::move(Call), std::move(Closure));
}

static const char *const LeftFirst = "evaluates the left side of an assignment before the right one";
static const char *const NameRight = "store the right side in a variable in front of the statement";

static bool hasClosure(const Stmt *S) { return S && (isa<LambdaExpr>(S) || llvm::any_of(S->children(), hasClosure)); }

/// The left side of an assignment comes after the right one.
void Forms::writeAssignment(const Expr *E, const Sequence &Parts, Place At) {
  const Expr *Right = Parts.First, *Left = Parts.Then[0];
  const bool Awaits = awaits(Left);
  if (!edits(E, E->getBeginLoc(), !At.InPack && !bracesOf(Right) && (!Awaits || !Coroutine.empty()),
             LeftFirst, NameRight))
    return;
  ++Count;
  const std::string Form = name("form"), Value = name("right"), Result = name("result_of");
  const std::string Call = Awaits ? "(co_await " + Form + "(" : Form + "(";
  const bool Keeps = keep(Left, true);
  const std::string Operator = std::string(" ") + assignmentOperator(E) + " ";
  const std::string Given = "static_cast<decltype(" + Value + ")>(" + Value + ")";
  std::string Named, Begin = "auto " + Form + " = [&](auto&& " + Value + opens(Keeps, ", ") + ") -> ", End = "; };";
  if (Awaits && At.Unused) {
    Begin += coroutine("void") + " { ";
    End = "; co_return; };";
  } else if (Awaits && hasClosure(Right)) { // g++ crashes on a closure in the middle of such a type
    Begin += coroutine("decltype((" + unevaluated(L, Left, true, namesClosures(Named)) + Operator + Given + "))") + " { co_return ";
  } else if (Awaits) {
    Begin = "using " + Result + " = " + typeOf(L, E, namesClosures(Named)) + "; " + Begin + coroutine(Result) + " { co_return ";
  } else {
    Begin += "decltype(auto) { return ";
  }
  Pieces Closure{Named + Begin, moved(Left), Operator + Given + End};
  replace(E, {Call, passed(Right, false), opened(Keeps, ", ") + (Awaits ? "))" : ")")}, std::move(Closure));
}

/// async::assigning(v[i()]) = co_await f(): the object that stands for the left side is given a function that
/// evaluates it.
void Forms::writeDropped(const Expr *E, const Sequence &Parts, Place At) {
  const Expr *Right = Parts.First, *Left = Parts.Then[0];
  auto Where = L.Edits.region(Left->getSourceRange());
  if (!conflict(weightOf(Left, false, Right), weightOf(Right, true, Left)) ||
      !(awaits(Right) || makesObjects(Right)) ||
      (Where && L.Edits.fateOf(*Where) != SourceEdits::Stays)) // a statement of its own
    return;
  if (!edits(E, E->getBeginLoc(), !At.InPack && !awaits(Left), LeftFirst, NameRight))
    return;
  ++Count;
  const bool Keeps = keep(Left, false);
  L.Edits.replace(Left->getSourceRange(),
                  {"async::later([&]() -> auto&& { return ", moved(Left), "; }" + opened(Keeps, ", ") + ")"});
}

/// A closure or aggregate: made by a call it is destroyed once.
void Forms::made(const Expr *E, const std::string &What, const std::string &Type, Place At, QualType Of) {
  auto *Lambda = dyn_cast<LambdaExpr>(E);
  const bool Marked =
      Lambda && L.Unit.Notes.on(Lambda->getCallOperator(), AnnotationKind::Closure);
  if (Marked && !awaits(E) && HeadTaken && !At.InPack) {
    // There is no place in front of the statement. References are destroyed twice without harm.
    L.Edits.insertBefore(E->getBeginLoc(), {"[&]() { return "}, 5000000);
    L.Edits.insertAfter(E->getEndLoc(), {"; }()"}, -5000000);
    return;
  }
  if (!edits(E, E->getBeginLoc(), !awaits(E) && !At.InPack && canKeep(E, false, Of), What,
             "give it a name in front of the statement", Rewrite::Moving, Marked))
    return;
  ++Count;
  const std::string Form = name("form");
  const bool Keeps = keep(E, false, Of);
  // The drop lowering may have made a reference to a place of it.
  Pieces Closure{"auto " + Form + " = [&](" + opens(Keeps) + ") -> " + (Type.empty() ? "decltype(auto)" : Type) + " { return ",
                 moved(E), "; };"};
  replace(E, {Form + "(" + opened(Keeps) + ")"}, std::move(Closure));
}

} // namespace asyncc
