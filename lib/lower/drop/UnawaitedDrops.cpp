//===- UnawaitedDrops.cpp - Objects with a drop where nothing can await ---===//
//
// A function that cannot await may hold such an object as long as it hands it on: on every path to
// the end of the object's life, the whole variable was named in `return x` or `std::move(x)`. That
// is a "may still be live" analysis over clang's control-flow graph, which marks where lives end.
// The graph leads to handlers only from what surely throws, so what lives in a `try` goes there from
// all of it, except for what the `try` hands on somewhere: then the handler is no normal path.
//
// An owner of the standard library that holds nothing may end anywhere: one that was made empty, until something may fill it,
// and one that a condition found to be empty, on that way.
//
//===----------------------------------------------------------------------===//

#include "analysis/Maybe.h"
#include "analysis/WrittenVisitor.h"
#include "lower/drop/Body.h"
#include "lower/drop/EmptyOwners.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Analysis/CFG.h"

using namespace clang;

namespace asyncc {
namespace {

/// `p.release()` of a std::unique_ptr: whoever takes the pointer owns the object.
static bool isRelease(const CXXMethodDecl *Method) {
  const CXXRecordDecl *Class = Method->getParent();
  return Class->isInStdNamespace() && Class->getIdentifier() && Class->getName() == "unique_ptr" && Method->getIdentifier() &&
         Method->getName() == "release";
}

/// The variable that \p S hands on, if that is what it does.
const VarDecl *handedOn(const Stmt *S) {
  if (auto *Return = dyn_cast<ReturnStmt>(S))
    return wholeVariable(Return->getRetValue());
  if (auto *Return = dyn_cast<CoreturnStmt>(S))
    return wholeVariable(Return->getOperand());
  if (const Expr *Moved = movedOperand(S))
    return wholeVariable(Moved);
  auto *Call = dyn_cast<CallExpr>(S);
  auto *Member = dyn_cast<CXXMemberCallExpr>(S);
  if (Member && Member->getMethodDecl() && isRelease(Member->getMethodDecl()))
    return wholeVariable(Member->getImplicitObjectArgument());
  return Call && Call->getNumArgs() == 1 && calleeName(Call) == "async::release" ? wholeVariable(Call->getArg(0))
                                                                                 : nullptr;
}

/// The uses of variables that give them nothing to hold, loops over what they hold among them.
class ReadingUses : public WrittenVisitor {
public:
  bool VisitStmt(Stmt *S) override {
    auto *Loop = dyn_cast<CXXForRangeStmt>(S);
    if (const Expr *Used = Loop ? Loop->getRangeInit() : usedOnly(S))
      Found.insert(Used->IgnoreParenImpCasts());
    return true;
  }
  std::set<const Stmt *> Found;
};

/// Which `try` bodies a statement stands in, and what each of them hands on.
class TryBodies : public WrittenVisitor {
public:
  bool TraverseCXXTryStmt(CXXTryStmt *S) override {
    Around.push_back(S);
    const bool More = TraverseStmt(S->getTryBlock());
    Around.pop_back();
    for (unsigned I = 0; More && I < S->getNumHandlers(); ++I)
      TraverseStmt(S->getHandler(I));
    return More;
  }
  bool VisitStmt(Stmt *S) override {
    if (!Around.empty())
      Of[S] = Around;
    if (const VarDecl *Gone = handedOn(S))
      for (const CXXTryStmt *Try : Around)
        HandedOn[Try].insert(Gone);
    if (auto *Declaration = dyn_cast<DeclStmt>(S))
      for (const Decl *D : Declaration->decls())
        for (const CXXTryStmt *Try : Around)
          HandedOn[Try].insert(dyn_cast<VarDecl>(D)); // its life ends before the handler begins
    return true;
  }

  std::map<const Stmt *, std::vector<const CXXTryStmt *>> Of;
  std::map<const CXXTryStmt *, std::set<const VarDecl *>> HandedOn;

private:
  std::vector<const CXXTryStmt *> Around;
};

class Analysis {
public:
  explicit Analysis(Body &B) : B(B) {}

