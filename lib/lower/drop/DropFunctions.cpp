#include "analysis/Visitor.h"
#include "lower/Modes.h"
#include "lower/drop/Instantiations.h"
#include "lower/drop/DropFunctions.h"
#include "analysis/Awaitable.h"
#include "analysis/Dependent.h"
#include "analysis/GenericLambda.h"
#include "analysis/Maybe.h"
#include "lower/drop/Body.h"
#include "lower/drop/Destruction.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace asyncc {

DropInfo Body::of(QualType T) const {
  DropInfo Info = Types.of(T);
  if (!T->isDependentType())
    Info.ByMode = false; // of a mode of its own, whatever this one is
  return Info;
}

DropInfo Body::drop(const VarDecl *Var) const {
  if (Done.count(Var) || L.WithoutDrop.count(Var) || Var->getType()->isReferenceType())
    return {};
  QualType T = Var->getType();
  if (DropInfo Info = of(T)) {
    // Of a mode that the template does not know: in a plain function the rule follows the instances.
    const auto Found = T->isDependentType() && !Awaits && !Blocking ? Instantiated.find(Var->getLocation())
                                                                    : Instantiated.end();
    bool DependsOnMode = false;
    if (Found != Instantiated.end() && llvm::all_of(Found->second, [&](QualType Each) {
          return DropTypes::isSynchronous(Types.of(Each), DependsOnMode) && !DependsOnMode;
        }))
      return Types.of(Found->second.front());
    return Info;
  }
  if (T->isDependentType() || T->isUndeducedType())
    if (auto Found = Instantiated.find(Var->getLocation()); Found != Instantiated.end())
      for (QualType Each : Found->second)
        if (DropInfo Info = Types.of(Each)) {
          // What another mode makes of it is known there, unless it blocks wherever it was instantiated.
          bool DependsOnMode = false;
          const bool Blocks = DropTypes::isSynchronous(Info, DependsOnMode) &&
                              llvm::all_of(Found->second, [&](QualType Other) {
                                return L.Unit.AST.hasSameType(Other, Each);
                              });
          if ((L.Modes.size() || maybeOwner(L.Unit.Notes, Function)) && !Blocks)
            Info.Result = QualType();
          return Info;
        }
  if (T->isDependentType() || T->isUndeducedType())
    for (QualType Each : possibleTypes(L.Unit, Var->getInit()))
      if (DropInfo Info = Types.of(Each))
        return Info;
  return isArgumentOfOthers(Var) ? ofAnyArgument() : DropInfo{};
}

bool Body::isArgumentOfOthers(const VarDecl *Var) const {
  return isForOthers() && Function->isDependentContext() && (Awaits || Blocking) && Var->hasLocalStorage() &&
         Var->getIdentifier() && isa<TemplateTypeParmType>(
             Var->getType().getNonPackExpansionType().getCanonicalType().getTypePtr()); // or a pack of them
}

bool isForOthers(const Lowering &L, const DeclContext *DC) {
  while (DC->getParent() && !DC->getParent()->isTranslationUnit())
    DC = DC->getParent();
  auto *Space = dyn_cast<NamespaceDecl>(DC);
  return L.Unit.ForOthers && !(Space && Space->getName() == "async");
}

bool Body::isForOthers() const {
  return Function && asyncc::isForOthers(L, Function->getEnclosingNamespaceContext());
}

DropInfo Body::ofAnyArgument() const {
  DropInfo Info;
  Info.Is = DropInfo::Own;
  Info.HasPredicate = true;
  Info.ByMode = maybeOwner(L.Unit.Notes, Function) != nullptr;
  return Info;
}

static bool isPointer(const Expr *Init) {
  const QualType T = Init ? likelyType(Init) : QualType();
  return !T.isNull() && T->isPointerType();
}

