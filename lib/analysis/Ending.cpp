//===- Ending.cpp - What a call is given that ends with its function ------===//
//
// Only the text of the function and the declarations that the call may mean decide, never an instantiation, so that
// every unit decides alike.
//
//===----------------------------------------------------------------------===//

#include "analysis/Ending.h"
#include "analysis/Dependent.h"
#include "analysis/Names.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include <set>

using namespace clang;

namespace asyncc {
namespace {

/// Whether a \p T refers to objects, and owns none: what is copied bit by bit and holds pointers.
bool isView(QualType T, unsigned Depth = 0) {
  static const std::set<StringRef> Views = {"span", "basic_string_view", "reference_wrapper", "initializer_list"};
  if (T->isPointerType() || T->isNullPtrType())
    return true;
  const CXXRecordDecl *Class = Depth < 8 ? classPattern(T) : nullptr;
  if (!Class || (Class->isInStdNamespace() && Class->getIdentifier() && Views.count(Class->getName())))
    return Class;
  const bool Owns = Class->isDependentContext()
                        ? Class->hasUserDeclaredDestructor() || Class->hasUserDeclaredCopyConstructor()
                        : !Class->isTriviallyCopyable();
  return !Owns && (llvm::any_of(Class->fields(),
                                [Depth](const FieldDecl *Each) {
                                  return Each->getType()->isReferenceType() || isView(Each->getType(), Depth + 1);
                                }) ||
                   llvm::any_of(Class->bases(), [Depth](const CXXBaseSpecifier &Each) {
                     return isView(Each.getType(), Depth + 1);
                   }));
}

bool isNumber(QualType T) { return !T->isDependentType() && T->isScalarType() && !T->isPointerType(); }

bool isLocal(const ValueDecl *D) {
  auto *Var = dyn_cast_or_null<VarDecl>(D);
  return (Var && Var->hasLocalStorage() &&
          (Var->isExceptionVariable() || !Var->getType().getNonPackExpansionType()->isReferenceType())) ||
         isa_and_nonnull<BindingDecl>(D);
}

/// The same of what \p Name names: what a closure captures is not its own.
bool isLocal(const DeclRefExpr *Name) { return !Name->refersToEnclosingVariableOrCapture() && isLocal(Name->getDecl()); }

/// The whole that \p E is a part of, or that an operator gives; E itself if it is none.
const Expr *whole(const Expr *E) {
  E = plain(E);
  if (auto *Member = dyn_cast<MemberExpr>(E); Member && !Member->isArrow() && isa<FieldDecl>(Member->getMemberDecl()))
    return whole(Member->getBase());
  if (auto *Member = dyn_cast<CXXDependentScopeMemberExpr>(E); Member && !Member->isImplicitAccess())
    return whole(Member->getBase());
  if (auto *Element = dyn_cast<ArraySubscriptExpr>(E))
    return whole(Element->getBase());
  if (auto *Operator = dyn_cast<BinaryOperator>(E); Operator && Operator->isAssignmentOp())
    return whole(Operator->getLHS());
  if (auto *Operator = dyn_cast<UnaryOperator>(E); Operator && Operator->getOpcode() == UO_Deref)
    return whole(Operator->getSubExpr());
  auto *Call = dyn_cast<CXXOperatorCallExpr>(E);
  if (Call && (Call->isAssignmentOp() || Call->getOperator() == OO_Star || Call->getOperator() == OO_Subscript ||
               Call->getOperator() == OO_Arrow))
    return whole(Call->getArg(0));
  return E;
}

/// The variable that \p E is, or is a part of; null if it makes an object, or is captured.
const ValueDecl *named(const Expr *E) {
  auto *Name = dyn_cast<DeclRefExpr>(whole(E));
  return Name && !Name->refersToEnclosingVariableOrCapture() ? Name->getDecl() : nullptr;
}

/// Whether \p S takes the address of what is local, or lets a closure capture it by reference.
bool takesAddress(const Stmt *S) {
  if (auto *Address = dyn_cast_or_null<UnaryOperator>(S); Address && Address->getOpcode() == UO_AddrOf)
    return isLocal(named(Address->getSubExpr()));
  if (auto *Closure = dyn_cast_or_null<LambdaExpr>(S))
    return Closure->getCaptureDefault() == LCD_ByRef ||
           llvm::any_of(Closure->captures(), [](const LambdaCapture &Each) {
      return Each.capturesVariable() && Each.getCaptureKind() == LCK_ByRef && isLocal(Each.getCapturedVar());
    });
  return S && llvm::any_of(S->children(), takesAddress);
}

/// Whether \p E, a view, is one of what ends with the function: it is made of an object that does.
bool viewsEnding(const Stmt *S) {
  if (!S || takesAddress(S))
    return S;
  auto *E = dyn_cast<Expr>(S);
  E = E ? plain(E) : nullptr;
  if (!E || isa<StringLiteral>(E))
    return false;
  const QualType T = E->getType();
  if (auto *Name = dyn_cast<DeclRefExpr>(E)) {
    auto *Var = dyn_cast<VarDecl>(Name->getDecl());
    if (!isLocal(Name))
      return false;
    if (!isView(T))
      return !isNumber(T);
    return Var && !isa<ParmVarDecl>(Var) && viewsEnding(Var->getInit());
  }
  if (E->isPRValue() && (T->isRecordType() || T->isDependentType()) && !isView(T) && !isa<InitListExpr>(E))
    return true;
  return llvm::any_of(E->children(), viewsEnding);
}

/// Whether \p S names what ends with the function, in whatever way: no view that the caller gave.
bool namesEnding(const Stmt *S) {
  if (!S || isa<UnaryExprOrTypeTraitExpr>(S))
    return false;
  if (auto *Name = dyn_cast<DeclRefExpr>(S)) {
    auto *Var = dyn_cast<VarDecl>(Name->getDecl());
    if (Name->refersToEnclosingVariableOrCapture())
      return false;
    if (Var && Var->hasLocalStorage() && !isa<ParmVarDecl>(Var) && !Var->isExceptionVariable() && Var->getType()->isReferenceType())
      return Var->isCXXForRangeDecl() || namesEnding(Var->getInit());
    return isLocal(Name->getDecl()) && !(isa<ParmVarDecl>(Name->getDecl()) && isView(Name->getDecl()->getType()));
  }
  if (auto *Closure = dyn_cast<LambdaExpr>(S))
    return takesAddress(Closure) || llvm::any_of(Closure->capture_inits(), namesEnding);
  return llvm::any_of(S->children(), namesEnding);
}

/// Whether a \p Param by value that \p E makes refers to nothing that \p E names: a number, a copy of a whole parameter,
/// an owner of the standard library's, or what the same class's constructor was given.
bool isMadeApart(const Expr *E, QualType Param) {
  if (isNumber(Param))
    return true;
  static const std::set<StringRef> Owners = {"basic_string", "vector", "unique_ptr", "shared_ptr", "duration", "time_point"};
  const CXXRecordDecl *Class = classPattern(Param);
  const Expr *Moved = movedOperand(E);
  const auto *Name = dyn_cast<DeclRefExpr>(plain(Moved ? Moved : E));
  const auto *Var = Name ? dyn_cast<ParmVarDecl>(Name->getDecl()) : nullptr;
  if (Var)
    return !Class || classPattern(Var->getType()) == Class || (Class->getIdentifier() && Owners.count(Class->getName()));
  auto *Spec = dyn_cast_or_null<ClassTemplateSpecializationDecl>(Class);
  return Spec && Spec->isInStdNamespace() && Owners.count(Spec->getName()) &&
         llvm::none_of(Spec->getTemplateArgs().asArray(), [](const TemplateArgument &Arg) {
           return Arg.getKind() == TemplateArgument::Type && isView(Arg.getAsType());
         });
}

/// Whether what \p E is, or makes, is gone when the function returns, for what takes a \p Param; null: nothing tells.
bool ends(const Expr *E, QualType Param) {
  E = plain(E);
  if (auto *Pack = dyn_cast<PackExpansionExpr>(E))
    return ends(Pack->getPattern(), QualType());
  if (auto *Closure = dyn_cast<LambdaExpr>(E))
    return takesAddress(Closure) || Param.isNull() || Param->isReferenceType();
  if (const Expr *Moved = movedOperand(E))
    E = plain(Moved);
  else if (auto *Call = dyn_cast<CallExpr>(E); Call && Call->getNumArgs() == 1 && calleeName(Call) == "std::forward")
    E = plain(Call->getArg(0));
  const QualType T = E->getType();
  const bool Apart = Param.isNull() ? isNumber(T) : !Param->isReferenceType() && isMadeApart(E, Param);
  if (namesEnding(E) && !Apart)
    return true;
  const ValueDecl *Object = named(E);
  if (takesAddress(E))
    return true;
  const Expr *Whole = whole(E);
  const QualType Of = Object ? Object->getType() : Whole->getType();
  const bool Local = isLocal(Object);
  const bool Made = !Object && !isa<CXXThisExpr>(Whole) &&
                    (Whole->isPRValue() || isa<CXXUnresolvedConstructExpr, InitListExpr>(Whole));
  // What a view that is local refers to is the caller's, as a rule.
  const bool Lives = isView(Of) && (Local || Made) ? !viewsEnding(E) : !Local && !Made;
  if (Param.isNull())
    return !Lives && (Of->isDependentType() || !isNumber(Of));
  if (!Param->isReferenceType()) // the value is made now; a view of what ends is not one
    return isView(Param) && !Lives && !isa<StringLiteral>(E) && !isNumber(T);
  const QualType Takes = Param.getNonReferenceType();
  const bool Converts = !Takes->isDependentType() && !T->isDependentType() &&
                        (classPattern(T) != classPattern(Takes) ||
                         ((T->isScalarType() || T->isArrayType()) && Takes->isScalarType() &&
                          T.getCanonicalType().getUnqualifiedType() != Takes.getCanonicalType().getUnqualifiedType()));
  return Local || Made || E->isPRValue() || !Lives || Converts;
}

/// Whether the object \p E of a call, which is given by reference whatever it is, ends with the function.
bool endsAsObject(const Expr *E) {
  const Expr *Whole = plain(E);
  while (true)
    if (auto *Member = dyn_cast<MemberExpr>(Whole);
        Member && !Member->isArrow() && isa<FieldDecl>(Member->getMemberDecl()) && !Member->getMemberDecl()->getType()->isReferenceType())
      Whole = plain(Member->getBase());
    else if (auto *Element = dyn_cast<ArraySubscriptExpr>(Whole); Element && plain(Element->getBase())->getType()->isArrayType())
      Whole = plain(Element->getBase());
    else
      break;
  auto *Name = dyn_cast<DeclRefExpr>(Whole);
  const bool IsClass = Whole->getType()->isRecordType() || Whole->getType()->isArrayType() || classPattern(Whole->getType());
  return (IsClass && !Whole->getType()->isPointerType() &&
          (Name ? isLocal(Name) : isa<CXXUnresolvedConstructExpr>(Whole) || Whole->isPRValue())) ||
         ends(E, QualType());
}

/// Whether a parameter that is not given is a reference to, or a view of, what its default makes.
bool defaultEnds(const ParmVarDecl *Param) {
  if (!Param->hasDefaultArg())
    return false;
  const Expr *Default = Param->hasUninstantiatedDefaultArg() ? Param->getUninstantiatedDefaultArg()
                        : Param->hasUnparsedDefaultArg()     ? nullptr
                                                             : Param->getDefaultArg();
  return Default && ends(Default, Param->getType());
}

/// The object that \p Call calls a function of, or that is called, if it is no pointer and not `*this`; or null.
const Expr *objectOf(const CallExpr *Call) {
  if (firstArgument(Call))
    return Call->getArg(0);
  const Expr *Callee = plain(Call->getCallee());
  if (auto *Member = dyn_cast<MemberExpr>(Callee))
    return Member->getBase();
  if (auto *Member = dyn_cast<CXXDependentScopeMemberExpr>(Callee))
    return Member->isImplicitAccess() ? nullptr : Member->getBase();
  if (auto *Member = dyn_cast<UnresolvedMemberExpr>(Callee))
    return Member->isImplicitAccess() ? nullptr : Member->getBase();
  auto *Name = dyn_cast<DeclRefExpr>(Callee);
  return isa<LambdaExpr>(Callee) || (Name && isa<VarDecl>(Name->getDecl())) ? Callee : nullptr;
}

/// Whether \p F may be meant by a call with \p Count arguments.
bool takes(const FunctionDecl *F, unsigned Count) {
  return F->isVariadic() || (F->getNumParams() && F->getParamDecl(F->getNumParams() - 1)->isParameterPack()) ||
         (Count <= F->getNumParams() && Count >= F->getMinRequiredArguments());
}

/// Whether a parameter of type \p P takes an argument of type \p T without converting it, as far as can be told.
bool takesExactly(QualType P, QualType T) {
  P = P.getNonReferenceType();
  if (P->isDependentType())
    return true;
  if (const CXXRecordDecl *Class = classPattern(T))
    return classPattern(P) == Class;
  return isNumber(T) ? isNumber(P) : !T->isDependentType() && P->isAnyPointerType();
}

/// The same for an argument of a function that is one of several: those that convert it count if no other takes it.
bool ends(const Expr *Arg, ArrayRef<QualType> Params) {
  const QualType T = plain(Arg)->getType();
  auto Exactly = [&](QualType Each) { return takesExactly(Each, T); };
  const bool Some = llvm::any_of(Params, Exactly);
  return llvm::any_of(Params, [&](QualType Each) { return (!Some || Exactly(Each)) && ends(Arg, Each); });
}

} // namespace

bool refersToEnding(const CallExpr *Call) {
  auto *Dependent = dyn_cast<CXXDependentScopeMemberExpr>(plain(Call->getCallee()));
  if (const Expr *Object = objectOf(Call); Object && !isa<CXXThisExpr>(plain(Object)) &&
                                           (Dependent && Dependent->isArrow() ? ends(Object, QualType()) : endsAsObject(Object)))
    return true;
  const unsigned First = firstArgument(Call);
  const ArrayRef<const Expr *> Args = ArrayRef(Call->getArgs(), Call->getNumArgs()).drop_front(First);
  // From a pack on nothing tells which parameter is meant, nor how many there are.
  const size_t Told = llvm::find_if(Args, [](const Expr *Arg) { return isa<PackExpansionExpr>(Arg); }) - Args.begin();
  const bool HasPack = Told < Args.size();
  std::vector<PossibleCallee> Callees = possibleCallees(Call);
  if (!HasPack)
    std::erase_if(Callees, [&](const PossibleCallee &Each) { return !takes(Each.Function, Args.size()); });
  for (size_t I = 0; I < Args.size(); ++I) {
    std::vector<QualType> Params;
    for (const PossibleCallee &Each : Callees) {
      const unsigned Last = Each.Function->getNumParams() - 1; // it may be a pack
      if (I < Told && Each.Function->getNumParams() && (I <= Last || Each.Function->getParamDecl(Last)->isParameterPack()))
        Params.push_back(Each.Function->getParamDecl(I < Last ? I : Last)->getType().getNonPackExpansionType());
    }
    if (!isa<CXXDefaultArgExpr>(Args[I]) && (Params.empty() ? ends(Args[I], QualType()) : ends(Args[I], ArrayRef(Params))))
      return true;
  }
  return !HasPack && llvm::any_of(Callees, [&](const PossibleCallee &Each) {
    return llvm::any_of(Each.Function->parameters(), [&](const ParmVarDecl *Param) {
      const unsigned I = Param->getFunctionScopeIndex();
      return (I >= Args.size() || isa<CXXDefaultArgExpr>(Args[I])) && defaultEnds(Param);
    });
  });
}

} // namespace asyncc
