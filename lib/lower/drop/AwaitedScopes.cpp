#include "lower/drop/AwaitedScopes.h"
#include "analysis/Visitor.h"
#include "edits/Conditionals.h"
#include "analysis/Awaitable.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Sema/Sema.h"

using namespace clang;

namespace asyncc {
namespace {

class FindReturns : public Visitor {
public:
  std::vector<const CoreturnStmt *> List;
  bool VisitCoreturnStmt(CoreturnStmt *S) override {
    List.push_back(S);
    return true;
  }
  bool TraverseLambdaExpr(LambdaExpr *) override { return true; }
};

bool isDependent(const DropScope &S) {
  if (S.Temp && S.Temp->Dependent)
    return true;
  QualType T = S.Var     ? S.Var->getType()
               : S.Temp  ? S.Temp->Type
               : S.Value ? S.Value->getType()
                         : QualType();
  return !T.isNull() && (T->isDependentType() || T->isUndeducedType());
}

} // namespace

AwaitedScopes::AwaitedScopes(Body &B, const ScopeTree &Tree, const Duties &Owed,
                             bool ExpressionsThrow)
    : B(B), L(B.L), Tree(Tree), Owed(Owed), Error(B.name("error")), ExitName(B.name("exit")),
      Slot(B.name("result")) {
  FindReturns Found;
  Found.TraverseStmt(const_cast<CompoundStmt *>(B.Block));
  Returns = std::move(Found.List);
  if (L.hasExceptions())
    findThrowing(ExpressionsThrow);
  for (const auto &S : Tree.Scopes) {
    if (S->Called)
      continue;
    Nest &Of = Nests[rootOf(S.get())];
    Of.HasError |= throws(*S);
    // An error falls on to the next drop, too.
    Of.Numbered |=
        S->Through.size() + (S->Completes ? 1 : 0) > 1 || (fallsToParent(*S) && !S->Here.empty());
  }
}

const DropScope *AwaitedScopes::rootOf(const DropScope *S) const {
  while (S->Parent)
    S = S->Parent;
  return S;
}

void AwaitedScopes::findThrowing(bool ExpressionsThrow) {
  for (const auto &S : Tree.Scopes) {
    if (S->Called)
      continue;
    bool Any = ExpressionsThrow;
    for (const Stmt *Part : S->Region)
      Any = Any || (Part && L.Unit.S.canThrow(const_cast<Stmt *>(Part)) != CT_Cannot);
    if (Any)
      Throws.insert(S.get());
  }
  // A drop that can throw throws into the scopes around it.
  for (const auto &S : Tree.Scopes)
    if (!S->Called && !S->Info.NoThrow)
      for (const DropScope *Around = S->Parent; Around; Around = Around->Parent)
        Throws.insert(Around);
  // A temporary of a declaration ends inside the scope of what was declared.
  for (const Rewrite &R : Tree.Rewrites)
    if (R.What == Rewrite::EndNow && !R.Scope->Info.NoThrow)
      for (const auto &S : Tree.Scopes)
        if (S->Begin == R.At)
          Throws.insert(S.get());
}

std::string AwaitedScopes::label(const DropScope *S) {
  Labelled.insert(S);
  return labelName(S);
}

/// Each label stands once in a function, however often a part of it is rendered.
std::string AwaitedScopes::labelName(const DropScope *S) const {
  const std::string Copy = L.WithoutDrop.empty() ? "" : "_" + std::to_string(L.WithoutDrop.size());
  return B.name("drop" + std::to_string(S->Number) + Copy);
}

/// The type of an outermost object depends on the template's arguments.
bool AwaitedScopes::mayHaveNoDrop(const DropScope &S) const {
  if (S.Parent || !S.Var || !isDependent(S) || S.Var->isParameterPack() || !B.isLibrary() ||
      B.Depth || B.Types.of(S.Var->getType()) || L.WithoutDrop.size() > 2 || !L.Render ||
      !S.Begin.After || S.End.After || S.Var->getType()->isReferenceType() ||
      L.Edits.text(SourceRange(S.Begin.Loc)) == ",") // the rest of a declaration is none by itself
    return false;
  class FindLabel : public Visitor {
  public:
    bool Found = false;
    bool VisitLabelStmt(LabelStmt *) override { return !(Found = true); }
  } Labels;
  for (const Stmt *Part : S.Region)
    Labels.TraverseStmt(const_cast<Stmt *>(Part));
  auto Begin = L.Edits.region(S.Begin.Loc), End = L.Edits.region(S.End.Loc);
  return !Labels.Found && Begin && End && Begin->File == End->File && S.Begin.Loc.isFileID() &&
         S.End.Loc.isFileID() &&
         conditionalsIn(L.Unit.SM.getBufferData(Begin->File).slice(Begin->End, End->Begin), L.Unit.AST.getLangOpts())
             .whole();
}

/// The rest of S's block, rendered as if S's object had no drop.
Pieces AwaitedScopes::withoutDrop(const DropScope &S) const {
  SourceEdits Edits(L.Unit.SM, L.Unit.AST.getLangOpts(), L.Diags, &L.Unit.Macros);
  Lowering Copy = L.copyFor(const_cast<FunctionDecl *>(B.Function), Edits);
  Copy.WithoutDrop.insert(S.Var);
  L.Render(Copy);
  Edits.finish();
  if (!L.Diags.errors() && Edits.Set->normalize())
    llvm::report_fatal_error("two edits of an instantiation's body contradict each other");
  auto Begin = L.Edits.region(S.Begin.Loc), End = L.Edits.region(S.End.Loc);
  return {"} else {", Region{Begin->File, Begin->End, End->Begin, Edits.Set}, "}\n"};
}

std::string AwaitedScopes::number(const DropScope *From, const ExitTarget &Target) const {
  return Nests.at(rootOf(From)).Numbered ? ExitName + " = " + std::to_string(Target.Number) + "; "
                                         : "";
}

std::string AwaitedScopes::object(const DropScope &S) const {
  auto Found = S.Var ? Owed.find(S.Var) : Owed.end();
  return Found == Owed.end() ? S.Name : Found->second;
}

/// The type of what is dropped: a reference owns nothing, but that to a capture of a closure's own stands for it.
std::string AwaitedScopes::type(const DropScope &S, const std::string &Object) const {
  const std::string Type = "decltype(" + Object + ")";
  return S.IsCapture && isDependent(S) ? "std::remove_reference_t<" + Type + ">" : Type;
}

/// The statement that awaits the drop of \p Object.
std::string AwaitedScopes::awaiting(const DropScope &S, const std::string &Object) const {
  const bool Asks =
      S.Info.TakesError || S.Info.Is == DropInfo::Glue || !S.Info.Parts.empty() || isDependent(S);
  const std::string With = Asks && throws(S) ? ", " + Error : "";
  const bool Dependent = (S.Var || S.Temp) && Object == S.Name && isDependent(S);
  const bool Walked = S.Value && S.Value->isTypeDependent() && S.Value->isLValue();
  std::string Text =
      !B.isLibrary() && isDependent(S) ? B.awaitedIfAny(Object, With) : B.awaited(Object, With);
  if (B.isLibrary() && (Walked || Dependent))
    Text = B.shielded("async::dropping" + std::string(Walked ? "_walked" : "") +
                      (Dependent ? "<" + type(S, Object) + ">" : "") + "(" + Object + With + ")");
  if (!B.isLibrary() && S.Info.NoThrow && L.hasExceptions())
    Text = "try { " + Text + " } catch (...) { std::terminate(); }";
  std::string Pauses;
  int N = 0;
  for (const CXXCatchStmt *Handler : S.Handlers)
    if (std::string Name = handlerName(B, Tree, Handler); !Name.empty())
      Pauses +=
          "async::handler::pause " + B.name("pause" + std::to_string(++N)) + "{" + Name + "}; ";
  return Pauses.empty() ? Text : "{ " + Pauses + Text + " }";
}

std::string AwaitedScopes::open(const DropScope &S) {
  std::string Text;
  const Nest &Of = Nests.at(rootOf(&S));
  if (mayHaveNoDrop(S))
    Text += "\nif constexpr (async::has_drop<" + type(S, S.Name) + ">) {";
  if (!S.Parent && SlotInNests && Of.Returns)
    Text += slot();
  if (!S.Parent && Of.HasError)
    Text += "\nstd::exception_ptr " + Error + ";";
  if (!S.Parent && Of.Numbered)
    Text += "\nint " + ExitName + " = 0; // which way out is being taken";
  if (std::string Object = object(S); Object != S.Name)
    Text += S.Var->isParameterPack() ? "\nasync::drop_pack " + Object + "{" + S.Name + "...};"
                                     : "\nasync::obligation " + Object + "{" + S.Name + "};";
  if (throws(S) || Labelled.count(&S)) // a goto must not jump past declarations
    Text += std::string(throws(S) ? "\ntry {" : "\n{") + " // [[async::drop]] " +
            (S.Var && isa<ParmVarDecl>(S.Var) ? "parameter " : "") + S.Name;
  return Text;
}

std::string AwaitedScopes::drop(const DropScope &S) const {
  const std::string Object = object(S);
  std::string Await = awaiting(S, Object);
  if (B.isLibrary() && S.Temp && S.Temp->Dependent) // an instantiation without a drop awaits nothing
    Await = "if constexpr (async::has_drop<decltype(" + Object + ")>) { " + Await + " }";
  if (!throws(S) || S.Info.NoThrow)
    return Await;
  const bool Resets = Nests.at(rootOf(&S)).Numbered;
  return "try { " + Await + " } catch (...) { async::drop_failed<" + type(S, Object) + ">(" +
         Error + ");" + (Resets ? " " + ExitName + " = 0;" : "") + " }";
}

std::string AwaitedScopes::endNow(const DropScope &S) const {
  return "\n" + awaiting(S, S.Name) + " " + S.Name + ".reset();";
}

/// Behind S's drop comes the next one, and nothing else.
bool AwaitedScopes::fallsToParent(const DropScope &S) const {
  return S.Parent && S.Parent->Try == S.Try && S.Parent->End == S.End &&
         (!S.EndsAmongBeginnings || S.Parent->EndsAmongBeginnings) && S.Parent->Loops == S.Loops;
}

/// Where an error goes from here.
std::string AwaitedScopes::fail(const DropScope &S) {
  if (S.Parent && S.Parent->Try == S.Try)
    return "goto " + label(S.Parent) + ";";
  std::string Text;
  if (SlotDrops && Nests.at(rootOf(&S)).Returns) {
    Text = "try { " + B.awaited(Slot, ", " + Error) + " } catch (...) { async::drop_failed<decltype(" + Slot + ")>(" + Error + "); } ";
    if (B.Function->getReturnType()->isDependentType())
      Text = "if constexpr (async::has_drop<decltype(" + Slot + ")>) { " + Text + "} ";
  }
  QualType Result = B.Function->getReturnType();
  const bool Task = !Result->isDependentType() && isLibraryTask(Result);
  if (S.Parent)
    Text += "std::rethrow_exception(std::exchange(" + Error + ", nullptr));";
  else if (S.Try || !Task)
    Text += "std::rethrow_exception(std::move(" + Error + "));";
  else if (returnsValue())
    Text += "co_return async::failure{std::move(" + Error + ")};";
  else
    Text += "co_await async::failing{std::move(" + Error + ")}; co_return;";
  return Text;
}

/// What the statement wanted to do, now that all drops are done.
std::string AwaitedScopes::arrive(const DropScope &S, const ExitTarget &Target) const {
  const std::string Reset = Nests.at(rootOf(&S)).Numbered && S.Parent ? ExitName + " = 0; " : "";
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

std::string AwaitedScopes::dispatch(const DropScope &S) {
  const bool Falls = fallsToParent(S);
  std::vector<std::pair<std::string, std::string>> Ways; // condition, action
  std::string Onward;
  auto Or = [&](const std::string &More) { Onward += (Onward.empty() ? "" : " || ") + More; };
  const bool Through = S.Parent && S.Parent->Try == S.Try;
  if (throws(S) && !Falls) {
    if (Through)
      Or(Error);
    else
      Ways.push_back({Error, fail(S)});
  }
  for (const ExitTarget *Target : S.Through) {
    const std::string Is = ExitName + " == " + std::to_string(Target->Number);
    if (llvm::is_contained(S.Here, Target))
      Ways.push_back({Is, arrive(S, *Target)});
    else if (!Falls)
      Or(Is);
  }
  if (!Onward.empty()) // an error is looked at first, for it does not set the number
    Ways.insert(throws(S) && Through ? Ways.begin() : Ways.end(),
                {Onward, "goto " + label(S.Parent) + ";"});
  std::string Out, End;
  // In a template whose result may be void the end can be reached; where it is not, compilers warn.
  if (!S.Parent && S.Completes && returnsValue() && Nests.at(rootOf(&S)).Returns &&
      B.isLibrary() && B.Function->isDependentContext() && S.End == endsOf(B.Block).End)
    End = "\n  if constexpr (async::gives_value<" + B.resultType() + ">) __builtin_unreachable();";
  if (Ways.empty() && !S.Completes && !Falls)
    return "\n  __builtin_unreachable(); // only exceptions leave this scope";
  for (size_t I = 0; I < Ways.size(); ++I) {
    auto &[Condition, Action] = Ways[I];
    if (I + 1 == Ways.size() && !S.Completes && !Falls)
      Out += "\n  " + Action; // no other way leads here
    else
      Out += "\n  if (" + Condition + ") { " + Action + " }";
  }
  return Out + End;
}

std::string AwaitedScopes::leaveLoop(const DropScope &From) {
  for (const Exit &E : Tree.Exits)
    if (!E.At && E.From == &From)
      return "{ " + number(&From, *E.Target) + "goto " + label(&From) + "; }";
  return "break;"; // its drop is called
}

void AwaitedScopes::leave(const Exit &E) {
  if (!E.At)
    return;
  const std::string Number = number(E.From, *E.Target), Go = "goto " + label(E.From);
  if (auto *Return = dyn_cast<CoreturnStmt>(E.At))
    return giveBack(Return, Number + Go);
  if (const CoyieldExpr *Yield = yieldOf(E.At))
    return abandon(E.At, Yield, Number + Go + ";");
  if (!isa<BreakStmt, ContinueStmt, GotoStmt>(E.At))
    return;
  L.Edits.replace(E.At->getSourceRange(), {(Number.empty() ? "" : "{ ") + Number + Go});
  if (!Number.empty())
    L.Edits.insertAfter(L.Edits.tokenAfter(E.At->getEndLoc(), tok::semi), {" }"});
}

void AwaitedScopes::lower() {
  head();
  std::map<const DropScope *, std::string> Behind;
  for (const Exit &E : Tree.Exits)
    leave(E);
  for (const Rewrite &R : Tree.Rewrites)
    if (R.What == Rewrite::LeaveIf && R.Scope)
      (void)leaveLoop(*R.Scope); // its label is used
  for (auto &[Try, Around] : Tree.Tries)
    if (Around && Nests.at(rootOf(Around)).Numbered)
      for (unsigned I = 0; I < Try->getNumHandlers(); ++I) // the exception cut off any way out
        L.Edits.insertAfter(
            cast<CompoundStmt>(Try->getHandler(I)->getHandlerBlock())->getLBracLoc(),
            {" " + ExitName + " = 0;"}, -500);
  for (const auto &S : Tree.Scopes)
    if (!S->Called)
      Behind[S.get()] = dispatch(*S);
  for (const auto &S : Tree.Scopes) {
    if (S->Called)
      continue;
    if (std::string Text = open(*S); !Text.empty())
      insertAt(L, S->Begin, {Text + (S->Begin.After ? "" : "\n")}, S->Number);
    std::string Text;
    if (throws(*S))
      Text += "} catch (...) { async::drop_caught(" + Error + ");" +
              (Nests.at(rootOf(S.get())).Numbered ? " " + ExitName + " = 0;" : "") + " }\n";
    else if (Labelled.count(S.get()))
      Text += "}\n";
    if (Labelled.count(S.get()))
      Text += labelName(S.get()) + ":" +
              // Instantiations may discard the branch that leads here.
              (B.Function->isDependentContext() ? " __attribute__((unused));" : "") + "\n";
    Text += "  " + drop(*S) + Behind[S.get()] + "\n";
    const int Order = S->EndsAmongBeginnings ? S->EndsAmongBeginnings : 1000000 - 2 * S->Number;
    Pieces All{S->End.After ? "\n" + Text : "  " + Text};
    if (mayHaveNoDrop(*S))
      for (Piece &Each : withoutDrop(*S))
        All.push_back(std::move(Each));
    insertAt(L, S->End, std::move(All), Order);
  }
}

} // namespace asyncc
