//===- AwaitedResults.cpp - What a body gives while drops are pending -------===//
//
// The operand of a `co_return` is evaluated before the first drop and waits for the last one in a slot in
// front of everything. An abandoned `co_yield` leaves its scopes as a `co_return` does.
//
//===----------------------------------------------------------------------===//

#include "lower/drop/AwaitedScopes.h"
#include "parse/Words.h"
#include "analysis/Awaitable.h"
#include "analysis/Maybe.h"
#include "analysis/Names.h"
#include "analysis/ParameterNames.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace asyncc {

bool AwaitedScopes::returnsValue() const {
  if (isLibraryStream(B.Function->getReturnType()))
    return false;
  if (MaybeResult Maybe = maybeResult(L.Unit.AST, B.Function->getReturnType()))
    return !Maybe.IsGenerator && !Maybe.Value.isNull() && !Maybe.Value->isVoidType();
  QualType Value = awaitedValue(L.Unit, B.Function->getReturnType());
  if (!Value.isNull())
    return !Value->isVoidType();
  for (const CoreturnStmt *S : Returns)
    if (!givesNothing(S))
      return true;
  return false;
}

static bool isLocal(QualType T) {
  const CXXRecordDecl *Record = T->getAsCXXRecordDecl();
  return Record && Record->isLocalClass();
}

/// The type of what \p Return gives as a value of its own.
static QualType givenType(const ASTContext &AST, const CoreturnStmt *Return) {
  return AST.getAdjustedParameterType(Return->getOperand()->getType()).getUnqualifiedType();
}

/// The type to keep operands as that a promise takes which takes anything: the value that the coroutine type names,
/// since what the operand refers to may have ended after the drops, or else their own. Empty if they differ in type,
/// or if no text in front of the body names it.
std::string AwaitedScopes::foreignOperand() const {
  std::vector<QualType> Types;
  bool IsDependent = false; // what an instance makes of one is made to be what the coroutine type names
  for (const CoreturnStmt *S : Returns) {
    if (givesNothing(S))
      continue;
    const QualType T = givenType(L.Unit.AST, S);
    if (isa<InitListExpr>(S->getOperand()))
      return "";
    if (T->isDependentType())
      IsDependent = true;
    else
      Types.push_back(T);
  }
  if (Types.empty() && !IsDependent)
    return "";
  QualType Kept = namedValue(L.Unit, B.Function->getReturnType(), Types);
  if (Kept.isNull() && !IsDependent &&
      llvm::all_of(Types, [&](QualType T) { return L.Unit.AST.hasSameType(T, Types.front()); }))
    Kept = Types.front();
  return Kept.isNull() || isLocal(Kept) ? "" : qualifiedTypeName(L.Unit, Kept);
}

/// In a coroutine type that is not the library's the promise knows what it takes. Empty: what awaiting gives. Null if
/// none can be told.
std::optional<std::string> AwaitedScopes::foreignSlot() const {
  const QualType Declared = B.Function->getReturnType();
  const PromisedValue Promised = promisedValue(L.Unit, Declared);
  if (!Promised.Type.isNull())
    if (std::string Name = qualifiedTypeName(L.Unit, Promised.Type); !Name.empty())
      return Name + (Promised.Keeps ? " &" : "");
  if (std::string Name = foreignOperand(); !Name.empty())
    return Name;
  const QualType Awaited = awaitedValue(L.Unit, Declared);
  if (Awaited.isNull())
    return std::nullopt;
  const QualType Value = Awaited.getNonReferenceType().getUnqualifiedType();
  const bool Makes = Value->isDependentType() || llvm::all_of(Returns, [&](const CoreturnStmt *S) {
    return givesNothing(S) || isa<InitListExpr>(S->getOperand()) || S->getOperand()->isTypeDependent() ||
           makes(L.Unit, Value, givenType(L.Unit.AST, S));
  });
  return Makes ? std::optional<std::string>("") : std::nullopt;
}

/// Whether what is returned is a reference, so that nothing is moved.
bool AwaitedScopes::keepsReference() const {
  const QualType Declared = B.Function->getReturnType();
  if (!Declared->isDependentType() && !isLibraryCoroutine(Declared))
    return promisedValue(L.Unit, Declared).Keeps;
  const QualType Value = awaitedValue(L.Unit, Declared);
  return !Value.isNull() && Value->isReferenceType();
}

