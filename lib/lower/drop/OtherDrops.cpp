//===- OtherDrops.cpp - Ends of lives that are refused --------------------===//
//
// Nothing may be dropped silently: whatever ends the life of an object with a drop and is not
// lowered is an error at that place.
//
//===----------------------------------------------------------------------===//

#include "analysis/Awaitable.h"
#include "analysis/Dependent.h"
#include "analysis/WrittenVisitor.h"
#include "analysis/Maybe.h"
#include "analysis/ObjectModes.h"
#include "lower/drop/Body.h"
#include "lower/drop/Destruction.h"
#include "lower/drop/EmptiedTargets.h"
#include "parse/Compat.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace asyncc {
namespace {

class OtherDrops : public WrittenVisitor {
public:
  explicit OtherDrops(Body &B) : B(B), L(B.L), Emptied(B.L.Unit.AST) {}

  bool TraverseStmt(Stmt *S) override { return !S || B.Unselected.count(S) || WrittenVisitor::TraverseStmt(S); }
  bool VisitExpr(Expr *E) override {
    refuseErasedOwner(B, E);
    refuseOwnerByBase(B, E);
    auto *Member = dyn_cast<CXXMemberCallExpr>(E);
    if (auto *Call = dyn_cast<CallExpr>(E); Call && !(Member && Emptied.has(Member->getImplicitObjectArgument())))
      refuseLibraryCall(B, Call);
    return true;
  }
  bool TraverseCoawaitExpr(CoawaitExpr *E) override {
    const Expr *Operand = E->getOperand();
    if (Operand->IgnoreParens()->isPRValue() && has(Operand->getType()))
      temporary(Operand, Operand->getType());
    return WrittenVisitor::TraverseCoawaitExpr(E);
  }

  bool VisitMaterializeTemporaryExpr(MaterializeTemporaryExpr *E) override {
    if (!has(E->getType()))
      return true;
    auto *Extended = dyn_cast_or_null<VarDecl>(E->getExtendingDecl());
    if (Moved.count(E) && (IsInstance ? B.Types.of(E->getType()).HasPredicate : B.Block && !B.Awaits))
      return true; // handed on, as by std::move; in an instantiation only a predicate tells whether
    if (!Extended || !B.Lowered.count(Extended))
      temporary(E->getSubExpr(), E->getType());
    else if (!IsInstance)
      B.take(InstantiatedValues::written(E->getSubExpr())); // for those that are made from this
    return true;
  }
  /// What `get<I>()` gives by value lives behind the name.
  bool VisitDecompositionDecl(DecompositionDecl *D) override {
    for (const BindingDecl *Each : D->bindings())
      if (const VarDecl *Kept = Each->getHoldingVar())
        if (const MaterializeTemporaryExpr *Made = extendedBy(Kept); Made && has(Made->getType()))
          temporary(Made, Made->getType().getUnqualifiedType());
    return true;
  }
  bool VisitExprWithCleanups(ExprWithCleanups *E) override {
    if (Yields && B.Awaits && !B.awaitsWhenAbandoned() && containsYield(E))
      heldByGenerator(E);
    return true;
  }
  bool VisitCompoundStmt(CompoundStmt *S) override {
    Emptied.in(S, B.Function);
    for (const Stmt *Child : S->body())
      discarded(Child);
    return true;
  }
  bool VisitDoStmt(DoStmt *S) override {
    discarded(S->getBody());
    return true;
  }
  bool VisitCXXForRangeStmt(CXXForRangeStmt *S) override {
    discarded(S->getBody());
    // What is written there is a range: the element that a reference keeps alive is made by its iterator.
    if (const VarDecl *Element = S->getLoopVariable(); Element && !B.At.Taken[B.Blocking].count(Element->getLocation()))
      if (const MaterializeTemporaryExpr *Made = extendedBy(Element); Made && has(Made->getType()))
        if (L.report(Element->getLocation(), Diag::drop_temporary,
                     {typeName(L.Unit, Made->getType().getUnqualifiedType())}))
          L.note(Element->getLocation(), "each round makes one; declare it by value, and a coroutine drops it");
    hidden(S, S->getBeginStmt(), "begin()");
    hidden(S, S->getEndStmt(), "end()");
    return true;
  }
  bool VisitSwitchStmt(SwitchStmt *S) override {
    discarded(S->getInit());
    discarded(S->getBody());
    return true;
  }
  bool VisitSwitchCase(SwitchCase *S) override {
    discarded(S->getSubStmt());
    return true;
  }
  bool VisitLabelStmt(LabelStmt *S) override {
    discarded(S->getSubStmt());
    return true;
  }
  bool VisitIfStmt(IfStmt *S) override {
    discarded(S->getInit());
    discarded(S->getThen());
    if (S->getElse())
      discarded(S->getElse());
    return true;
  }
  bool VisitForStmt(ForStmt *S) override {
    discarded(S->getInit());
    discarded(S->getInc());
    discarded(S->getBody());
    return true;
  }
  bool VisitWhileStmt(WhileStmt *S) override {
    discarded(S->getBody());
    return true;
  }
  bool VisitExplicitCastExpr(ExplicitCastExpr *E) override {
    if (E->getType()->isVoidType())
      discarded(E->getSubExpr());
    return true;
  }

