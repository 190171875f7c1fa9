#include "lower/drop/Instantiations.h"
#include "analysis/Awaitable.h"
#include "analysis/Dependent.h"
#include "analysis/GenericLambda.h"
#include "analysis/Maybe.h"
#include "analysis/Visitor.h"
#include "lower/Modes.h"
#include "lower/drop/Destruction.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace asyncc {

namespace {

class CollectInstantiations : public Visitor {
public:
  CollectInstantiations(Translation &Unit, DropTypes &Drops, InstantiatedTypes &Types, Places &At)
      : Unit(Unit), Drops(Drops), Types(Types), At(At) {}
  bool shouldVisitTemplateInstantiations() const override { return true; }
  bool TraverseDecl(Decl *D) override {
    if (D && isForeign(Unit, D))
      return true;
    return Visitor::TraverseDecl(D);
  }
  bool VisitLambdaExpr(LambdaExpr *E) override {
    forEachInstance(E, [this](FunctionDecl *F) { TraverseDecl(F); });
    returns(E->getCallOperator());
    return true;
  }
  bool TraverseInitListExpr(InitListExpr *E) override { return TraverseElements(E); }
  bool VisitVarDecl(VarDecl *Var) override {
    if (!isCandidates(Var))
      add(Var->getLocation(), Var->getType());
    return true;
  }
  /// The parameters of an instance stand where its template was declared first, the body elsewhere.
  bool VisitFunctionDecl(FunctionDecl *F) override {
    returns(F);
    const FunctionDecl *Pattern = patternOf(F);
    if (const FunctionDecl *Definition = Pattern->getDefinition())
      Pattern = Definition;
    if (Pattern == F || !F->doesThisDeclarationHaveABody() || F->isDependentContext())
      return true;
    Types[Pattern->getLocation()].push_back(F->getReturnType());
    const unsigned Written = Pattern->getNumParams(), Made = F->getNumParams();
    unsigned Next = 0; // of the instance's
    for (unsigned I = 0; I < Written; ++I) {
      const ParmVarDecl *Param = Pattern->getParamDecl(I);
      const unsigned Count = Param->isParameterPack() && Made + 1 >= Written ? Made + 1 - Written : 1;
      for (unsigned Each = 0; Each < Count && Next < Made; ++Each, ++Next)
        if (const ParmVarDecl *Var = F->getParamDecl(Next); Var->getLocation() != Param->getLocation())
          add(Param->getLocation(), Var->getType());
    }
    return true;
  }

