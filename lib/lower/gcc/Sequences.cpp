#include "lower/gcc/Sequences.h"
#include "lower/gcc/AwaitedValues.h"
#include "clang/AST/OperationKinds.h"
#include <set>

using namespace clang;

namespace asyncc {
namespace {

Weight heavier(Weight A, Weight B) { return std::max(A, B); }

/// Of namespace std, or of one in it.
bool isStds(const FunctionDecl *F) {
  const DeclContext *In = F->getDeclContext();
  while (!In->isTranslationUnit() && !In->isStdNamespace())
    In = In->getParent();
  return In->isStdNamespace();
}

/// A class of the library that runs nobody else's code when it is made.
bool isPlainClass(const CXXRecordDecl *Class) {
  static const std::set<llvm::StringRef> Plain = {"basic_string", "basic_string_view", "span",
                                                  "duration", "time_point"};
  return Class->getIdentifier() && Plain.count(Class->getName());
}

/// A constructor that only reads what it is given.
bool isPlainConstruction(const CXXConstructExpr *E) {
  const CXXConstructorDecl *Constructor = E->getConstructor();
  return ((isStds(Constructor) && isPlainClass(Constructor->getParent())) || Constructor->isTrivial()) &&
         !Constructor->isMoveConstructor() &&
         llvm::none_of(Constructor->parameters(), [](const ParmVarDecl *Param) {
           QualType T = Param->getType();
           return T->isRValueReferenceType() ||
                  (T->isReferenceType() && !T.getNonReferenceType().isConstQualified());
         });
}

/// Whether \p F is made for a class that is not the library's, whose functions it may call: std::make_unique<part>.
bool runsOthersCode(const FunctionDecl *F) {
  static const std::set<llvm::StringRef> Looks = {"addressof", "as_const", "begin", "cbegin", "cend", "cref",
                                                  "data",      "empty",    "end",   "get",    "get_if", "holds_alternative",
                                                  "ref",       "size",     "ssize"};
  const TemplateArgumentList *Args = F->getTemplateSpecializationArgs();
  if (!Args || (F->getIdentifier() && Looks.count(F->getName())))
    return false;
  auto IsOthers = [](const TemplateArgument &Arg) {
    const CXXRecordDecl *Class =
        Arg.getKind() == TemplateArgument::Type ? Arg.getAsType().getNonReferenceType()->getAsCXXRecordDecl() : nullptr;
    return Class && !Class->isInStdNamespace();
  };
  return llvm::any_of(Args->asArray(), [&](const TemplateArgument &Arg) {
    return Arg.getKind() == TemplateArgument::Pack ? llvm::any_of(Arg.pack_elements(), IsOthers) : IsOthers(Arg);
  });
}

/// A function of the library that only reads what it is given: by its name, a conversion or a literal.
bool isPlainCall(const CallExpr *E) {
  const FunctionDecl *Called = E->getDirectCallee();
  if (!Called || !isStds(Called) || runsOthersCode(Called))
    return false;
  const IdentifierInfo *Name = Called->getIdentifier();
  if (Name ? Name->isStr("move") || Name->isStr("forward") || Name->isStr("exchange")
           : !isa<CXXConversionDecl>(Called) && !Called->getLiteralIdentifier())
    return false;
  auto CallsBack = [](const Expr *Arg) {
    const CXXRecordDecl *Class = Arg->getType()->getAsCXXRecordDecl();
    return Class && Class->isLambda();
  };
  auto *Method = dyn_cast<CXXMethodDecl>(Called);
  return (!Method || Method->isStatic() || Method->isConst()) && llvm::none_of(E->arguments(), CallsBack) &&
         llvm::none_of(Called->parameters(), [](const ParmVarDecl *Param) {
           QualType T = Param->getType();
           return T->isPointerType() || (T->isLValueReferenceType() && !T.getNonReferenceType().isConstQualified());
         });
}
bool isPlainOperator(const CXXOperatorCallExpr *E) {
  const FunctionDecl *Called = E->getDirectCallee();
  return Called && isStds(Called) && E->getOperator() == OO_Plus;
}

/// std::get<I>(t) of a tuple, also before an instantiation chooses which.
bool isElement(const CallExpr *E) {
  auto *Lookup = dyn_cast<UnresolvedLookupExpr>(E->getCallee()->IgnoreParenImpCasts());
  const CXXRecordDecl *Of = E->getNumArgs() == 1 ? classOf(E->getArg(0)->getType()) : nullptr;
  return Lookup && Of && Of->isInStdNamespace() && Of->getName() != "variant" &&
         Lookup->getName().isIdentifier() && Lookup->getName().getAsString() == "get" &&
         Lookup->getQualifier() &&
         llvm::all_of(Lookup->decls(), [](const NamedDecl *D) { return D->isInStdNamespace(); });
}

/// What stands for the left side of an assignment in text that was lowered before.
bool isPlace(const CallExpr *E) {
  const std::string Name = calleeName(E);
  return Name == "async::assigning" || Name == "async::later";
}

Weight parts(const Stmt *S, bool Value, const Stmt *Other) {
  Weight All = Weight::Nothing;
  for (const Stmt *Child : S->children())
    if (Child)
      All = heavier(All, weightOf(Child, Value, Other));
  return All;
}

/// It looks at its object, and what may fail has to keep its turn, too.
Weight weightOfPlainCall(const CallExpr *E, const Stmt *Other) {
  const FunctionDecl *Called = E->getDirectCallee();
  const bool Fails = !Called->getLiteralIdentifier() && !Called->getType()->castAs<FunctionProtoType>()->isNothrow();
  Weight All = heavier(parts(E, true, Other), Fails ? Weight::Reads : Weight::Nothing);
  if (auto *Call = dyn_cast<CXXMemberCallExpr>(E))
    All = heavier(All, weightOf(Call->getImplicitObjectArgument(), true, Other));
  return All;
}

Weight weightOfName(const DeclRefExpr *E, bool Value, const Stmt *Other) {
  auto *Var = dyn_cast<VarDecl>(E->getDecl());
  if (!Value || !Var || Var->getType().isConstQualified() || Var->isConstexpr())
    return Weight::Nothing;
  const bool Local = Var->isLocalVarDeclOrParm() && !Var->getType()->isReferenceType();
  return Local && !mentions(Other, Var) ? Weight::Nothing : Weight::Reads;
}

} // namespace

Weight weightOf(const Stmt *S, bool Value, const Stmt *Other) {
  if (!S)
    return Weight::Nothing;
  if (auto *Lambda = dyn_cast<LambdaExpr>(S)) { // its body runs later
    Weight Captures = Weight::Nothing;
    for (const Expr *Init : Lambda->capture_inits())
      Captures = heavier(Captures, weightOf(Init, true, Other));
    return Captures;
  }
  if (auto *Name = dyn_cast<DeclRefExpr>(S))
    return weightOfName(Name, Value, Other);
  if (auto *Member = dyn_cast<MemberExpr>(S)) {
    if (isa<FunctionDecl>(Member->getMemberDecl()))
      return weightOf(Member->getBase(), Member->isArrow(), Other);
    const Weight Base = weightOf(Member->getBase(), Member->isArrow(), Other);
    return heavier(Base, Value && !Member->getType().isConstQualified() ? Weight::Reads
                                                                        : Weight::Nothing);
  }
  if (auto *Member = dyn_cast<CXXDependentScopeMemberExpr>(S)) {
    if (!Member->isImplicitAccess() && Member->isArrow() && !isa<CXXThisExpr>(plain(Member->getBase())))
      return heavier(Weight::Reads, weightOf(Member->getBase(), true, Other));
    const Weight Base =
        Member->isImplicitAccess() ? Weight::Nothing : weightOf(Member->getBase(), false, Other);
    return heavier(Base, Value ? Weight::Reads : Weight::Nothing);
  }
  if (auto *Cast = dyn_cast<CastExpr>(S)) {
    switch (Cast->getCastKind()) {
    case CK_Dependent:
      return heavier(Weight::Effects, parts(S, true, Other));
    case CK_ArrayToPointerDecay:
    case CK_FunctionToPointerDecay:
      return weightOf(Cast->getSubExpr(), false, Other);
    case CK_LValueToRValue:
      return weightOf(Cast->getSubExpr(), true, Other);
    default:
      return weightOf(Cast->getSubExpr(), Value, Other);
    }
  }
  if (auto *Unary = dyn_cast<UnaryOperator>(S)) {
    if (Unary->isIncrementDecrementOp() || Unary->isTypeDependent())
      return Weight::Effects;
    if (Unary->getOpcode() == UO_AddrOf)
      return weightOf(Unary->getSubExpr(), false, Other);
    const Weight Of = weightOf(Unary->getSubExpr(), true, Other);
    const bool This = isa<CXXThisExpr>(plain(Unary->getSubExpr()));
    return Unary->getOpcode() == UO_Deref && Value && !This ? heavier(Of, Weight::Reads) : Of;
  }
  if (auto *Binary = dyn_cast<BinaryOperator>(S))
    return Binary->isAssignmentOp() || (Binary->isTypeDependent() && !Binary->isCommaOp())
               ? Weight::Effects
               : parts(S, true, Other);
  if (auto *Made = dyn_cast<CXXConstructExpr>(S))
    return isPlainConstruction(Made) ? parts(S, true, Other) : Weight::Effects;
  if (auto *Call = dyn_cast<CXXOperatorCallExpr>(S); Call && isPlainOperator(Call))
    return parts(S, true, Other);
  if (auto *Call = dyn_cast<CallExpr>(S); Call && isPlainCall(Call))
    return weightOfPlainCall(Call, Other);
  if (auto *Call = dyn_cast<CallExpr>(S); Call && isElement(Call))
    return heavier(weightOf(Call->getArg(0), false, Other), Value ? Weight::Reads : Weight::Nothing);
  if (auto *Call = dyn_cast<CallExpr>(S); Call && isPlace(Call))
    return parts(S, false, Other);
  if (auto *Subscript = dyn_cast<ArraySubscriptExpr>(S))
    return Subscript->isTypeDependent() ? Weight::Effects
           : Value                      ? heavier(Weight::Reads, parts(S, true, Other))
                                        : parts(S, true, Other);
  if (isa<CallExpr, CXXUnresolvedConstructExpr, CXXNewExpr, CXXDeleteExpr, CXXThrowExpr, CoawaitExpr,
          DependentCoawaitExpr, CoyieldExpr, CXXInheritedCtorInitExpr, StmtExpr, CXXDynamicCastExpr>(S))
    return Weight::Effects;
  if (isa<UnaryExprOrTypeTraitExpr, CXXNoexceptExpr, RequiresExpr, SizeOfPackExpr>(S))
    return Weight::Nothing;
  return parts(S, Value, Other);
}

/// The function that \p E calls whatever its template is given: `__assert_fail(…, __PRETTY_FUNCTION__)`, whose last argument
/// alone depends on that; or null.
static const FunctionDecl *calledAnyway(const CallExpr *E) {
  if (const FunctionDecl *Callee = E->getDirectCallee())
    return Callee;
  auto *Names = dyn_cast<UnresolvedLookupExpr>(plain(E->getCallee()));
  const bool Depends = llvm::any_of(E->arguments(), [](const Expr *Arg) {
    Arg = plain(Arg);
    if (auto *Extension = dyn_cast<UnaryOperator>(Arg); Extension && Extension->getOpcode() == UO_Extension)
      Arg = plain(Extension->getSubExpr());
    return Arg->isTypeDependent() && !isa<PredefinedExpr>(Arg);
  });
  return Names && !Depends && Names->getNumDecls() == 1 ? dyn_cast<FunctionDecl>(*Names->decls_begin()) : nullptr;
}

bool makesObjects(const Stmt *S) {
  if (!S)
    return false;
  auto Any = [](const Stmt *Of) { return llvm::any_of(Of->children(), makesObjects); };
  if (auto *Lambda = dyn_cast<LambdaExpr>(S))
    return ownsSomething(Lambda) || llvm::any_of(Lambda->capture_inits(), makesObjects);
  if (isa<MaterializeTemporaryExpr, CXXBindTemporaryExpr, CXXTemporaryObjectExpr,
          CXXUnresolvedConstructExpr>(S))
    return true;
  // The right side of `x += f()` is kept like an object.
  if (auto *Compound = dyn_cast<BinaryOperator>(S); Compound && Compound->isCompoundAssignmentOp() &&
                                                    weightOf(Compound->getRHS(), true, Compound) == Weight::Effects)
    return true;
  auto *E = dyn_cast<Expr>(S);
  if (!E || !(E->isPRValue() || E->isTypeDependent()))
    return Any(S);
  auto *Call = dyn_cast<CallExpr>(E);
  const FunctionDecl *Callee = Call ? calledAnyway(Call) : nullptr;
  const QualType Type = Callee ? Callee->getReturnType() : E->getType();
  if (isa<CallExpr, CXXConstructExpr, CXXFunctionalCastExpr, InitListExpr>(E) && (Type->isDependentType() || Type->isUndeducedType() || Type->isRecordType()))
    return true;
  if (isa<ArraySubscriptExpr>(E) && E->isTypeDependent())
    return true; // what the operator returns
  return Any(S);
}

static bool mayWrite(const FunctionDecl *F) {
  return !F || llvm::any_of(F->parameters(), [](const ParmVarDecl *Param) {
    const QualType T = Param->getType();
    return (T->isLValueReferenceType() || T->isPointerType()) && !T->getPointeeType().isConstQualified();
  });
}

static bool mayChangeMembers(const Stmt *S) {
  if (!S || isa<LambdaExpr>(S))
    return S;
  auto *E = dyn_cast<Expr>(S);
  if (E && E->isTypeDependent())
    return true;
  if (auto *Made = dyn_cast<CXXConstructExpr>(S); Made && mayWrite(Made->getConstructor()))
    return true;
  if (auto *Call = dyn_cast<CallExpr>(S)) {
    auto *Method = dyn_cast_or_null<CXXMethodDecl>(Call->getDirectCallee());
    if (mayWrite(Call->getDirectCallee()) || (Method && !Method->isStatic() && !Method->isConst()))
      return true;
  }
  auto *Binary = dyn_cast<BinaryOperator>(S);
  auto *Unary = dyn_cast<UnaryOperator>(S);
  return (Binary && Binary->isAssignmentOp()) || (Unary && Unary->isIncrementDecrementOp()) ||
         isa<CoawaitExpr, DependentCoawaitExpr, CoyieldExpr>(S) || llvm::any_of(S->children(), mayChangeMembers);
}

bool isOutOfReach(const Expr *First, const Expr *Then) {
  const Expr *E = plain(First);
  while (auto *Member = dyn_cast<MemberExpr>(E))
    E = plain(Member->getBase());
  return isa<CXXThisExpr>(E) && !mayChangeMembers(Then);
}

bool isObject(const Expr *E) {
  E = plain(E);
  return !E->isTypeDependent() && E->isPRValue() && E->getType()->isRecordType() &&
         isa<CallExpr, CXXConstructExpr, CXXFunctionalCastExpr>(E);
}

static bool isArrow(const Expr *Callee) {
  if (auto *Member = dyn_cast<MemberExpr>(Callee))
    return Member->isArrow();
  if (auto *Member = dyn_cast<CXXDependentScopeMemberExpr>(Callee))
    return Member->isArrow();
  auto *Lookup = dyn_cast<UnresolvedMemberExpr>(Callee);
  return Lookup && Lookup->isArrow();
}

/// The `x` of `x.f` and `x->f`; null if it is `this`, or nothing is in front.
static const Expr *objectOf(const Expr *Callee) {
  const Expr *Base = nullptr;
  if (auto *Member = dyn_cast<MemberExpr>(Callee))
    Base = Member->isImplicitAccess() ? nullptr : Member->getBase();
  else if (auto *Member = dyn_cast<CXXDependentScopeMemberExpr>(Callee))
    Base = Member->isImplicitAccess() ? nullptr : Member->getBase();
  else if (auto *Lookup = dyn_cast<UnresolvedMemberExpr>(Callee))
    Base = Lookup->isImplicitAccess() ? nullptr : Lookup->getBase();
  else if (!isa<DeclRefExpr, OverloadExpr, DependentScopeDeclRefExpr, CXXPseudoDestructorExpr>(Callee))
    return Callee;
  if (!Base)
    return nullptr;
  // What p-> calls is part of the arrow.
  if (auto *Call = dyn_cast<CXXOperatorCallExpr>(Base->IgnoreImplicit());
      Call && Call->getOperator() == OO_Arrow)
    Base = Call->getArg(0);
  return isa<CXXThisExpr>(plain(Base)) ? nullptr : Base;
}

static Sequence::Kind kindOf(BinaryOperatorKind Op) {
  return Op == BO_Comma                                  ? Sequence::Comma
         : Op == BO_Shl || Op == BO_Shr                  ? Sequence::Shift
         : BinaryOperator::isAssignmentOp(Op)            ? Sequence::Assignment
                                                         : Sequence::None;
}

Sequence sequenceOf(const Expr *E) {
  if (auto *Binary = dyn_cast<BinaryOperator>(E)) {
    const Sequence::Kind Is = kindOf(Binary->getOpcode());
    if (Is == Sequence::Assignment)
      return {Binary->getRHS(), {Binary->getLHS()}, Is};
    return {Binary->getLHS(), {Binary->getRHS()}, Is};
  }
  if (auto *Call = dyn_cast<CXXOperatorCallExpr>(E)) {
    const OverloadedOperatorKind Op = Call->getOperator();
    if (Op == OO_Call || Op == OO_Subscript) {
      std::vector<const Expr *> Then(Call->arg_begin() + 1, Call->arg_end());
      return {Call->getArg(0), Then, Op == OO_Call ? Sequence::Object : Sequence::Subscript};
    }
    if (Call->getNumArgs() != 2 || Op == OO_Arrow || Op == OO_PlusPlus || Op == OO_MinusMinus)
      return {};
    const Sequence::Kind Is = kindOf(BinaryOperator::getOverloadedOpcode(Op));
    if (Is == Sequence::Assignment)
      return {Call->getArg(1), {Call->getArg(0)}, Is};
    return {Call->getArg(0), {Call->getArg(1)}, Is};
  }
  if (auto *Call = dyn_cast<CallExpr>(E)) {
    const Expr *Callee = Call->getCallee()->IgnoreParens()->IgnoreImplicit();
    const Expr *Object = objectOf(Callee);
    if (!Object)
      return {};
    std::vector<const Expr *> Then;
    for (const Expr *Arg : Call->arguments())
      if (!isa<CXXDefaultArgExpr>(Arg))
        Then.push_back(Arg);
    return {Object, Then, isArrow(Callee) ? Sequence::Arrow : Sequence::Object};
  }
  if (auto *Subscript = dyn_cast<ArraySubscriptExpr>(E))
    return {Subscript->getLHS(), {Subscript->getRHS()}, Sequence::Subscript};
  return {};
}

const char *assignmentOperator(const Expr *E) {
  if (auto *Binary = dyn_cast<BinaryOperator>(E))
    return Binary->getOpcodeStr().data();
  return getOperatorSpelling(cast<CXXOperatorCallExpr>(E)->getOperator());
}

} // namespace asyncc
