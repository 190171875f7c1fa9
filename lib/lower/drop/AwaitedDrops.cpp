//===- AwaitedDrops.cpp - co_await at the end of a scope ------------------===//
//
//     connection c = …;
//     std::exception_ptr error1_;            // the error that is leaving the scope, if any
//     try {
//       …                                    // co_return v  ->  { result_.set(v); goto drop1_; }
//     } catch (...) { error1_ = std::current_exception(); }
//   drop1_:
//     try { co_await async::dropping(c, error1_); }
//     catch (...) { async::drop_failed<decltype(c)>(error1_); }
//     if (error1_) std::rethrow_exception(error1_);
//     co_return result_.take();
//
// A handler cannot await, so the handler only stores the error. One `try` per object keeps the order
// of the language: drop(b) ~b drop(a) ~a, with ordinary destructors in between. A statement that
// leaves several scopes sets a number and jumps to the innermost drop; behind each drop the number is
// looked at: the way goes on to the next drop, or to where the statement wanted to go. (The published
// models of this shape are Roslyn's AsyncExceptionHandlerRewriter and TypeScript's `await using`.)
//
//===----------------------------------------------------------------------===//

#include "analysis/Awaitable.h"
#include "analysis/Maybe.h"
#include "analysis/Scopes.h"
#include "lower/drop/Body.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace asyncc {
namespace {

const Expr *operandOf(const Stmt *Return) {
  if (auto *Co = dyn_cast<CoreturnStmt>(Return))
    return Co->getOperand();
  return cast<ReturnStmt>(Return)->getRetValue();
}

class Returns : public RecursiveASTVisitor<Returns> {
public:
  std::vector<const CoreturnStmt *> List;
  bool VisitCoreturnStmt(CoreturnStmt *S) {
    List.push_back(S);
    return true;
  }
  std::vector<const CXXCatchStmt *> Handlers;
  bool VisitCXXCatchStmt(CXXCatchStmt *S) {
    Handlers.push_back(S);
    return true;
  }
  bool TraverseLambdaExpr(LambdaExpr *) { return true; }
};

class AwaitedDrops {
public:
  explicit AwaitedDrops(Body &B) : B(B), L(B.L) {}
  void run();

private:
  std::string error(int Number) const { return B.name("error" + std::to_string(Number)); }
  std::string label(const DropScope *S) const { return B.name("drop" + std::to_string(S->Number)); }
  bool returnsValue() const;
  std::string resultType() const;
  std::string foreignOperand() const;
  bool dropsOperand(const CoreturnStmt *S) const;
  void open(const DropScope &S);
  void close(const DropScope &S);
  std::string drop(const std::string &Object, const std::string &Error, bool ResetsExit,
                   bool Dependent = false) const;
  std::string dispatch(const DropScope &S) const;
  std::string arrive(const ExitTarget &Target) const;
  void leave(const Exit &E);
  void giveBack(const CoreturnStmt *S, const std::string &After);
  std::string number(const ExitTarget &Target) const {
    return Numbered ? ExitName + " = " + std::to_string(Target.Number) + "; " : "";
  }