  bool VisitCXXOperatorCallExpr(CXXOperatorCallExpr *E) override {
    if (E->getOperator() != OO_Equal || E->getNumArgs() != 2)
      return true;
    if (!B.isTaken(E))
      assignment(E->getOperatorLoc(), E->getArg(0));
    return true;
  }
  bool VisitBinaryOperator(BinaryOperator *E) override {
    if (E->getOpcode() == BO_Comma)
      discarded(E->getLHS());
    if (E->getOpcode() == BO_Assign && !B.isTaken(E))
      assignment(E->getOperatorLoc(), E->getLHS());
    return true;
  }
  bool VisitCallExpr(CallExpr *E) override {
    const FunctionDecl *Callee = E->getDirectCallee();
    // A marked closure that is called where it is made moves what it captured to the coroutine.
    if (auto *Called = dyn_cast<CXXOperatorCallExpr>(E); Called && Called->getOperator() == OO_Call)
      if (auto *Closure = dyn_cast<LambdaExpr>(plain(Called->getArg(0)));
          Closure && L.Unit.Notes.on(Closure->getCallOperator(), AnnotationKind::Closure))
        move(Called->getArg(0));
    const unsigned First = firstArgument(E);
    for (unsigned I = First; Callee && I < E->getNumArgs() && I - First < Callee->getNumParams(); ++I)
      if (Callee->getParamDecl(I - First)->getType()->isRValueReferenceType())
        move(E->getArg(I));
    if (IsInstance || B.endsWhatItOwns())
      return true; // what is written for any type, as in promises, is the author's care
    if (auto Ends = destruction(E); Ends && !Ends->Type.isNull() && has(Ends->Type) && !B.isTaken(E))
      L.report(E->getExprLoc(), Diag::drop_delete, {typeName(L.Unit, Ends->Type), Ends->Name});
    if (const Expr *First = overwritten(E))
      if (QualType T = iteratedType(First->getType()); !T.isNull() && has(T))
        L.report(E->getExprLoc(), Diag::drop_algorithm,
                 {"std::" + Callee->getNameAsString(), typeName(L.Unit, T)});
    return true;
  }
  bool VisitCXXDeleteExpr(CXXDeleteExpr *E) override {
    if (QualType T = E->getDestroyedType();
        !T.isNull() && has(T) && !B.isTaken(E) && !B.endsWhatItOwns())
      L.report(E->getBeginLoc(), E->isArrayForm() ? Diag::drop_delete_array : Diag::drop_delete,
               {typeName(L.Unit, T), "delete"});
    return true;
  }
  bool VisitCXXThrowExpr(CXXThrowExpr *E) override {
    if (E->getSubExpr() && has(E->getSubExpr()->getType()))
      L.report(E->getBeginLoc(), Diag::drop_throw, {typeName(L.Unit, E->getSubExpr()->getType())});
    return true;
  }
  bool VisitCXXMemberCallExpr(CXXMemberCallExpr *E) override {
    const CXXMethodDecl *Method = E->getMethodDecl();
    if (Method && Method->isOverloadedOperator() && Method->getOverloadedOperator() == OO_Equal)
      assignment(E->getExprLoc(), E->getImplicitObjectArgument());
    return true;
  }
  bool VisitVarDecl(VarDecl *Var) override {
    if (B.Done.count(Var) || (isa<ParmVarDecl>(Var) && Var->getDeclContext() != B.Function))
      return true; // the latter: of a declaration, a type or a requires-expression
    if (!IsInstance)
      refuseStoredTask(B, Var);
    DropInfo Info = B.drop(Var);
    const std::string Name = nameOfVariable(Var), Type = typeName(L.Unit, Var->getType());
    if (!Info || (IsInstance && (Info.Is == DropInfo::Own || Info.Is == DropInfo::Glue) &&
                  !Var->isExceptionVariable()))
      return true;
    if (!Var->hasLocalStorage())
      L.report(Var->getLocation(), Diag::drop_static, {Name, Type});
    else if (Info.Is == DropInfo::Opaque)
      L.report(Var->getLocation(), Diag::drop_opaque, {Name, Type, Info.Part});
    else if (Var->isExceptionVariable())
      L.report(Var->getLocation(), Diag::drop_catch, {Name, Type});
    else if (const QualType Foreign = Yields && B.Awaits && !B.isCalled(Info) ? foreignResult() : QualType();
             !Foreign.isNull())
      L.report(Var->getLocation(), Diag::drop_generator, {Name, Type, typeName(L.Unit, Foreign)});
    else if ((B.Awaits || B.isCalled(Info)) && !B.Lowered.count(Var))
      L.report(Var->getLocation(), Diag::drop_place, {Name, Type, "this place"});
    return true;
  }