bool Body::isUnknown(const VarDecl *Var) const {
  QualType T = Var->getType();
  std::vector<QualType> Possible = possibleTypes(L.Unit, Var->getInit());
  if (!Possible.empty() && llvm::none_of(Possible, [](QualType P) {
        return P->isDependentType() || P->isUndeducedType();
      }))
    return false; // drop() has looked at them
  return !Done.count(Var) && !Var->isParameterPack() && Var->hasLocalStorage() && Var->getIdentifier() &&
         (maybeOwner(L.Unit.Notes, Function) || isForOthers() || isForBlocking()) && (T->isDependentType() || T->isUndeducedType()) &&
         !T->isReferenceType() && !T->isPointerType() && !isPointer(Var->getInit()) && !Types.of(T) && !isArgumentOfOthers(Var) &&
         !Instantiated.count(Var->getLocation());
}

bool Body::isCalled(const DropInfo &Info) const {
  // The type is perhaps that of an instantiation for another mode.
  if (Blocking && Info.ByMode && maybeOwner(L.Unit.Notes, Function))
    return true;
  bool DependsOnMode = false;
  const bool Synchronous = DropTypes::isSynchronous(Info, DependsOnMode);
  return DependsOnMode ? Blocking : Synchronous;
}

bool Body::isAssignmentOperator() const {
  return Function && Function->getOverloadedOperator() == OO_Equal;
}

bool Body::endsWhatItOwns() const {
  auto *Method = dyn_cast_or_null<CXXMethodDecl>(Function);
  return Method && (isa<CXXDestructorDecl>(Method) || isAssignmentOperator()) &&
         Types.of(declaredType(L.Unit.AST, Method->getParent())).Is == DropInfo::Own;
}

DropInfo Body::unknownDrop(const VarDecl *Var) const {
  DropInfo Info;
  if (Awaits || !isForBlocking() || !isUnknown(Var))
    return Info;
  Info.Is = DropInfo::Own;
  if (!Blocking)
    Info.Result = L.Unit.AST.VoidTy;
  return Info;
}

bool Body::isForBlocking() const {
  return Blocking || (!Awaits && Function && At.Mentioned.count(Function->getCanonicalDecl()));
}

bool Body::isOfPromise() const {
  auto *Method = dyn_cast_or_null<CXXMethodDecl>(Function);
  if (!Method)
    return false;
  // Bases that several promises share take the results alone.
  static const std::set<std::string> Protocol = {"return_value", "yield_value", "unhandled_exception"};
  if (Method->getDeclName().isIdentifier() && Protocol.count(Method->getNameAsString()))
    return true;
  return !Method->getParent()->lookup(&L.Unit.AST.Idents.get("get_return_object")).empty();
}

bool Body::isLibrary() const {
  const QualType Result = Function->getReturnType();
  if (!Result->isDependentType())
    return isLibraryCoroutine(Result);
  const CXXRecordDecl *Class = classPattern(Result); // of a mode's result only an instantiation tells
  return !Class || isLibraryCoroutine(declaredType(L.Unit.AST, Class));
}

bool Body::awaitsWhenAbandoned() const {
  return isLibrary() || asyncc::awaitsWhenAbandoned(Function->getReturnType());
}

bool Body::mayBeForeign() const {
  const QualType Result = Function->getReturnType();
  const CXXRecordDecl *Class = classPattern(Result);
  return !Class || !isLibraryCoroutine(declaredType(L.Unit.AST, Class));
}

std::string Body::name(const std::string &Base) const {
  return uniqueLocalName(L.Unit, Base + (Depth ? "_in" + std::to_string(Depth) : "") + "_");
}

/// Whether \p Var has a declaration in front of this one that the unit tells of.
static bool wasDeclared(const Translation &Unit, const VarDecl *Var) {
  const VarDecl *Before = Var->getPreviousDecl();
  return Before && !isForeign(Unit, Before);
}

