#include "lower/Capabilities.h"
#include "analysis/Awaitable.h"
#include "analysis/Visitor.h"
#include "parse/Compat.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Sema/Lookup.h"
#include <optional>

using namespace clang;

namespace asyncc {
namespace {

struct Capability {
  const char *Name;   // as the user knows it
  const char *Member; // what a runtime that has it declares (see <async/runtime.hpp>)
};
constexpr Capability Timers{"timers", "start_timer"}, Sockets{"sockets", "io"};

struct Call {
  const FunctionDecl *Callee;
  SourceLocation Loc;
};

/// Whether what stands in the arguments of \p Call is run by a runtime that the call names, or makes, and on
/// whatever thread that has.
bool runsElsewhere(const CallExpr *Call) {
  const FunctionDecl *Callee = Call->getDirectCallee();
  if (!Callee || !Callee->getDeclName().isIdentifier())
    return false;
  const std::string Name = Callee->getQualifiedNameAsString();
  if (Name == "async::on" || Name == "async::block_on" || Name == "async::spawn_blocking")
    return true;
  if (Name == "async::spawn") // spawn(rt, task)
    return Callee->getParamDecl(0)->getType().getAsString().find("runtime_ref") != std::string::npos;
  auto *Method = dyn_cast<CXXMethodDecl>(Callee);
  return Method && (Callee->getName() == "spawn" || Callee->getName() == "block_on") &&
         (Method->getParent()->getName() == "runtime_ref" ||
          Method->getParent()->getName() == "runtime_interface");
}

/// Whether somebody sees to a capability that is not there.
bool catchesUnsupported(const CXXTryStmt *Try) {
  for (unsigned I = 0; I < Try->getNumHandlers(); ++I) {
    const QualType T = Try->getHandler(I)->getCaughtType();
    const CXXRecordDecl *Class = T.isNull() ? nullptr : T.getNonReferenceType()->getAsCXXRecordDecl();
    if (Class && Class->getQualifiedNameAsString() == "async::unsupported")
      return true;
  }
  return false;
}

/// Whether \p Condition asks the runtime for a capability.
bool asksRuntime(const Stmt *Condition) {
  auto *Call = dyn_cast_or_null<CXXMemberCallExpr>(Condition);
  const CXXMethodDecl *Asked = Call ? Call->getMethodDecl() : nullptr;
  return (Asked && Asked->getDeclName().isIdentifier() && Asked->getName().starts_with("has_") &&
          Asked->getParent()->getQualifiedNameAsString() == "async::runtime_ref") ||
         (Condition && llvm::any_of(Condition->children(), asksRuntime));
}

/// The only branch of \p If that may run where the runtime lacks something, or null; nothing if both may.
std::optional<const Stmt *> onlyBranch(const IfStmt *If, const ASTContext &AST) {
  if (If->isConstexpr() && !If->getCond()->isValueDependent())
    return If->getNondiscardedCase(AST);
  return asksRuntime(If->getCond()) ? std::optional<const Stmt *>(If->getElse()) : std::nullopt;
}

/// The local variable that \p S assigns to, or null.
const VarDecl *assigned(const Stmt *S) {
  auto *Assignment = dyn_cast_or_null<CXXOperatorCallExpr>(S);
  if (!Assignment || Assignment->getOperator() != OO_Equal)
    return nullptr;
  auto *Ref = dyn_cast<DeclRefExpr>(Assignment->getArg(0)->IgnoreParenImpCasts());
  auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  return Var && Var->hasLocalStorage() ? Var : nullptr;
}

/// The variables that are named here, outside of what another runtime runs. What one is made from is named here only if
/// it is itself.
class NamedHere : public Visitor {
public:
  bool has(const ValueDecl *D) const { return Set.count(D); }
  void collect(Stmt *Body) {
    TraverseStmt(Body);
    std::vector<const ValueDecl *> New(Set.begin(), Set.end());
    while (!New.empty()) {
      const ValueDecl *Next = New.back();
      New.pop_back();
      for (const ValueDecl *Each : Of[Next])
        if (Set.insert(Each).second)
          New.push_back(Each);
    }
  }
  bool TraverseStmt(Stmt *S) override {
    auto *Call = dyn_cast_or_null<CallExpr>(S);
    if (Call && runsElsewhere(Call))
      return true;
    if (const VarDecl *Var = assigned(S))
      return within(Var, [&] { return TraverseStmt(cast<CXXOperatorCallExpr>(S)->getArg(1)); });
    return Visitor::TraverseStmt(S);
  }
  bool TraverseVarDecl(VarDecl *Var) override {
    if (!Var->hasLocalStorage() || !Var->isReferenced())
      return Visitor::TraverseVarDecl(Var);
    return within(Var, [&] { return Visitor::TraverseVarDecl(Var); });
  }
  bool VisitDeclRefExpr(DeclRefExpr *E) override {
    (Making ? Of[Making] : Set).insert(E->getDecl());
    return true;
  }

private:
  template <class F> bool within(const VarDecl *Var, F Traverse) {
    const ValueDecl *Outside = std::exchange(Making, Var);
    const bool Goes = Traverse();
    Making = Outside;
    return Goes;
  }