/// The line break that a block needs behind a loop or an `if` on its line, which compilers would take it to belong to.
static std::string lineBreak(const SourceManager &SM, SourceLocation Loc) {
  const auto [File, Offset] = SM.getDecomposedLoc(Loc);
  const StringRef Line = SM.getBufferData(File).take_front(Offset).rsplit('\n').second;
  static const std::set<StringRef> Guards = {"for", "while", "if", "else"};
  return Loc.isFileID() && anyWord(Line, [](StringRef Word) { return Guards.count(Word) != 0; }) &&
                 Line.rtrim().ends_with(";")
             ? "\n"
             : "";
}

/// Whether \p Operand may turn out to be void in an instance.
static bool mayBeVoid(const Expr *Operand) {
  const Expr *E = plain(Operand);
  if (auto *Either = dyn_cast<ConditionalOperator>(E))
    return mayBeVoid(Either->getFalseExpr());
  if (auto *Comma = dyn_cast<BinaryOperator>(E); Comma && Comma->isCommaOp())
    return mayBeVoid(Comma->getRHS());
  return E->isTypeDependent() && isa<CallExpr, CoroutineSuspendExpr, DependentCoawaitExpr>(E);
}

/// co_return e;  ->  { slot.set(e); <After>; }    co_return;  ->  { <After>; }
void AwaitedScopes::giveBack(const CoreturnStmt *S, const std::string &After) {
  const Expr *Operand = S->getOperand();
  SourceLocation Keyword = S->getKeywordLoc();
  SourceLocation Semi = L.Edits.tokenAfter(Operand ? Operand->getEndLoc() : Keyword, tok::semi);
  if (!Operand) {
    L.Edits.replaceWithSpaces(Keyword, {lineBreak(L.Unit.SM, Keyword) + "{ " + After});
    L.Edits.insertAfter(Semi, {" }"});
    return;
  }
  std::string Open = lineBreak(L.Unit.SM, Keyword) + "{ ", Close;
  if (returnsValue() && B.Function->getReturnType()->isDependentType() && mayBeVoid(Operand)) {
    Close = ", " + Slot + ".from_left()";
  } else if (returnsValue()) {
    Open += Slot + ".set(";
    Close = ")";
    if (isComma(Operand)) {
      Open += "(";
      Close = "))";
    }
    auto *Ref = dyn_cast<DeclRefExpr>(Operand->IgnoreParenImpCasts());
    auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
    if (Var && Var->hasLocalStorage() && !Var->getType()->isLValueReferenceType() && !keepsReference() &&
        !Ref->refersToEnclosingVariableOrCapture()) {
      // What is returned by name is moved, but not through a forwarding reference to an lvalue.
      const bool Forwarding =
          Var->getType()->isReferenceType() && Var->getType()->isDependentType();
      Open +=
          Forwarding ? "static_cast<decltype(" + Var->getNameAsString() + ")&&>(" : "std::move(";
      Close = "))";
    }
  }
  L.Edits.replaceWithSpaces(Keyword, {Open});
  if (!Close.empty())
    L.Edits.insertAfter(Operand->getEndLoc(), {Close}, 100000);
  L.Edits.insertAfter(Semi, {" " + After + "; }"});
}

/// The type of a braced list that is yielded.
std::string AwaitedScopes::elementType() const {
  const QualType Result = B.Function->getReturnType(), Value = awaitedValue(L.Unit, Result);
  if (!Value.isNull())
    return qualifiedTypeName(L.Unit, Value);
  const MaybeResult Maybe = maybeResult(L.Unit.AST, Result);
  const std::string Name = Maybe ? typeNameIn(L.Unit, Maybe.Value, B.Function) : "";
  return Name.empty() ? "typename " + B.resultType() + "::value_type" : Name;
}