namespace {

/// Variables that code in a body drops already: this file was lowered before, or by hand.
class CollectDone : public Visitor {
public:
  explicit CollectDone(std::set<const VarDecl *> &Done) : Done(Done) {}
  bool VisitCallExpr(CallExpr *E) override {
    const std::string Name = calleeName(E);
    if ((Name == "async::dropping" || Name == "async::drop_result") && E->getNumArgs() == 2)
      add(E->getArg(0));
    return true;
  }
  bool VisitVarDecl(VarDecl *Var) override {
    QualType T = Var->getType();
    const NamedDecl *Class = T->getAsCXXRecordDecl();
    if (auto *Spec = T->getAs<TemplateSpecializationType>())
      Class = Spec->getTemplateName().getAsTemplateDecl();
    else if (auto *Deduced = T->getAs<DeducedTemplateSpecializationType>(); Deduced && !Class)
      Class = Deduced->getTemplateName().getAsTemplateDecl();
    const std::string Name = Class ? Class->getQualifiedNameAsString() : "";
    if ((Name == "async::drop_guard" || Name == "async::obligation" || Name == "async::drop_pack") &&
        Var->getInit())
      args(Var->getInit());
    return true;
  }

private:
  void args(const Stmt *S) {
    if (!S)
      return;
    if (auto *E = dyn_cast<Expr>(S))
      add(E);
    for (const Stmt *Child : S->children())
      args(Child);
  }
  void add(const Expr *E) {
    if (auto *Ref = dyn_cast<DeclRefExpr>(E->IgnoreParenImpCasts()))
      if (auto *Var = dyn_cast<VarDecl>(Ref->getDecl()))
        Done.insert(Var);
  }
  std::set<const VarDecl *> &Done;
};

class Functions : public Visitor {
public:
  Functions(Lowering &L, DropTypes &Types, const InstantiatedTypes &Instantiated, Places &At)
      : L(L), Types(Types), Instantiated(Instantiated), At(At) {}

  bool shouldVisitLambdaBody() const override { return true; }

  bool TraverseDecl(Decl *D) override {
    if (D && isForeign(L.Unit, D))
      return true;
    return Visitor::TraverseDecl(D);
  }
  bool TraverseLambdaExpr(LambdaExpr *E) override {
    ++Depth;
    const bool Blocking = modeOf(L, E->getCallOperator()) == Mode::Blocking;
    Body Around{L, Types, Instantiated, E->getCallOperator(), nullptr, false, Blocking, Depth, {}, {}, At, {}};
    lowerClosure(Around, E);
    body(E->getCallOperator());
    bool Go = Visitor::TraverseLambdaExpr(E);
    --Depth;
    return Go;
  }

  bool VisitFunctionDecl(FunctionDecl *F) override {
    // A closure is taken where it is made, but for one that is rendered by itself.
    if (auto *Method = dyn_cast<CXXMethodDecl>(F); Method && Method->getParent()->isLambda() && F != L.Root)
      return true;
    if (F->doesThisDeclarationHaveABody() && !F->isImplicit())
      body(F);
    else
      for (const ParmVarDecl *Param : F->parameters())
        if (Param->hasDefaultArg() && !Param->hasUninstantiatedDefaultArg() &&
            !Param->hasUnparsedDefaultArg())
          initializer(Param->getDefaultArg());
    return true;
  }
  bool VisitVarDecl(VarDecl *Var) override {
    if (!Var->hasLocalStorage() && !Var->getDeclContext()->isFunctionOrMethod() && Var->getInit())
      initializer(Var->getInit());
    if (!Var->hasLocalStorage() && !Var->getDeclContext()->isFunctionOrMethod() &&
        !wasDeclared(L.Unit, Var) && Types.of(Var->getType()))
      L.report(Var->getLocation(), Diag::drop_static,
               {nameOfVariable(Var), typeName(L.Unit, Var->getType())});
    return true;
  }
  bool VisitFieldDecl(FieldDecl *Field) override {
    if (Field->hasInClassInitializer() && Field->getInClassInitializer())
      initializer(Field->getInClassInitializer());
    DropInfo Info = Types.of(Field->getType());
    if (!Info)
      return true;
    if (Field->getParent()->isUnion())
      L.report(Field->getLocation(), Diag::drop_union,
               {Field->getNameAsString(), typeName(L.Unit, Field->getType())});
    else if (Info.Is == DropInfo::Opaque)
      L.report(Field->getLocation(), Diag::drop_opaque,
               {Field->getNameAsString(), typeName(L.Unit, Field->getType()), Info.Part});
    return true;
  }

private:
  void initializer(const Expr *Init) {
    Body B{L, Types, Instantiated, nullptr, nullptr, false, false, Depth, {}, {}, At, {}};
    refuseOtherDrops(B, Init);
  }