  Body &B;
  Lowering &L;
  ScopeTree Tree;
  bool Numbered = false;
  bool HasSlot = false;
  int Operands = 0;
  std::string ExitName, Slot;
};

bool AwaitedDrops::returnsValue() const {
  if (MaybeResult Maybe = maybeResult(L.Unit.AST, B.Function->getReturnType()))
    return !Maybe.Value.isNull() && !Maybe.Value->isVoidType();
  QualType Value = awaitedValue(L.Unit, B.Function->getReturnType());
  if (!Value.isNull())
    return !Value->isVoidType();
  Returns Found;
  Found.TraverseStmt(const_cast<CompoundStmt *>(B.Block));
  for (const CoreturnStmt *S : Found.List)
    if (S->getOperand() && !S->getOperand()->getType()->isVoidType())
      return true;
  return false;
}

/// In a coroutine type that is not the library's, only its promise knows what it takes: the slot keeps
/// the operand itself. Empty if the operands differ in type, or if that cannot be told.
std::string AwaitedDrops::foreignOperand() const {
  Returns Found;
  Found.TraverseStmt(const_cast<CompoundStmt *>(B.Block));
  QualType Common;
  for (const CoreturnStmt *S : Found.List) {
    if (!S->getOperand() || S->getOperand()->getType()->isVoidType())
      continue;
    QualType T = S->getOperand()->getType().getUnqualifiedType();
    auto *Call = dyn_cast_or_null<CallExpr>(
        S->getPromiseCall() ? S->getPromiseCall()->IgnoreImplicit() : nullptr);
    const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
    if (Callee && Callee->getNumParams() == 1) {
      QualType Param = Callee->getParamDecl(0)->getType();
      if (Param->isLValueReferenceType() && !Param->getPointeeType().isConstQualified())
        T = Param;
      else if (!Param->isReferenceType())
        T = Param.getUnqualifiedType();
    }
    if (isa<InitListExpr>(S->getOperand()) || T->isDependentType() ||
        (!Common.isNull() && !L.Unit.AST.hasSameType(Common, T)))
      return "";
    Common = T;
  }
  return Common.isNull() ? "" : typeName(L.Unit, Common);
}

std::string AwaitedDrops::resultType() const {
  std::string Text = L.Edits.text(B.Function->getReturnTypeSourceRange());
  return Text.empty() || Text == "auto" ? typeName(L.Unit, B.Function->getReturnType()) : Text;
}

/// `co_return connection{…};` makes an object that is moved into the promise and then dies.
bool AwaitedDrops::dropsOperand(const CoreturnStmt *S) const {
  const Expr *Operand = S->getOperand();
  if (!Operand || isa<InitListExpr>(Operand))
    return false;
  Operand = Operand->IgnoreImplicit();
  if (!Operand->isPRValue())
    return false;
  DropInfo Info = B.Types.of(Operand->getType());
  return Info.Is == DropInfo::Own && !B.isCalled(Info);
}

void AwaitedDrops::open(const DropScope &S) {
  const bool Comment = !isa<ParmVarDecl>(S.Var);
  L.Edits.insertAfter(S.Begin,
                      {"\nstd::exception_ptr " + error(S.Number) + "; // [[async::drop]] " +
                       (Comment ? "" : "parameter ") + S.Var->getNameAsString() + "\ntry {"},
                      S.Number);
}

std::string AwaitedDrops::drop(const std::string &Object, const std::string &Error,
                               bool ResetsExit, bool Dependent) const {
  QualType Result = B.Function->getReturnType();
  const bool Foreign = !Result->isDependentType() && !isLibraryCoroutine(Result);
  std::string Await = Foreign ? "if (async::drop_needed(" + Object + ")) co_await async::drop_result(" +
                                    Object + ", " + Error + ");"
                              : "co_await async::dropping" +
                                    (Dependent ? "<decltype(" + Object + ")>" : "") + "(" + Object + ", " + Error + ");";
  return "try { " + Await + " } catch (...) { async::drop_failed<decltype(" + Object + ")>(" +
         Error + "); }\n  if (" + Error + ") " +
         (ResetsExit ? "{ " + ExitName + " = 0; std::rethrow_exception(" + Error + "); }"
                     : "std::rethrow_exception(" + Error + ");");
}

/// What the statement wanted to do, now that all drops are done.
std::string AwaitedDrops::arrive(const ExitTarget &Target) const {
  const std::string Reset = Numbered ? ExitName + " = 0; " : "";
  switch (Target.Kind) {
  case ExitKind::Return:
    return returnsValue() ? "co_return " + Slot + ".take();" : "co_return;";
  case ExitKind::Break:
    return Reset + "break;";
  case ExitKind::Continue:
    return Reset + "continue;";
  case ExitKind::Goto:
    return Reset + "goto " + Target.Label->getNameAsString() + ";";
  }
  llvm_unreachable("every exit arrives somewhere");
}

std::string AwaitedDrops::dispatch(const DropScope &S) const {
  std::string Out, Onward;
  std::vector<std::pair<std::string, std::string>> Ways; // condition, action
  for (const ExitTarget *Target : S.Through) {
    std::string Is = ExitName + " == " + std::to_string(Target->Number);
    if (llvm::is_contained(S.Here, Target))
      Ways.push_back({Is, arrive(*Target)});
    else
      Onward += (Onward.empty() ? "" : " || ") + Is;
  }
  if (!Onward.empty())
    Ways.push_back({Onward, "goto " + label(S.Parent) + ";"});
  if (Ways.empty() && !S.Completes)
    Out += "\n  __builtin_unreachable(); // only exceptions leave this scope";
  for (size_t I = 0; I < Ways.size(); ++I) {
    auto &[Condition, Action] = Ways[I];
    if (I + 1 == Ways.size() && !S.Completes)
      Out += "\n  " + Action; // no other way leads here
    else
      Out += "\n  if (" + Condition + ") { " + Action + " }";
  }
  return Out;
}

void AwaitedDrops::close(const DropScope &S) {
  std::string Text = "  } catch (...) { " + error(S.Number) + " = std::current_exception(); }\n";
  bool Jumped = false;
  for (const Exit &E : Tree.Exits)
    for (const DropScope *Left = E.From; Left != E.Stop; Left = Left->Parent)
      Jumped |= Left == &S;
  if (Jumped)
    Text += label(&S) + ":\n";
  Text += "  ";
  Text += drop(S.Var->getNameAsString(), error(S.Number), Numbered && !S.Through.empty(),
               S.Var->getType()->isDependentType() || S.Var->getType()->isUndeducedType());
  Text += dispatch(S) + "\n";
  L.Edits.insertBefore(S.End, {Text}, -S.Number);
}

/// co_return e;  ->  { slot.set(e); <After> }
void AwaitedDrops::giveBack(const CoreturnStmt *S, const std::string &After) {
  const Expr *Operand = S->getOperand();
  SourceLocation Keyword = S->getKeywordLoc();
  SourceLocation Semi = L.Edits.tokenAfter(Operand ? Operand->getEndLoc() : Keyword, tok::semi);
  std::string Open = "{ ", Close;
  if (Operand && returnsValue()) {
    if (dropsOperand(S)) {
      std::string Value = B.name("value" + std::to_string(++Operands));
      std::string Error = B.name("value_error" + std::to_string(Operands));
      L.Edits.replaceWithSpaces(Keyword, {"{ auto " + Value + " = "});
      L.Edits.insertAfter(Semi, {"\n  std::exception_ptr " + Error + "; // [[async::drop]] operand\n" +
                                 "  try { " + Slot + ".set(std::move(" + Value +
                                 ")); } catch (...) { " + Error +
                                 " = std::current_exception(); }\n  " +
                                 drop(Value, Error, false) + "\n  " + After + " }"});
      return;
    }
    Open += Slot + ".set(";
    Close = ")";
    auto *Ref = dyn_cast<DeclRefExpr>(Operand->IgnoreParenImpCasts());
    auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
    QualType Value = awaitedValue(L.Unit, B.Function->getReturnType());
    const bool ToReference = !Value.isNull() && Value->isReferenceType();
    if (Var && Var->hasLocalStorage() && !Var->getType()->isLValueReferenceType() && !ToReference &&
        !Ref->refersToEnclosingVariableOrCapture()) {
      // What is returned by name is moved, but not through a forwarding reference to an lvalue.
      const bool Forwarding = Var->getType()->isReferenceType() && Var->getType()->isDependentType();
      Open += Forwarding ? "static_cast<decltype(" + Var->getNameAsString() + ")&&>(" : "std::move(";
      Close = "))";
    }
  }
  L.Edits.replaceWithSpaces(Keyword, {Open});
  if (Operand && !Close.empty())
    L.Edits.insertAfter(Operand->getEndLoc(), {Close});
  L.Edits.insertAfter(Semi, {" " + After + " }"});
}

void AwaitedDrops::leave(const Exit &E) {
  if (L.Edits.refuseMacro(E.At->getSourceRange()))
    return;
  const std::string After = number(*E.Target) + "goto " + label(E.From) + ";";
  if (auto *Return = dyn_cast<CoreturnStmt>(E.At))
    return giveBack(Return, After);
  if (!isa<BreakStmt, ContinueStmt, GotoStmt>(E.At))
    return;
  L.Edits.replace(E.At->getSourceRange(), {(Numbered ? "{ " : "") + number(*E.Target) + "goto " +
                                           label(E.From)});
  if (Numbered)
    L.Edits.insertAfter(L.Edits.tokenAfter(E.At->getEndLoc(), tok::semi), {" }"});
}

/// A type that no instantiation in this unit tells must turn out to have no drop.
class Unknown : public RecursiveASTVisitor<Unknown> {
public:
  explicit Unknown(Body &B) : B(B) {}
  bool TraverseLambdaExpr(LambdaExpr *) { return true; }
  bool VisitDeclStmt(DeclStmt *S) {
    for (const Decl *D : S->decls())
      if (auto *Var = dyn_cast<VarDecl>(D); Var && B.isUnknown(Var) && S->isSingleDecl() &&
                                            S->getEndLoc().isFileID() && Blocks.count(S)) {
        const std::string Name = Var->getNameAsString();
        B.L.Edits.insertAfter(S->getEndLoc(),
                              {" static_assert(!async::has_drop<decltype(" + Name + ")>, \"declare '" +
                               Name + "' with its type: it has an async drop\");"});
        requireHeader(B.L, {"async", "has_drop"}, "async/drop.hpp");
      }
    return true;
  }
  bool VisitCompoundStmt(CompoundStmt *S) {
    for (const Stmt *Child : S->body())
      Blocks.insert(Child);
    return true;
  }

private:
  Body &B;
  std::set<const Stmt *> Blocks; // statements of a block, behind which another may stand
};

void AwaitedDrops::run() {
  Unknown(B).TraverseStmt(const_cast<CompoundStmt *>(B.Block));
  Tree = buildScopes(
      B.Function, B.Block,
      [&](const VarDecl *Var) {
        DropInfo Info = B.drop(Var);
        return Info.Is == DropInfo::Own && !B.isCalled(Info) ? Info : DropInfo{};
      },
      [&](const VarDecl *Var, const char *Place) {
        B.Lowered.insert(Var);
        L.report(Var->getLocation(), Diag::drop_place,
                 {Var->getNameAsString(), typeName(L.Unit, Var->getType()), Place});
      });
  Returns Found;
  Found.TraverseStmt(const_cast<CompoundStmt *>(B.Block));
  std::vector<const CoreturnStmt *> Temporaries;
  for (const CoreturnStmt *S : Found.List)
    if (dropsOperand(S) && llvm::none_of(Tree.Exits, [&](const Exit &E) { return E.At == S; }))
      Temporaries.push_back(S);
  if (Tree.Scopes.empty() && Temporaries.empty())
    return;

  ExitName = B.name("exit");
  Slot = B.name("result");
  for (const auto &S : Tree.Scopes) {
    B.Lowered.insert(S->Var);
    Numbered |= S->Through.size() + (S->Completes ? 1 : 0) > 1;
    if (isa<ParmVarDecl>(S->Var) && !S->Var->getIdentifier())
      L.report(S->Var->getLocation(), Diag::drop_unnamed_parameter,
               {typeName(L.Unit, S->Var->getType())});
  }
  bool Needs = !Temporaries.empty();
  for (const Exit &E : Tree.Exits)
    Needs |= E.Target->Kind == ExitKind::Return && operandOf(E.At);
  HasSlot = Needs && returnsValue();

  std::string Head;
  QualType Declared = B.Function->getReturnType();
  if (HasSlot && !Declared->isDependentType() && !isLibraryCoroutine(Declared)) {
    std::string Operand = foreignOperand();
    const VarDecl *Var = Tree.Scopes.empty() ? nullptr : Tree.Scopes.front()->Var;
    if (Operand.empty())
      L.report(Var ? Var->getLocation() : B.Function->getLocation(), Diag::drop_place,
               {Var ? Var->getNameAsString() : nameOf(B.Function),
                typeName(L.Unit, Var ? Var->getType() : Declared),
                "a coroutine type of your own whose co_returns give values of several types"});
    Head += "\n  async::result_slot<" + resultType() + ", " + Operand + "> " + Slot + ";";
    requireHeader(L, {"async", "result_slot"}, "async/drop.hpp");
  } else if (HasSlot) {
    Head += "\n  async::result_slot<" + resultType() + "> " + Slot + ";";
    requireHeader(L, {"async", "result_slot"}, "async/drop.hpp");
  }
  if (Numbered)
    Head += "\n  int " + ExitName + " = 0; // which way out is being taken";
  if (!Head.empty())
    L.Edits.insertAfter(B.Block->getLBracLoc(), {Head}, -1000);
  if (Numbered)
    for (const CXXCatchStmt *Handler : Found.Handlers) // the exception cut off any way out
      L.Edits.insertAfter(cast<CompoundStmt>(Handler->getHandlerBlock())->getLBracLoc(),
                          {" " + ExitName + " = 0;"}, -500);
  for (const auto &S : Tree.Scopes) {
    open(*S);
    close(*S);
  }
  for (const Exit &E : Tree.Exits)
    leave(E);
  for (const CoreturnStmt *S : Temporaries)
    if (!L.Edits.refuseMacro(S->getSourceRange()))
      giveBack(S, "co_return " + Slot + ".take();");
  requireHeader(L, {"async", "dropping"}, "async/drop.hpp");
}

} // namespace

void lowerAwaitedDrops(Body &B) { AwaitedDrops(B).run(); }

} // namespace asyncc