  void run() {
    for (const Stmt *Each : B.Unselected)
      declaredIn(Each);
    for (const ParmVarDecl *Param : B.Function->parameters())
      if (isOurs(Param))
        Entry.insert(Param);
    CFG::BuildOptions Options;
    Options.AddLifetime = true;
    Options.AddInitializers = true;
    Options.setAllAlwaysAdd();
    std::unique_ptr<CFG> Graph =
        CFG::buildCFG(B.Function, const_cast<CompoundStmt *>(B.Block), &B.L.Unit.AST, Options);
    if (!Graph)
      return;
    Tries.TraverseStmt(const_cast<CompoundStmt *>(B.Block));
    Reads.TraverseStmt(const_cast<CompoundStmt *>(B.Block));
    for (const CFGBlock *Handlers : llvm::make_range(Graph->try_blocks_begin(), Graph->try_blocks_end()))
      if (auto *Try = dyn_cast_or_null<CXXTryStmt>(Handlers->getTerminatorStmt()))
        HandlersOf[Try] = Handlers;
    arrive(&Graph->getEntry(), Entry);
    while (!Work.empty()) {
      const CFGBlock *Block = Work.back();
      Work.pop_back();
      std::set<const VarDecl *> Live = In[Block];
      for (const CFGElement &Element : *Block)
        step(Element, Live);
      if (Block == &Graph->getExit()) {
        Thrown.insert(Live.begin(), Live.end());
        for (const ParmVarDecl *Param : B.Function->parameters())
          if (Live.count(Param))
            complain(Param, endsOf(B.Block).End.Loc);
        continue;
      }
      const Expr *Condition = Block->succ_size() == 2 ? Block->getLastCondition() : nullptr;
      for (auto I = Block->succ_begin(); I != Block->succ_end(); ++I) {
        const CFGBlock *Next = *I;
        if (!Next)
          continue;
        std::set<const VarDecl *> There = Live;
        if (Condition && !isa_and_nonnull<SwitchStmt>(Block->getTerminatorStmt()))
          for (const ValueDecl *Empty : emptyIf(Condition, I == Block->succ_begin()))
            There.erase(dyn_cast<VarDecl>(Empty));
        if (Next == &Graph->getExit() && endsAbnormally(*Block)) {
          (endsProgram(*Block) ? Outlasting : Thrown).insert(There.begin(), There.end());
          continue;
        }
        arrive(Next, There);
      }
    }
    // Nobody ever hands it on, and no normal path ends its life: an exception does, if not the end of the program.
    Declared.insert(Entry.begin(), Entry.end());
    for (const VarDecl *Var : Declared)
      if (!HandedOn.count(Var) && (Thrown.count(Var) || !Outlasting.count(Var)))
        complain(Var, endsOf(B.Block).End.Loc);
  }

private:
  void arrive(const CFGBlock *Block, const std::set<const VarDecl *> &Live) {
    auto &Known = In[Block];
    const size_t Before = Known.size();
    Known.insert(Live.begin(), Live.end());
    if (Known.size() != Before || Reached.insert(Block).second)
      Work.push_back(Block);
  }

  /// What \p S may throw.
  void throwFrom(const Stmt *S, const std::set<const VarDecl *> &Live) {
    auto Around = Tries.Of.find(S);
    if (Around == Tries.Of.end())
      return;
    for (const CXXTryStmt *Try : Around->second)
      if (auto To = HandlersOf.find(Try); To != HandlersOf.end()) {
        std::set<const VarDecl *> There = Live;
        for (const VarDecl *Gone : Tries.HandedOn[Try])
          if (There.erase(Gone))
            Thrown.insert(Gone); // whatever the handler does
        arrive(To->second, There);
      }
  }

  /// By an exception, or in a function that does not return.
  static bool endsAbnormally(const CFGBlock &Block) {
    if (Block.hasNoReturnElement() || isa_and_nonnull<CXXTryStmt>(Block.getTerminatorStmt()))
      return true; // the latter: no handler takes it
    for (const CFGElement &Element : Block)
      if (auto Statement = Element.getAs<CFGStmt>(); Statement && isa<CXXThrowExpr>(Statement->getStmt()))
        return true;
    return false;
  }

  /// With std::abort() and the like, behind which no life ends.
  static bool endsProgram(const CFGBlock &Block) {
    return llvm::any_of(Block, [](const CFGElement &Element) {
      auto Statement = Element.getAs<CFGStmt>();
      auto *Call = Statement ? dyn_cast<CallExpr>(Statement->getStmt()) : nullptr;
      const FunctionDecl *F = Call ? Call->getDirectCallee() : nullptr;
      return F && F->isNoReturn() && (F->isExternC() || isNoexcept(F));
    });
  }

  bool isOurs(const VarDecl *Var) {
    if (!Var || !Var->hasLocalStorage() || Var->isImplicit() || B.Done.count(Var) || Elsewhere.count(Var))
      return false;
    // Only the instances tell, and are told of themselves.
    const QualType T = Var->getType();
    if ((T->isDependentType() || T->isUndeducedType()) && !B.L.Root && !B.Depth && !B.Types.of(T) &&
        !maybeOwner(B.L.Unit.Notes, B.Function))
      return false;
    DropInfo Info = B.drop(Var);
    return Info && Info.Is != DropInfo::Opaque && !B.isCalled(Info);
  }

  void holds(const VarDecl *Var, std::set<const VarDecl *> &Live) {
    Live.insert(Var);
    Declared.insert(Var);
  }