  bool VisitCXXConstructExpr(CXXConstructExpr *E) override {
    const CXXConstructorDecl *Made = E->getConstructor();
    for (unsigned I = 0; I < std::min(E->getNumArgs(), Made->getNumParams()); ++I)
      if (Made->getParamDecl(I)->getType()->isRValueReferenceType())
        move(E->getArg(I));
    return true;
  }

  bool TraverseCoreturnStmt(CoreturnStmt *S) override {
    refuseOwnerByBase(B, S);
    return WrittenVisitor::TraverseCoreturnStmt(S);
  }

  bool Yields = false;
  bool IsInstance = false;

private:
  /// What a range-for keeps without a name.
  void hidden(const CXXForRangeStmt *Loop, const DeclStmt *Declaration, const char *Name) {
    auto *Var = Declaration ? dyn_cast<VarDecl>(Declaration->getSingleDecl()) : nullptr;
    if (Var && !Var->getType()->isReferenceType() && has(Var->getType()))
      L.report(Loop->getRangeInit()->getBeginLoc(), Diag::drop_place,
               {Name, typeName(L.Unit, Var->getType()), "a range-for, which hides it"});
  }

  /// The type of this coroutine, or what a mode makes of it, if that is not the library's.
  QualType foreignResult() const {
    const QualType Result = B.Function->getReturnType();
    if (!B.isLibrary())
      return B.awaitsWhenAbandoned() ? QualType() : Result;
    if (const auto Found = B.Instantiated.find(B.Function->getLocation()); Found != B.Instantiated.end())
      for (QualType Each : Found->second)
        if (const MaybeResult Of = maybeResult(L.Unit.AST, Each);
            Of && blocks(L.Unit.AST, Of.Mode) == false && !awaitsWhenAbandoned(Each))
          return Each;
    return {};
  }

  /// Temporaries that live as long as a `co_yield` in \p S.
  void heldByGenerator(const Stmt *S) {
    auto *Made = dyn_cast_or_null<MaterializeTemporaryExpr>(S);
    if (Made && Made->getStorageDuration() == SD_FullExpression)
      if (const DropInfo Info = B.of(Made->getType()); Info && !B.isCalled(Info))
        L.report(Made->getBeginLoc(), Diag::drop_generator,
                 {L.Edits.text(Made->getSourceRange()), typeName(L.Unit, Made->getType().getUnqualifiedType()),
                  typeName(L.Unit, B.Function->getReturnType())});
    if (S && !isa<LambdaExpr>(S))
      llvm::for_each(S->children(), [this](const Stmt *Child) { heldByGenerator(Child); });
  }

  /// What an assignment or constructor takes over.
  void move(const Expr *E) {
    E = E->IgnoreParens();
    if (auto *Cast = dyn_cast<ImplicitCastExpr>(E); Cast && Cast->getCastKind() == CK_NoOp)
      E = Cast->getSubExpr()->IgnoreParens();
    if (auto *Made = dyn_cast<MaterializeTemporaryExpr>(E))
      Moved.insert(Made);
  }
  std::set<const MaterializeTemporaryExpr *> Moved;