  std::set<const ValueDecl *> Set;
  std::map<const ValueDecl *, std::set<const ValueDecl *>> Of;
  const ValueDecl *Making = nullptr;
};

/// Whether a function of the program does with its parameter \p Index nothing but hand it to another runtime.
bool handsOn(const FunctionDecl *Callee, unsigned Index) {
  const FunctionDecl *Definition = nullptr;
  if (!Callee || !Callee->hasBody(Definition) || Index >= Definition->getNumParams())
    return false;
  const ParmVarDecl *Param = Definition->getParamDecl(Index);
  if (!Param->isReferenced())
    return false;
  NamedHere Here;
  Here.collect(Definition->getBody());
  return !Here.has(Param);
}

/// The variables that are returned or moved: most likely they end elsewhere.
class Leaving : public Visitor {
public:
  std::set<const ValueDecl *> Set;
  bool VisitReturnStmt(ReturnStmt *S) override { return add(S->getRetValue()); }
  bool VisitCoreturnStmt(CoreturnStmt *S) override { return add(S->getOperand()); }
  bool VisitCallExpr(CallExpr *E) override {
    return !E->isCallToStdMove() || add(E->getArg(0));
  }

private:
  bool add(const Expr *E) {
    if (auto *Ref = E ? dyn_cast<DeclRefExpr>(E->IgnoreUnlessSpelledInSource()) : nullptr)
      Set.insert(Ref->getDecl());
    return true;
  }
};

class Calls : public Visitor {
public:
  explicit Calls(Lowering &L, Stmt *Body) : L(L), AST(L.Unit.AST) {
    Here.collect(Body);
    Gone.TraverseStmt(Body);
  }
  std::vector<Call> List;
  bool shouldVisitTemplateInstantiations() const override { return true; }
  bool TraverseVarDecl(VarDecl *Var) override {
    // auto work = …; co_await on(other, std::move(work)); the other runtime runs it
    if (Var->hasLocalStorage() && Var->isReferenced() && !Here.has(Var))
      return true;
    if (Var->hasLocalStorage() && !isa<ParmVarDecl>(Var) && !Gone.Set.count(Var))
      ends(Var->getType()->getAsCXXRecordDecl(), Var->getLocation());
    return Visitor::TraverseVarDecl(Var);
  }
  bool TraverseStmt(Stmt *S) override {
    if (auto *Call = dyn_cast_or_null<CallExpr>(S); Call && runsElsewhere(Call))
      return true;
    if (const VarDecl *Var = assigned(S); Var && !Here.has(Var))
      return true;
    if (auto *Call = dyn_cast_or_null<CallExpr>(S); Call && !isa<CXXOperatorCallExpr>(Call))
      for (unsigned I = 0; I < Call->getNumArgs(); ++I)
        if (Call->getArg(I)->isPRValue() && handsOn(Call->getDirectCallee(), I))
          HandedOn.insert(Call->getArg(I));
    if (S && HandedOn.count(S))
      return true;
    if (isa_and_nonnull<UnaryExprOrTypeTraitExpr, CXXNoexceptExpr, RequiresExpr>(S))
      return true; // nothing runs there
    if (auto *If = dyn_cast_or_null<IfStmt>(S))
      if (const std::optional<const Stmt *> Only = onlyBranch(If, AST)) {
        for (Stmt *Head : {If->getInit(), static_cast<Stmt *>(If->getCond())})
          TraverseStmt(Head);
        return TraverseStmt(const_cast<Stmt *>(*Only));
      }
    if (auto *Try = dyn_cast_or_null<CXXTryStmt>(S); Try && catchesUnsupported(Try)) {
      for (unsigned I = 0; I < Try->getNumHandlers(); ++I)
        TraverseStmt(Try->getHandler(I));
      return true;
    }
    return Visitor::TraverseStmt(S);
  }
  bool VisitCallExpr(CallExpr *E) override {
    if (const FunctionDecl *Callee = E->getDirectCallee())
      List.push_back({Callee, beginOf(E)});
    return true;
  }
  bool TraverseDecltypeTypeLoc(DecltypeTypeLoc) override { return true; }

private:
  /// The drops of an object and of its parts, as far as they are marked.
  void ends(const CXXRecordDecl *Class, SourceLocation Loc) {
    Class = Class ? Class->getDefinition() : nullptr;
    if (!Class || Class->isInStdNamespace() || Class->isDependentContext() ||
        llvm::StringRef(Class->getQualifiedNameAsString()).starts_with("async::"))
      return;
    for (const CXXMethodDecl *Each : Class->methods()) {
      const FunctionDecl *Written = Each->getTemplateInstantiationPattern();
      if (L.Unit.Notes.on(Written ? Written : Each, AnnotationKind::Drop))
        List.push_back({Each, Loc});
    }
    for (const FieldDecl *Each : Class->fields())
      ends(Each->getType()->getAsCXXRecordDecl(), Loc);
    for (const CXXBaseSpecifier &Each : Class->bases())
      ends(Each.getType()->getAsCXXRecordDecl(), Loc);
  }