  void step(const CFGElement &Element, std::set<const VarDecl *> &Live) {
    if (auto Statement = Element.getAs<CFGStmt>()) {
      const Stmt *S = Statement->getStmt();
      throwFrom(S, Live);
      if (auto *Declaration = dyn_cast<DeclStmt>(S))
        for (const Decl *D : Declaration->decls())
          if (auto *Var = dyn_cast<VarDecl>(D); isOurs(Var))
            makesEmptyOwner(Var->getType(), Var->getInit()) ? (void)Empty.insert(Var) : holds(Var, Live);
      if (auto *Ref = dyn_cast<DeclRefExpr>(S); Ref && !Reads.Found.count(Ref))
        if (auto *Var = dyn_cast<VarDecl>(Ref->getDecl()); Empty.count(Var))
          holds(Var, Live);
      if (auto *Lambda = dyn_cast<LambdaExpr>(S))
        for (const LambdaCapture &Capture : Lambda->captures())
          if (auto *Var = Capture.capturesVariable() ? dyn_cast<VarDecl>(Capture.getCapturedVar()) : nullptr; Empty.count(Var))
            holds(Var, Live);
      if (auto *Assignment = dyn_cast<CXXOperatorCallExpr>(S);
          Assignment && Assignment->getOperator() == OO_Equal)
        if (const VarDecl *Again = wholeVariable(Assignment->getArg(0)); isOurs(Again))
          Live.insert(Again); // after it was moved from
      if (const VarDecl *Gone = handedOn(S)) {
        Live.erase(Gone);
        HandedOn.insert(Gone);
      }
    } else if (auto End = Element.getAs<CFGLifetimeEnds>()) {
      if (Live.count(End->getVarDecl()))
        complain(End->getVarDecl(), End->getTriggerStmt() ? End->getTriggerStmt()->getEndLoc()
                                                          : endsOf(B.Block).End.Loc);
      Live.erase(End->getVarDecl());
    }
  }

  void complain(const VarDecl *Var, SourceLocation Exit) {
    if (!Said.insert(Var).second)
      return;
    const std::string Function = nameOf(B.Function);
    const std::string Known = nameOfVariable(Var), Name = isa<DecompositionDecl>(Var) ? "" : Known;
    if (!B.L.report(Var->getLocation(),
                    B.Blocking ? Diag::drop_in_blocking_body : Diag::drop_cannot_await,
                    {Known, typeName(B.L.Unit, Var->getType()), Function}))
      return;
    B.L.note(Exit, "its life ends here");
    const bool IsSpecial = isa<CXXConstructorDecl, CXXDestructorDecl, CXXConversionDecl>(B.Function);
    if (!isMovable(Var->getType())) {
      B.L.note(B.Function->getLocation(),
               IsSpecial ? "'" + Function + "' can be no coroutine, and the object cannot be moved: let a coroutine own it"
                         : "make '" + Function + "' a coroutine, which awaits the drop; the object cannot be moved to another place");
      return noteInstance();
    }
    const std::string Coroutine = IsSpecial ? "'" + Function + "' can be no coroutine: " :
                                            "make '" + Function + "' a coroutine, which awaits the drop; or ";
    B.L.note(B.Function->getLocation(),
             Coroutine +
                 (Name.empty() ? "give the object a name, hand it on with 'std::move' on every path, or give up its drop with "
                                 "'async::release'"
                               : "hand the object on with " +
                                     (isa<CXXConstructorDecl, CXXDestructorDecl>(B.Function) ? "" : "'return " + Name + "' or ") +
                                     "'std::move(" + Name + ")' on every path, or give up its drop with 'async::release(" +
                                     Name + ")'"));
    noteInstance();
  }
  /// Where the type comes from.
  void noteInstance() {
    const SourceLocation From = B.Function->getPointOfInstantiation();
    if (!B.Function->isTemplateInstantiation() || From.isInvalid() ||
        From == patternOf(B.Function)->getLocation() || From == B.Function->getLocation())
      return;
    std::string Name;
    llvm::raw_string_ostream Out(Name);
    B.Function->getNameForDiagnostic(Out, PrintingPolicy(B.L.Unit.AST.getLangOpts()), false);
    B.L.note(From, "'" + Name + "' is instantiated here");
  }

  void declaredIn(const Stmt *S) {
    if (auto *Declaration = dyn_cast_or_null<DeclStmt>(S))
      for (const Decl *D : Declaration->decls())
        Elsewhere.insert(dyn_cast<VarDecl>(D));
    if (S)
      llvm::for_each(S->children(), [this](const Stmt *Child) { declaredIn(Child); });
  }

  Body &B;
  TryBodies Tries;
  ReadingUses Reads;
  std::map<const CXXTryStmt *, const CFGBlock *> HandlersOf;
  std::map<const CFGBlock *, std::set<const VarDecl *>> In;
  std::set<const CFGBlock *> Reached;
  std::vector<const CFGBlock *> Work;
  std::set<const VarDecl *> Elsewhere; // in branches that this rendering does not have
  std::set<const VarDecl *> Entry, Said, Declared, HandedOn, Empty, Thrown, Outlasting;
};

} // namespace

void checkUnawaitedDrops(Body &B) { Analysis(B).run(); }

} // namespace asyncc