  /// The members end between the objects and the handlers of a function-try-block here.
  void refuseAll(FunctionDecl *F, const Stmt *S) {
    auto Refuse = [&](const VarDecl *Var) {
      if (Types.of(Var->getType()))
        L.report(
            Var->getLocation(), Diag::drop_place,
            {nameOfVariable(Var), typeName(L.Unit, Var->getType()), "a function-try-block"});
    };
    for (const ParmVarDecl *Param : F->parameters())
      Refuse(Param);
    std::vector<const Stmt *> Work{S};
    while (!Work.empty()) {
      const Stmt *Each = Work.back();
      Work.pop_back();
      if (!Each || isa<LambdaExpr>(Each))
        continue;
      if (auto *Declaration = dyn_cast<DeclStmt>(Each))
        for (const Decl *D : Declaration->decls())
          if (auto *Var = dyn_cast<VarDecl>(D))
            Refuse(Var);
      Work.insert(Work.end(), Each->child_begin(), Each->child_end());
    }
  }

  void body(FunctionDecl *F) {
    const Stmt *S = F->getBody();
    if (auto *Coroutine = dyn_cast_or_null<CoroutineBodyStmt>(S))
      S = Coroutine->getBody();
    if (auto *Try = dyn_cast_or_null<CXXTryStmt>(S)) {
      if (isa<CXXConstructorDecl, CXXDestructorDecl>(F)) {
        refuseAll(F, Try);
        return;
      }
      // As clang does for coroutines.
      S = CompoundStmt::Create(L.Unit.AST, {const_cast<Stmt *>(S)}, FPOptionsOverride(), {}, {});
    }
    auto *Block = dyn_cast_or_null<CompoundStmt>(S);
    if (!Block)
      return;
    const bool Blocking = modeOf(L, F) == Mode::Blocking;
    const bool Awaits =
        isCoroutine(F) && !(Blocking && maybeResult(L.Unit.AST, F->getReturnType()));
    Body B{L, Types, Instantiated, F, Block, Awaits, Blocking, Depth, {}, {}, At, {}};
    CollectDone(B.Done).TraverseStmt(const_cast<Stmt *>(S));
    if (Blocking || isMaybeBody(L.Unit.Notes, F))
      for (const Branch &Each : unselected(L.Unit, F, Blocking ? Mode::Blocking : Mode::Suspending))
        B.Unselected.insert(Each.Body);
    lowerScopes(B);
    if (!Awaits)
      checkUnawaitedDrops(B);
    checkHalfBuilt(B);
    refuseOtherDrops(B);
  }