  Lowering &L;
  const ASTContext &AST;
  NamedHere Here;
  Leaving Gone;
  std::set<const Stmt *> HandedOn;
};

bool inLibrary(const FunctionDecl *F, bool &Net) {
  const DeclContext *DC = F->getDeclContext();
  std::vector<llvm::StringRef> Path;
  for (; DC; DC = DC->getParent())
    if (auto *Space = dyn_cast<NamespaceDecl>(DC); Space && !Space->isInline())
      Path.push_back(Space->getName());
  Net = Path.size() >= 2 && Path[Path.size() - 2] == "net";
  return !Path.empty() && Path.back() == "async";
}

/// Whether \p F, or its class, is that of a blocking mode.
bool isBlocking(const FunctionDecl *F) {
  auto *Spec = dyn_cast<ClassTemplateSpecializationDecl>(F->getDeclContext());
  const TemplateArgumentList *Args =
      Spec ? &Spec->getTemplateArgs() : F->getTemplateSpecializationArgs();
  if (!Args)
    return false;
  for (const TemplateArgument &Arg : Args->asArray())
    if (Arg.getKind() == TemplateArgument::Type)
      if (const CXXRecordDecl *Record = Arg.getAsType()->getAsCXXRecordDecl())
        if (Record->getName() == "blocking")
          return true;
  return false;
}

const Capability *needed(const FunctionDecl *F) {
  bool Net = false;
  if (!inLibrary(F, Net))
    return nullptr;
  if (Net && F->getDeclContext()->isRecord()) // bind() and the like wait for nothing
    return isBlocking(F) || !isLibraryCoroutine(F->getReturnType()) ? nullptr : &Sockets;
  if (!F->getDeclName().isIdentifier())
    return nullptr;
  llvm::StringRef Name = F->getName();
  if (Name == "sleep_for" || Name == "sleep_until" || Name == "interval" || Name == "timeout")
    return isBlocking(F) ? nullptr : &Timers;
  return nullptr;
}

class Checker {
public:
  Checker(Lowering &L, const CXXRecordDecl *Class) : L(L), Class(Class) {}

  bool walk(const FunctionDecl *F) {
    const FunctionDecl *Definition = nullptr;
    if (!F->hasBody(Definition) || !Seen.insert(Definition->getCanonicalDecl()).second)
      return true;
    Calls Found(L, Definition->getBody());
    Found.TraverseStmt(Definition->getBody());
    bool Ok = true;
    for (const Call &Each : Found.List) {
      Path.push_back(Each);
      bool Net;
      if (const Capability *Need = needed(Each.Callee); Need && !provides(*Need))
        Ok = say(*Need) && Ok;
      else if (!inLibrary(Each.Callee, Net))
        Ok = walk(Each.Callee) && Ok;
      Path.pop_back();
    }
    return Ok;
  }
  std::vector<Call> Path;

private:
  bool provides(const Capability &Need) const {
    LookupResult Result(L.Unit.S, &L.Unit.AST.Idents.get(Need.Member), SourceLocation(),
                        Sema::LookupMemberName);
    Result.suppressDiagnostics();
    return L.Unit.S.LookupQualifiedName(Result, const_cast<CXXRecordDecl *>(Class));
  }

  bool say(const Capability &Need) {
    if (!Said.insert(Need.Name).second)
      return false;
    const Call &Use = Path.back();
    if (L.report(Use.Loc, Diag::main_capability,
                 {nameOf(Use.Callee), Need.Name, Class->getQualifiedNameAsString(), Need.Member}))
      for (size_t I = Path.size() - 1; I-- > 0;)
        L.note(Path[I].Loc, "reached by the call of '" + nameOf(Path[I].Callee) + "' here");
    return false;
  }

  Lowering &L;
  const CXXRecordDecl *Class;
  std::set<const Decl *> Seen;
  std::set<std::string> Said;
};

} // namespace

bool checkCapabilities(Lowering &L, const FunctionDecl *Main, const CXXRecordDecl *Class) {
  if (!Main || !Class || !Class->hasDefinition() || Class->isDependentType())
    return true;
  return Checker(L, Class->getDefinition()).walk(Main);
}

} // namespace asyncc