/// co_yield e;  ->  <Before>co_yield async::or_leave(e<Behind>;<AtEnd>. A braced list has to be given its type, which goes
/// along with it.
void AwaitedScopes::orLeave(const Stmt *S, const CoyieldExpr *Yield, const std::string &Before, const std::string &Behind,
                            const std::string &AtEnd) const {
  const Expr *Operand = yielded(Yield);
  L.Edits.insertBefore(S->getBeginLoc(), {Before}, 2000000);
  L.Edits.insertBefore(Operand->getBeginLoc(), {"async::or_leave("}, 3000000);
  const bool IsPlaced = llvm::any_of(
      L.Placed, [&](const Expr *Each) { return Each->getBeginLoc() == Operand->getBeginLoc(); });
  if (!IsPlaced && StringRef(L.Edits.text(Operand->getSourceRange())).starts_with("{"))
    L.Edits.insertBefore(Operand->getBeginLoc(), {elementType()}, 6000000, Operand->getSourceRange());
  const std::string Copy = plain(Operand)->refersToBitField() ? qualifiedTypeName(L.Unit, plain(Operand)->getType()) : "";
  if (!Copy.empty()) // a reference does not bind to it
    L.Edits.insertBefore(Operand->getBeginLoc(), {"static_cast<" + Copy + ">("}, 4000000);
  L.Edits.insertAfter(Operand->getEndLoc(), {(Copy.empty() ? "" : ")") + Behind});
  L.Edits.insertAfter(L.Edits.tokenAfter(Operand->getEndLoc(), tok::semi), {AtEnd});
}

/// In a blocking generator: co_yield e;  ->  { if ((co_yield async::or_leave(e), async::stays())) co_return; }
void AwaitedScopes::abandonNow(const Stmt *S, const CoyieldExpr *Yield) {
  orLeave(S, Yield, "{ if ((", "), async::stays())) co_return", " }");
  requireHeader(L, {"async", "stays"}, "async/generator.hpp");
}

/// co_yield e;  ->  { bool const leaves_ = co_yield async::or_leave(e); if (leaves_) { <Then> } }
void AwaitedScopes::abandon(const Stmt *S, const CoyieldExpr *Yield, const std::string &Then) {
  if (!B.awaitsWhenAbandoned())
    return; // an error
  const std::string Leaves = B.name("leaves");
  orLeave(S, Yield, "{ bool const " + Leaves + " = ", ")", " if (" + Leaves + ") { " + Then + " } }");
}

/// Whether a result that an error keeps from being returned has to be dropped; in a template, in some instance.
bool AwaitedScopes::resultDrops() const {
  auto Drops = [&](QualType Value) {
    const DropInfo Info = Value.isNull() || Value->isReferenceType() ? DropInfo() : B.Types.of(Value);
    return Info && Info.Is != DropInfo::Opaque && !B.isCalled(Info);
  };
  const QualType Declared = B.Function->getReturnType();
  if (!Declared->isDependentType())
    return Drops(awaitedValue(L.Unit, Declared));
  if (const MaybeResult Maybe = maybeResult(L.Unit.AST, Declared); Maybe && Drops(Maybe.Value))
    return true;
  const auto Instances = B.Instantiated.find(B.Function->getLocation());
  return Instances != B.Instantiated.end() &&
         llvm::any_of(Instances->second, [&](QualType Each) { return Drops(awaitedValue(L.Unit, Each)); });
}

/// The slot for results, in front of everything.
void AwaitedScopes::head() {
  bool Needs = false;
  for (const Exit &E : Tree.Exits)
    if (auto *Return = dyn_cast_or_null<CoreturnStmt>(E.At); Return && Return->getOperand())
      Needs = Nests.at(rootOf(E.From)).Returns = true;
  if (!Needs || !returnsValue())
    return;
  std::string Type = B.resultType();
  QualType Declared = B.Function->getReturnType();
  if (!Declared->isDependentType() && !isLibraryCoroutine(Declared)) {
    const std::optional<std::string> Kept = foreignSlot();
    if (!Kept) {
      const VarDecl *Var = Tree.Scopes.front()->Var;
      L.report(Var ? Var->getLocation() : B.Function->getLocation(), Diag::drop_place,
               {Var ? Var->getNameAsString() : nameOf(B.Function),
                typeName(L.Unit, Var ? Var->getType() : Declared),
                "a coroutine whose result only its promise knows, and whose co_returns give values of several types"});
    } else if (!Kept->empty())
      Type += ", " + *Kept;
  }
  SlotDrops = resultDrops();
  SlotType = Type;
  // A rendering without some drop begins in the middle of the block.
  SlotInNests = !L.WithoutDrop.empty() ||
                llvm::any_of(Tree.Scopes, [&](const auto &S) { return mayHaveNoDrop(*S); });
  if (SlotInNests)
    return;
  const Anchor Begin = endsOf(B.Block).Begin;
  insertAt(L, Begin, {slot() + (Begin.After ? "" : "\n")}, -1000);
}

} // namespace asyncc