  Lowering &L;
  DropTypes &Types;
  const InstantiatedTypes &Instantiated;
  Places &At;
  unsigned Depth = 0;
};

/// Bodies of instantiations: nothing is edited there, but only they show what a template does with
/// a type that has a drop.
class Instances : public Visitor {
public:
  Instances(Lowering &L, DropTypes &Types, const InstantiatedTypes &Instantiated, Places &At)
      : L(L), Types(Types), Instantiated(Instantiated), At(At) {}
  bool shouldVisitTemplateInstantiations() const override { return true; }
  bool TraverseDecl(Decl *D) override {
    if (D && isForeign(L.Unit, D))
      return true;
    // What the library does with a user's type is its own affair.
    if (auto *Space = dyn_cast_or_null<NamespaceDecl>(D); Space && Space->getName() == "async")
      return true;
    return Visitor::TraverseDecl(D);
  }
  bool VisitLambdaExpr(LambdaExpr *E) override {
    forEachInstance(E, [this](FunctionDecl *F) { TraverseDecl(F); });
    return true;
  }
  bool VisitVarDecl(VarDecl *Var) override {
    auto *F = dyn_cast<FunctionDecl>(Var->getDeclContext());
    if (!isa<ParmVarDecl>(Var) || (F && F->doesThisDeclarationHaveABody()))
      warnOfForeignOwner(L, Types, Var);
    if (Var->isStaticDataMember() && !wasDeclared(L.Unit, Var) && Types.of(Var->getType()))
      L.report(Var->getLocation(), Diag::drop_static,
               {nameOfVariable(Var), typeName(L.Unit, Var->getType())});
    return true;
  }
  bool VisitFieldDecl(FieldDecl *Field) override {
    if (!Field->getParent()->isLambda())
      warnOfForeignOwner(L, Types, Field);
    auto *Class = dyn_cast<CXXRecordDecl>(Field->getParent());
    if (Class && Class->getTemplateInstantiationPattern() && Field->hasInClassInitializer() &&
        Field->getInClassInitializer()) {
      Body B{L, Types, Instantiated, nullptr, nullptr, false, false, 0, {}, {}, At, {}};
      refuseOtherDrops(B, Field->getInClassInitializer());
    }
    return true;
  }
  bool VisitFunctionDecl(FunctionDecl *F) override {
    if (F->isTemplateInstantiation() && F->doesThisDeclarationHaveABody() && !F->isImplicit())
      instance(F);
    return true;
  }

private:
  /// Closures that are no templates are made again in each instance, but are none themselves.
  void closuresIn(const Stmt *S) {
    if (auto *Closure = dyn_cast_or_null<LambdaExpr>(S); Closure && !Closure->isGenericLambda())
      instance(Closure->getCallOperator());
    else if (S && !Closure)
      for (const Stmt *Each : S->children())
        closuresIn(Each);
  }

  void instance(FunctionDecl *F) {
    const bool IsMaybe = isMaybeBody(L.Unit.Notes, patternOf(F));
    if (IsMaybe && !isCoroutine(F) && !isAwaitable(L.Unit, F->getReturnType()))
      return; // for a blocking mode
    const Stmt *S = F->getBody();
    if (auto *Coroutine = dyn_cast<CoroutineBodyStmt>(S))
      S = Coroutine->getBody();
    auto *Block = dyn_cast_or_null<CompoundStmt>(S);
    if (!Block)
      return;
    closuresIn(Block);
    Body B{L, Types, Instantiated, F, Block, isCoroutine(F), false, 0, {}, {}, At, {}};
    CollectDone(B.Done).TraverseStmt(const_cast<CompoundStmt *>(Block));
    if (!B.Awaits && !IsMaybe) // of which the pattern told
      checkUnawaitedDrops(B);
    checkHalfBuilt(B);
    refuseOtherDrops(B, true);
  }

  Lowering &L;
  DropTypes &Types;
  const InstantiatedTypes &Instantiated;
  Places &At;
};

} // namespace

struct DropContext {
  explicit DropContext(Translation &Unit) : Types(Unit) {}
  DropTypes Types;
  InstantiatedTypes Instantiated;
  Places At;
};

void lowerDropFunctions(Lowering &L) {
  TranslationUnitDecl *Unit = L.Unit.AST.getTranslationUnitDecl();
  if (!L.Drops) {
    L.Drops = std::make_shared<DropContext>(L.Unit);
    collectInstantiations(L.Unit, L.Drops->Types, L.Drops->Instantiated, L.Drops->At);
    collectMentioned(L.Unit, L.Drops->At);
  }
  DropContext &Drops = *L.Drops;
  Functions(L, Drops.Types, Drops.Instantiated, Drops.At).TraverseDecl(L.Root ? L.Root : Unit);
  if (!L.Root)
    Instances(L, Drops.Types, Drops.Instantiated, Drops.At).TraverseDecl(Unit);
}

} // namespace asyncc