  bool VisitCXXOperatorCallExpr(CXXOperatorCallExpr *E) override {
    if (E->getOperator() == OO_Equal && E->getNumArgs() == 2)
      ends(E->getOperatorLoc(), E->getArg(0)->getType());
    return true;
  }
  bool VisitMaterializeTemporaryExpr(MaterializeTemporaryExpr *E) override {
    const Expr *Written = InstantiatedValues::written(E->getSubExpr());
    const bool IsExtended = isExtended(E);
    if ((E->getStorageDuration() == SD_FullExpression || IsExtended) && Written->isPRValue() && !isConverted(Written) &&
        Unit.AST.hasSameUnqualifiedType(Written->getType(), E->getType()) && has(E->getType())) {
      const InstantiatedValues::Place Place = InstantiatedValues::of(Written);
      At.Made.Temporaries[Place] = E->getType().getUnqualifiedType();
      if (IsExtended)
        At.Made.Extended.insert(Place);
    }
    return true;
  }
  bool VisitExpr(Expr *E) override {
    if (!E->getType().isNull() && E->isPRValue() && E->getType()->isRecordType() &&
        E->IgnoreImplicit() == E && has(E->getType()))
      At.Made.Values[InstantiatedValues::of(E)] = E->getType().getUnqualifiedType();
    return true;
  }
  /// An object that a member is taken of, of a type that its own template tells: perhaps nothing instantiates it here.
  bool VisitCXXDependentScopeMemberExpr(CXXDependentScopeMemberExpr *E) override {
    if (!E->isImplicitAccess() && !E->isArrow())
      likely(E->getBase());
    return true;
  }
  bool VisitMemberExpr(MemberExpr *E) override {
    if (E->getBase()->isTypeDependent() && !E->isArrow())
      likely(E->getBase());
    return true;
  }
  /// The same for one that is given to a reference.
  void arguments(const CallExpr *E) {
    const std::vector<PossibleCallee> Callees = possibleCallees(E);
    for (unsigned I = 0; I < E->getNumArgs() && !Callees.empty(); ++I)
      if (llvm::all_of(Callees, [I](const PossibleCallee &Each) {
            return I < Each.Function->getNumParams() && Each.Function->getParamDecl(I)->getType()->isReferenceType();
          }))
        likely(E->getArg(I));
  }
  bool VisitCallExpr(CallExpr *E) override {
    if (E->isTypeDependent())
      arguments(E);
    if (auto *Closure = dyn_cast<LambdaExpr>(E->getCallee()->IgnoreParenImpCasts()))
      likely(Closure);
    if (auto Ends = destruction(E))
      ends(Ends->At, Ends->Type);
    return true;
  }
  bool VisitCXXDeleteExpr(CXXDeleteExpr *E) override {
    ends(E->getBeginLoc(), E->getDestroyedType());
    return true;
  }

private:
  /// Whether a reference, which is a variable or the hidden one of a loop's range, makes \p E live as long as itself.
  static bool isExtended(const MaterializeTemporaryExpr *E) {
    auto *Var = dyn_cast_or_null<VarDecl>(E->getExtendingDecl());
    return Var && E->getStorageDuration() == SD_Automatic && !E->getType()->isArrayType() &&
           !Var->isCXXForRangeDecl() && (!Var->isImplicit() || Var->getName().starts_with("__range"));
  }
  /// Whether \p E is a conversion that nobody wrote: its text is that of what it converts, and nothing there says its type.
  bool isConverted(const Expr *E) const {
    auto *Call = dyn_cast<CXXMemberCallExpr>(E);
    auto *Made = dyn_cast<CXXConstructExpr>(E);
    const Expr *From = Call && isa_and_nonnull<CXXConversionDecl>(Call->getMethodDecl()) ? Call->getImplicitObjectArgument()
                       : Made && Made->getNumArgs()                                      ? Made->getArg(0)
                                                                                         : nullptr;
    return From && From->getSourceRange() == E->getSourceRange() &&
           !Unit.AST.hasSameUnqualifiedType(From->getType(), E->getType());
  }
  /// The operands of `co_return` in \p F that are converted to what it gives: temporaries as others, while one of the
  /// result's own type becomes the result.
  void returns(const FunctionDecl *F) {
    if (!F->isDependentContext() && F->doesThisDeclarationHaveABody() && isCoroutine(F))
      returns(F->getBody(), awaitedValue(Unit, F->getReturnType()));
  }
  void returns(const Stmt *S, QualType Value) {
    if (!S || isa<LambdaExpr>(S))
      return;
    auto *Return = dyn_cast<CoreturnStmt>(S);
    if (!Return) {
      for (const Stmt *Child : S->children())
        returns(Child, Value);
      return;
    }
    const Expr *Operand = Return->getOperand();
    if (!Operand || Operand->isTypeDependent())
      return;
    if (isa<InitListExpr>(Operand)) {
      TraverseStmt(const_cast<Expr *>(promised(Return)));
      return;
    }
    Operand = InstantiatedValues::written(Operand);
    const QualType T = Operand->getType().getUnqualifiedType();
    if (Value.isNull() || Value->isDependentType() || !Operand->isPRValue() || !T->isRecordType() || !has(T) ||
        Unit.AST.hasSameUnqualifiedType(T, Value.getNonReferenceType()))
      return;
    At.Made.Converted.insert(InstantiatedValues::of(Operand));
    At.Made.Temporaries[InstantiatedValues::of(Operand)] = T;
  }
  void add(SourceLocation Loc, QualType T) {
    if (!T->isDependentType() && !T->isReferenceType())
      Types[Loc].push_back(T);
  }
  /// A parameter of what overload resolution declared, and did not choose.
  static bool isCandidates(const VarDecl *Var) {
    auto *F = dyn_cast<FunctionDecl>(Var->getDeclContext());
    return F && isa<ParmVarDecl>(Var) && F->getPrimaryTemplate() && F->isTemplateInstantiation() &&
           F->getPointOfInstantiation().isInvalid() && !F->isDefined(); // by a body a result is deduced, too
  }
  bool has(QualType T) {
    DropInfo Info = T->isDependentType() ? DropInfo{} : Drops.of(T);
    return Info && Info.Is != DropInfo::Opaque;
  }
  void likely(const Expr *Base) {
    const Expr *Written = InstantiatedValues::written(Base);
    std::vector<QualType> Types = possibleTypes(Unit, Written);
    if (auto *Made = dyn_cast<CXXUnresolvedConstructExpr>(Written))
      Types = {Made->getTypeAsWritten()};
    if (auto *Closure = dyn_cast<LambdaExpr>(Written))
      Types = {Closure->getType()};
    for (QualType Each : Types)
      if (!Each->isReferenceType() && !Each->isPointerType() && Each->isDependentType())
        if (DropInfo Info = Drops.of(Each); Info && Info.Is != DropInfo::Opaque)
          At.Made.Temporaries.emplace(InstantiatedValues::of(Written), Each.getUnqualifiedType());
  }
  void ends(SourceLocation Loc, QualType T) {
    if (T.isNull() || T->isDependentType())
      return;
    if (DropInfo Info = Drops.of(T); Info && Info.Is != DropInfo::Opaque)
      At.Ends.emplace(Loc, Info);
  }