  bool has(QualType T) { return static_cast<bool>(B.Types.of(T)); }

  void discarded(const Stmt *S) {
    auto *E = dyn_cast_or_null<Expr>(S);
    if (!E)
      return;
    if (auto *Cleanups = dyn_cast<ExprWithCleanups>(E))
      E = Cleanups->getSubExpr();
    if (auto *Call = dyn_cast<CallExpr>(E->IgnoreParenImpCasts()->IgnoreImplicit()))
      refuseDiscardedTask(B, Call);
    if (E->isPRValue() && has(E->getType()))
      return temporary(E, E->getType());
    // What only the blocking half has no instance shows.
    if (B.Blocking && E->isTypeDependent())
      for (QualType Each : possibleTypes(L.Unit, E))
        if (has(Each))
          return temporary(E, Each);
  }
  void temporary(const Expr *E, QualType T) {
    if (B.isTaken(E) || B.isTaken(InstantiatedValues::written(E)))
      return;
    if (const DropInfo Info = B.Types.of(T); Info.Is == DropInfo::Opaque) // a name would not help
      L.report(E->getBeginLoc(), Diag::drop_opaque, {L.Edits.text(E->getSourceRange()), typeName(L.Unit, T), Info.Part});
    else
      L.report(E->getBeginLoc(), Diag::drop_temporary, {typeName(L.Unit, T)});
  }
  void assignment(SourceLocation Loc, const Expr *Target) {
    QualType T = Target->getType();
    bool IsTie = false; // std::tie(a, b) = …
    if (auto *Tuple = dyn_cast_or_null<ClassTemplateSpecializationDecl>(T->getAsCXXRecordDecl());
        Tuple && Tuple->isInStdNamespace() && Tuple->getName() == "tuple")
      for (const TemplateArgument &Arg : Tuple->getTemplateArgs()[0].getPackAsArray())
        if (Arg.getKind() == TemplateArgument::Type && Arg.getAsType()->isReferenceType() &&
            has(Arg.getAsType().getNonReferenceType())) {
          T = Arg.getAsType().getNonReferenceType();
          IsTie = true;
        }
    // What is under construction does not live yet.
    auto *Whole = dyn_cast<UnaryOperator>(Target->IgnoreParenImpCasts());
    if (isa_and_nonnull<CXXConstructorDecl>(B.Function) && Whole && Whole->getOpcode() == UO_Deref &&
        isa<CXXThisExpr>(Whole->getSubExpr()->IgnoreParenImpCasts()))
      return;
    if (!T.isNull() && has(T) && !Emptied.has(Target) && !B.isAssignmentOperator() && !B.endsWhatItOwns() &&
        !B.isOfPromise())
      L.report(Loc, Diag::drop_assignment,
               {typeName(L.Unit, T),
                IsTie ? "declare 'auto [a, b] = …' instead, and assign each part in a statement of a coroutine"
                      : insteadOfAssignment(B)});
  }

  Body &B;
  Lowering &L;
  EmptiedTargets Emptied;
};

} // namespace

std::string insteadOfAssignment(const Body &B) {
  return std::string(B.Awaits ? "make" : "make the function a coroutine and") +
         " the assignment a statement, or move the old value out before";
}

void refuseOtherDrops(Body &B, const Expr *Initializer) {
  OtherDrops(B).TraverseStmt(const_cast<Expr *>(Initializer));
}

void refuseOtherDrops(Body &B, bool IsInstance) {
  OtherDrops Visitor(B);
  Visitor.IsInstance = IsInstance;
  Visitor.Yields = containsYield(B.Block);
  for (ParmVarDecl *Param : B.Function->parameters()) {
    Visitor.VisitVarDecl(Param);
    if (Param->hasDefaultArg() && !Param->hasUninstantiatedDefaultArg() &&
        !Param->hasUnparsedDefaultArg())
      Visitor.TraverseStmt(Param->getDefaultArg());
  }
  if (auto *Constructor = dyn_cast<CXXConstructorDecl>(B.Function))
    for (const CXXCtorInitializer *Init : Constructor->inits())
      if (Init->isWritten())
        Visitor.TraverseStmt(Init->getInit());
  Visitor.TraverseStmt(const_cast<CompoundStmt *>(B.Block));
}

} // namespace asyncc
