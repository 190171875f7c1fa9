//===- Expressions.cpp - The forms of co_await in one expression -------------===//

#include "analysis/Awaitable.h"
#include "analysis/Names.h"
#include "lower/Order.h"
#include "lower/gcc/AwaitedValues.h"
#include "lower/gcc/Forms.h"
#include "lower/gcc/Kept.h"

#include "llvm/Support/SaveAndRestore.h"

using namespace clang;

namespace asyncc {

/// A full-expression: where nothing is awaited there are no forms.
void Forms::full(const Expr *E, Place At) {
  if (!awaits(E) && !assigns(E))
    return;
  Root = plain(E);
  expression(E, At);
}

/// Whether what \p E makes is destroyed twice: something else in its full-expression is awaited.
bool Forms::isBesideAwait(const Expr *E, Place At) const {
  return !L.Placed.count(E) && (At.InAwait || (E != Root && !awaits(E)));
}

/// Whether an assignment in \p S was made one that awaits a drop.
bool Forms::assigns(const Stmt *S) const {
  if (L.Assigned.empty() || !S || isa<LambdaExpr>(S))
    return false;
  auto *E = dyn_cast<Expr>(S);
  auto Found = L.Assigned.find(E);
  return (Found != L.Assigned.end() && Found->second) ||
         llvm::any_of(S->children(), [this](const Stmt *Child) { return assigns(Child); });
}

/// Whether there is a conditional await in \p S.
bool Forms::isForm(const Stmt *S) const {
  if (!S || isa<LambdaExpr>(S))
    return false;
  auto *Operator = dyn_cast<BinaryOperator>(S);
  auto *Either = dyn_cast<ConditionalOperator>(S);
  return (Operator && Operator->isLogicalOp() && suspends(Operator->getRHS())) ||
         (Either && (suspends(Either->getTrueExpr()) || suspends(Either->getFalseExpr()))) ||
         llvm::any_of(S->children(), [this](const Stmt *Child) { return isForm(Child); });
}

/// `a`, `b` and `c` of `a && b && c`.
static void operandsOf(const Expr *E, BinaryOperatorKind Op, std::vector<const Expr *> &Out) {
  auto *Operator = dyn_cast<BinaryOperator>(E->IgnoreImplicit());
  if (!Operator || Operator->getOpcode() != Op)
    return Out.push_back(E);
  operandsOf(Operator->getLHS(), Op, Out);
  Out.push_back(Operator->getRHS());
}

/// Whether a closure assigns, as the left side comes behind the right one.
bool Forms::isWrittenBehind(const Expr *E, const Sequence &Parts) const {
  return Parts.Is == Sequence::Assignment && !L.Assigned.count(E) &&
         conflict(weightOf(Parts.First, true, Parts.Then[0]), weightOf(Parts.Then[0], false, Parts.First)) &&
         (awaits(Parts.Then[0]) || makesObjects(Parts.Then[0]));
}

/// Parts first: what contains them takes along what was made of them.
void Forms::expression(const Expr *Written, Place At) {
  const Expr *E = plain(Written);
  if (auto *Lambda = dyn_cast<LambdaExpr>(E))
    return closure(Lambda, At);
  if (auto *Operator = dyn_cast<BinaryOperator>(E); Operator && Operator->isLogicalOp())
    return logical(Operator, At);
  if (auto *Not = dyn_cast<UnaryOperator>(E); Not && Not->getOpcode() == UO_LNot)
    return expression(Not->getSubExpr(), At);
  if (auto *Either = dyn_cast<ConditionalOperator>(E))
    return conditional(Either, At);
  if (auto *Yield = dyn_cast<CoyieldExpr>(E)) {
    const Expr *Operand = yielded(Yield);
    const Place Yielded{false, true};
    const QualType T = elementOfGenerator(L.Unit.AST, F);
    if (!T.isNull() && isa<InitListExpr>(plain(Operand))) {
      if (list(plain(Operand), T, Yielded))
        return;
      if (isOwningAggregate(T))
        return made(plain(Operand), Aggregate, textOf(T), Yielded, T);
    }
    return expression(Operand, Yielded);
  }
  if (const Expr *Operand = awaited(E))
    return awaitOf(E, Operand, At);
  if (list(E, {}, At))
    return;
  if (takesList(E, E->getType()) && elements(E, E->getType(), At))
    return;
  if (auto *New = dyn_cast<CXXNewExpr>(E); New && newObject(New, At))
    return;
  if (auto *Fold = dyn_cast<CXXFoldExpr>(E)) {
    if ((Fold->getOperator() == BO_LAnd || Fold->getOperator() == BO_LOr) && awaits(Fold))
      L.report(Fold->getEllipsisLoc(), Diag::gcc_await,
               {"evaluates every operand of a fold over '&&' or '||'",
                "write a function that is called for each element"});
    At.InPack = true;
  }
  At.InPack |= isa<PackExpansionExpr>(E);
  if (isBesideAwait(E, At) && isBraced(E) && isOwningAggregate(E->getType()))
    return made(E, Aggregate, isa<InitListExpr>(E) ? textOf(E->getType()) : "", At);
  if (auto *Throw = dyn_cast<CXXThrowExpr>(E))
    return thrown(Throw, At);
  auto *Call = dyn_cast<CallExpr>(E);
  if (Call)
    bareLists(Call, At);
  if (Call && At.InAwait)
    defaultArguments(Call, At);
  const Sequence Parts = sequenceOf(E);
  const Expr *Later = isWrittenBehind(E, Parts) ? plain(Parts.Then[0]) : nullptr;
  for (const Stmt *Child : E->children())
    if (auto *Inner = dyn_cast_or_null<Expr>(Child); Inner && !HasList.count(Inner)) {
      llvm::SaveAndRestore Target(Held, plain(Inner) == Later ? std::optional(true) : Held);
      expression(Inner, At.inside());
    }
  sequence(E, Parts, At);
}

void Forms::logical(const BinaryOperator *E, Place At) {
  std::vector<const Expr *> Operands;
  operandsOf(E, E->getOpcode(), Operands);
  // g++ gets a chain right that is all there is, if only the last operand awaits, and no other makes objects.
  const llvm::ArrayRef<const Expr *> Before = llvm::ArrayRef(Operands).drop_back();
  auto IsForm = [this](const Expr *Operand) { return isForm(Operand); };
  auto Suspends = [this](const Expr *Operand) { return suspends(Operand); };
  const bool IsRight = At.Whole && suspends(Operands.back()) && llvm::none_of(Before, IsForm) &&
                       llvm::none_of(Before, makesObjects);
  const llvm::ArrayRef<const Expr *> Rest = llvm::ArrayRef(Operands).drop_front();
  const bool Written =
      !IsRight && (llvm::any_of(Rest, Suspends) || llvm::any_of(Rest, makesObjects));
  for (const Expr *Operand : Operands) {
    llvm::SaveAndRestore Later(Held, Written && Operand != Operands.front() ? std::optional(true) : Held);
    expression(Operand, {IsRight && Operand == Operands.back(), At.InAwait || Written, At.InPack});
  }
  if (Written)
    writeLogical(E, Operands, At);
}

void Forms::conditional(const ConditionalOperator *E, Place At) {
  const Expr *First = E->getTrueExpr(), *Second = E->getFalseExpr();
  const bool Awaits = suspends(First) || suspends(Second);
  const bool Simple = E->getType()->isScalarType() || E->getType()->isVoidType();
  const bool IsRight = At.Whole && Simple && !(suspends(First) && suspends(Second)) &&
                       !isForm(E->getCond()) && !makesObjects(E->getCond()) && !isForm(First) &&
                       !isForm(Second);
  const bool Written = Awaits && !IsRight;
  const bool Apart = !Awaits && (makesObjects(First) || makesObjects(Second));
  expression(E->getCond(), {false, At.InAwait || Written, At.InPack});
  {
    llvm::SaveAndRestore Arms(Held, Written || Apart ? std::optional(isNumber(E)) : Held);
    expression(First, At.inside());
    expression(Second, At.inside());
  }
  if (Written)
    writeConditional(E, nullptr, At);
  else if (Apart)
    writeApart(E, At);
}

void Forms::awaitOf(const Expr *E, const Expr *Operand, Place At) {
  const Place Inside{false, true, At.InPack};
  auto *Either = dyn_cast<ConditionalOperator>(plain(Operand));
  if (!Either)
    return expression(Operand, Inside);
  expression(Either->getCond(), Inside);
  {
    llvm::SaveAndRestore Arms(Held, std::optional(isNumber(E)));
    expression(Either->getTrueExpr(), Inside);
    expression(Either->getFalseExpr(), Inside);
  }
  writeConditional(Either, E, At);
}

/// Whether \p S awaits something in front of \p E, which is no part of it.
static bool awaitsBefore(const Stmt *S, const Expr *E, const SourceManager &SM) {
  if (!S || isa<LambdaExpr>(S) || !SM.isBeforeInTranslationUnit(S->getBeginLoc(), E->getBeginLoc()))
    return false;
  auto *Await = dyn_cast<Expr>(S);
  return (Await && awaited(Await) && SM.isBeforeInTranslationUnit(S->getEndLoc(), E->getBeginLoc())) ||
         llvm::any_of(S->children(), [&](const Stmt *Child) { return awaitsBefore(Child, E, SM); });
}

/// A closure that captures what is awaited is made by a function, as is one that is awaited.
void Forms::closure(const LambdaExpr *E, Place At) {
  bool Awaits = false;
  std::vector<const Expr *> Inits;
  for (const LambdaCapture &Each : E->captures())
    if (E->isInitCapture(&Each)) {
      const Expr *Init = cast<VarDecl>(Each.getCapturedVar())->getInit();
      Inits.push_back(Init);
      Awaits |= awaits(Init);
      expression(Init, At.inside());
    }
  if (!Awaits) {
    const bool Repeats = At.InPack; // behind what the same expression awaited before
    At.InPack &= E->containsUnexpandedParameterPack();
    if (ownsSomething(E))
      made(E, "destroys a closure that is made in an awaited expression twice", "", At);
    else if (isCoroutine(E->getCallOperator()) && (Repeats || awaitsBefore(Root, E, L.Unit.SM)))
      made(E, "awaits the task of a closure behind another await twice", "", At);
    return;
  }
  if (!edits(E, E->getBeginLoc(), !At.InPack, "destroys a closure that captures an awaited value twice",
             "store the value in a variable in front of the statement"))
    return;
  ++Count;
  std::string Parameters;
  Pieces Call = given({{}, false, Inits}, true, Parameters);
  const std::string Form = name("form");
  Call.insert(Call.begin(), Piece(Form));
  replace(E, std::move(Call), {"auto " + Form + " = [&](" + Parameters + ") -> decltype(auto) { return ", moved(E), "; };"});
}

/// The object that is thrown is made in front of the statement, and moved.
void Forms::thrown(const CXXThrowExpr *E, Place At) {
  const Expr *Operand = E->getSubExpr();
  if (!Operand)
    return;
  const bool InOrder =
      awaits(Operand) && (Operand->isTypeDependent() || Operand->getType()->isRecordType()) &&
      edits(Operand, E->getThrowLoc(), true, "destroys an object that it throws and awaits for twice",
            "store it in a variable in front of the statement");
  expression(Operand, At.inside());
  if (InOrder)
    writeInOrder(Operand, As::Itself);
}

/// Whether \p First has to be given a place in front of \p Then in a statement that awaits. A temporary that was given one
/// is made by a call.
bool Forms::isLate(const Expr *First, bool Value, const Expr *Then) const {
  return (!isObject(First) || L.Placed.count(plain(First))) && (awaits(Then) || makesObjects(Then)) &&
         conflict(weightOf(First, Value, Then), weightOf(Then, true, First));
}

/// Whether `->` behind \p E calls a function that is not the standard library's, which may do anything.
static bool hasOwnArrow(const Expr *E) {
  const CXXRecordDecl *Class = E->getType()->getAsCXXRecordDecl();
  return Class && !Class->isInStdNamespace();
}

/// Whether \p E awaits what may be an object of a class: g++ cannot have that behind something without an effect.
static bool crashesBehindComma(const Expr *E) {
  return awaited(plain(E)) && (E->isTypeDependent() || E->getType()->isRecordType());
}

/// Whether the parts of \p E come in the wrong order, and what is to be done about it.
void Forms::sequence(const Expr *E, const Sequence &Parts, Place At) {
  if (Parts.Is == Sequence::None) {
    if (auto *Member = dyn_cast<CXXDependentScopeMemberExpr>(E); Member && !Member->isImplicitAccess())
      postfix(Member->getBase());
    else if (auto *Member = dyn_cast<MemberExpr>(E); Member && !Member->isImplicitAccess())
      postfix(Member->getBase());
    return;
  }
  const char *Late = "evaluates what stands in front of an await, or of an object that is made, after it";
  const char *Instead = "store it in a variable in front of the statement";
  auto IsLate = [&](bool Value) {
    return llvm::any_of(Parts.Then, [&](const Expr *Then) {
      return isLate(Parts.First, Value, Then) && (Rewrites || !isOutOfReach(Parts.First, Then));
    });
  };
  auto Edits = [&](const Expr *At) {
    return edits(E, At->getBeginLoc(), L.Edits.takesInsertions(Parts.First->getSourceRange()), Late, Instead, Rewrite::InPlace);
  };
  switch (Parts.Is) {
  case Sequence::None:
    return;
  case Sequence::Assignment:
    if (L.Assigned.count(E))
      writeDropped(E, Parts, At);
    else if (isWrittenBehind(E, Parts))
      writeAssignment(E, Parts, At);
    else if (auto *Shift = dyn_cast<BinaryOperator>(E);
             Shift && Shift->isShiftAssignOp() && awaits(Shift->getRHS()))
      writeShift(Shift, At);
    return;
  case Sequence::Comma:
    if ((IsLate(false) || (Rewrites && crashesBehindComma(Parts.Then[0]))) && Edits(Parts.Then[0]))
      writeInOrder(Parts.First, As::Effect);
    return;
  case Sequence::Shift: {
    const bool Number = Parts.First->isTypeDependent() || Parts.First->getType()->isScalarType();
    if (auto *Shift = dyn_cast<BinaryOperator>(E); Shift && awaits(Shift->getRHS()))
      writeShift(Shift, At);
    else if (IsLate(Number) && Edits(Parts.Then[0]))
      writeInOrder(Parts.First, Number ? As::Value : As::Itself);
    return;
  }
  case Sequence::Arrow:
    if (IsLate(true) || (Rewrites && hasOwnArrow(Parts.First) &&
                         llvm::any_of(Parts.Then, [](const Expr *Then) { return awaits(Then) || makesObjects(Then); }))) {
      if (Edits(Parts.First))
        writeInOrder(Parts.First, As::Target);
      return;
    }
    break;
  case Sequence::Object:
  case Sequence::Subscript: {
    const bool Value = Parts.Is == Sequence::Subscript;
    if (IsLate(Value)) {
      if (Edits(Parts.First))
        writeInOrder(Parts.First, Value ? As::Value : As::Itself);
      return;
    }
    break;
  }
  }
  // Only the callee (`(co_await f())(x)`); what is in front of a member has been visited.
  if (auto *Subscript = dyn_cast<ArraySubscriptExpr>(E))
    postfix(Subscript->getLHS());
  else if (auto *Call = dyn_cast<CallExpr>(E))
    postfix(Call->getCallee());
}

/// (co_await dependent()).x
void Forms::postfix(const Expr *Base) {
  auto *Paren = dyn_cast<ParenExpr>(Base->IgnoreImplicit());
  const Expr *Value = Paren ? plain(Paren->getSubExpr()) : nullptr;
  if (!Value || !F->isDependentContext())
    return;
  // An assignment that drops what was there is awaited, too.
  if (const auto Dropped = L.Assigned.find(Value); !becomesAwait(Value) && !(Dropped != L.Assigned.end() && Dropped->second))
    return;
  if (!edits(Paren, Paren->getBeginLoc(), true, "rejects a member of an awaited value in a template",
             "give the value a name", Rewrite::InPlace))
    return;
  constexpr int Innermost = 2 * InExpression; // what else begins there is around the whole
  if (Paren == Extended) {
    L.Edits.insertBefore(Paren->getBeginLoc(), {"async::holding"}, Innermost);
    L.Edits.insertAfter(Paren->getEndLoc(), {".value"}, -Innermost);
    requireHeader(L, {"async", "holding"}, "async/in_order.hpp");
    return;
  }
  L.Edits.insertBefore(Paren->getBeginLoc(), {"async::itself"}, Innermost);
  requireHeader(L, {"async", "itself"}, "async/task.hpp");
}

/// A reference is bound to \p Init: `(co_await f()).a.b` lives as long, behind a comma, too.
void Forms::extends(const Expr *Init) {
  const Expr *E = plain(Init);
  while (true) {
    const Expr *Inner = plain(E);
    if (isComma(Inner))
      E = sequenceOf(Inner).Then[0]->IgnoreImplicit();
    else if (auto *Member = dyn_cast<MemberExpr>(Inner); Member && !Member->isArrow())
      E = Member->getBase()->IgnoreImplicit();
    else if (auto *Member = dyn_cast<CXXDependentScopeMemberExpr>(Inner);
             Member && !Member->isImplicitAccess() && !Member->isArrow())
      E = Member->getBase()->IgnoreImplicit();
    else
      break;
  }
  Extended = E;
}

/// Whether \p E may be a part of an object that a statement makes, rather than an object of its own.
static bool mayBeXValue(const Expr *E) {
  if (!E->isTypeDependent())
    return E->isXValue() && E->getType()->isRecordType();
  if (auto *Cast = dyn_cast<ExplicitCastExpr>(E))
    return Cast->getTypeAsWritten()->isRValueReferenceType();
  return movedOperand(E) || isa<MemberExpr, CXXDependentScopeMemberExpr>(E);
}

/// T x = (f(), (co_await g()).part);
void Forms::behindComma(const Expr *Init) {
  const Expr *Last = plain(Init);
  auto *Paren = dyn_cast<ParenExpr>(Init->IgnoreImplicit());
  if (!Paren || !isComma(Last))
    return;
  while (isComma(Last))
    Last = plain(sequenceOf(Last).Then[0]);
  if (!awaits(Last) || !mayBeXValue(Last) ||
      !edits(Paren, Paren->getBeginLoc(), true,
             "destroys a variable twice that is made of a part of what is awaited behind a comma",
             "evaluate what stands in front of the comma in a statement of its own", Rewrite::InPlace))
    return;
  L.Edits.insertBefore(Paren->getBeginLoc(), {"async::itself("}, 2 * InExpression);
  L.Edits.insertAfter(Paren->getEndLoc(), {")"}, -2 * InExpression);
  requireHeader(L, {"async", "itself"}, "async/task.hpp");
}

} // namespace asyncc