  Translation &Unit;
  DropTypes &Drops;
  InstantiatedTypes &Types;
  Places &At;
};

/// The function templates without a mode that the blocking halves of bodies, and those templates, mention: nothing
/// instantiates those halves before they are lowered.
class MentionedTemplates : public Visitor {
public:
  MentionedTemplates(Translation &Unit, std::set<const FunctionDecl *> &Out) : Unit(Unit), Out(Out) {}
  bool TraverseDecl(Decl *D) override { return (D && isForeign(Unit, D)) || Visitor::TraverseDecl(D); }
  bool VisitFunctionDecl(FunctionDecl *F) override {
    if (!F->doesThisDeclarationHaveABody() || !F->isDependentContext())
      return true;
    if (isMaybeBody(Unit.Notes, F))
      for (const Branch &Blocking : unselected(Unit, F, Mode::Suspending))
        in(Blocking.Body);
    else if (halfOf(F) == Mode::Blocking)
      in(F->getBody());
    return true;
  }

private:
  void in(const Stmt *S) {
    if (!S)
      return;
    if (auto *Lookup = dyn_cast<OverloadExpr>(S))
      for (const NamedDecl *D : Lookup->decls())
        add(D->getUnderlyingDecl());
    for (const Stmt *Child : S->children())
      in(Child);
  }
  void add(const NamedDecl *D) {
    auto *Template = dyn_cast<FunctionTemplateDecl>(D);
    const FunctionDecl *F = Template ? Template->getTemplatedDecl()->getDefinition() : nullptr;
    if (F && !F->isConstexpr() && !isForeign(Unit, F) && !isLibrarys(Unit, F) && !maybeOwner(Unit.Notes, F) &&
        Out.insert(F->getCanonicalDecl()).second)
      in(F->getBody());
  }
  Translation &Unit;
  std::set<const FunctionDecl *> &Out;
};

} // namespace

void collectInstantiations(Translation &Unit, DropTypes &Drops, InstantiatedTypes &Types, Places &At) {
  CollectInstantiations(Unit, Drops, Types, At).TraverseDecl(Unit.AST.getTranslationUnitDecl());
}

void collectMentioned(Translation &Unit, Places &At) {
  MentionedTemplates(Unit, At.Mentioned).TraverseDecl(Unit.AST.getTranslationUnitDecl());
}

} // namespace asyncc
