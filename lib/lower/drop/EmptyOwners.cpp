#include "lower/drop/EmptyOwners.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using llvm::StringRef;

namespace asyncc {

static bool isOwner(QualType T) {
  static const std::set<StringRef> Owners = {"unique_ptr", "optional", "vector",   "deque",         "list",
                                             "forward_list", "map",    "multimap", "unordered_map", "unordered_multimap",
                                             "set",        "multiset", "unordered_set", "unordered_multiset"};
  const CXXRecordDecl *Class = T->getAsCXXRecordDecl();
  return Class && Class->isInStdNamespace() && Class->getIdentifier() && Owners.count(Class->getName());
}

/// nullptr and std::nullopt.
static bool isNothing(const Expr *E) {
  E = E->IgnoreParenImpCasts();
  const CXXRecordDecl *Class = E->getType()->getAsCXXRecordDecl();
  return isa<CXXNullPtrLiteralExpr>(E) ||
         (Class && Class->isInStdNamespace() && Class->getIdentifier() && Class->getName() == "nullopt_t");
}

bool makesEmptyOwner(QualType T, const Expr *Init) {
  if (!isOwner(T) || !Init)
    return false;
  Init = Init->IgnoreImplicit();
  if (auto *Default = dyn_cast<CXXDefaultInitExpr>(Init))
    Init = Default->getExpr()->IgnoreImplicit();
  if (auto *List = dyn_cast<InitListExpr>(Init))
    return List->getNumInits() == 0;
  auto *Made = dyn_cast<CXXConstructExpr>(Init);
  if (!Made)
    return false;
  return llvm::all_of(Made->arguments(), [](const Expr *Arg) { return isa<CXXDefaultArgExpr>(Arg) || isNothing(Arg); });
}

const ValueDecl *ownPlace(const Expr *E) {
  E = E->IgnoreParenImpCasts();
  if (auto *Ref = dyn_cast<DeclRefExpr>(E)) {
    auto *Var = dyn_cast<VarDecl>(Ref->getDecl());
    return Var && Var->hasLocalStorage() && !Var->getType()->isReferenceType() ? Var : nullptr;
  }
  auto *Member = dyn_cast<MemberExpr>(E);
  return Member && isa<FieldDecl>(Member->getMemberDecl()) && isa<CXXThisExpr>(Member->getBase()->IgnoreParenImpCasts())
             ? Member->getMemberDecl()
             : nullptr;
}

const Expr *usedOnly(const Stmt *S) {
  if (auto *Cast = dyn_cast<ImplicitCastExpr>(S))
    return Cast->getCastKind() == CK_NoOp && Cast->getType().isConstQualified() ? Cast->getSubExpr() : nullptr;
  auto *Call = dyn_cast<CallExpr>(S);
  if (!Call)
    return nullptr;
  static const std::set<StringRef> Names = {"begin", "end", "rbegin", "rend", "front", "back", "data", "at", "value", "find",
                                            "clear", "erase", "pop_back", "pop_front", "reserve", "release"};
  auto *Method = dyn_cast_or_null<CXXMethodDecl>(Call->getDirectCallee());
  auto *Member = dyn_cast<CXXMemberCallExpr>(Call);
  auto *Operator = dyn_cast<CXXOperatorCallExpr>(Call);
  if (!Method || Method->isStatic() || (!Member && !Operator))
    return nullptr;
  const Expr *Object = Member ? Member->getImplicitObjectArgument() : Operator->getArg(0);
  const IdentifierInfo *Name = Method->getIdentifier();
  const bool Takes = Operator && (Operator->getOperator() == OO_Star || Operator->getOperator() == OO_Arrow);
  const bool Empties = isOwner(Object->getType()) &&
                       (Takes || (Name && (Names.count(Name->getName()) || (Name->isStr("reset") && !Call->getNumArgs()))));
  return Method->isConst() || Empties ? Object : nullptr;
}

bool mayFill(const Stmt *S, const ValueDecl *Place) {
  if (!S)
    return false;
  auto Any = [&](auto Parts) { return llvm::any_of(Parts, [&](const Stmt *Part) { return mayFill(Part, Place); }); };
  if (const Expr *Object = usedOnly(S); Object && ownPlace(Object) == Place) {
    auto *Call = dyn_cast<CallExpr>(S);
    return Call && llvm::any_of(Call->arguments(), [&](const Expr *Arg) { return Arg != Object && mayFill(Arg, Place); });
  }
  if (auto *E = dyn_cast<Expr>(S))
    if (const ValueDecl *Other = ownPlace(E))
      return Other == Place;
  if (auto *Ref = dyn_cast<DeclRefExpr>(S))
    return Ref->getDecl() == Place;
  // Others may use the object while it waits.
  return (isa<CXXThisExpr, CoawaitExpr, DependentCoawaitExpr, CoyieldExpr>(S) && isa<FieldDecl>(Place)) || Any(S->children());
}

/// The owner that \p E asks whether it holds something, and whether it does if \p E is true.
static std::pair<const ValueDecl *, bool> asked(const Expr *E) {
  E = E->IgnoreParenImpCasts();
  if (auto *Cast = dyn_cast<ExplicitCastExpr>(E))
    return asked(Cast->getSubExpr());
  if (auto *Call = dyn_cast<CXXMemberCallExpr>(E)) {
    const Expr *Object = Call->getImplicitObjectArgument();
    const CXXMethodDecl *Method = Call->getMethodDecl();
    if (!Object || !Method || !isOwner(Object->getType()))
      return {nullptr, false};
    if (isa<CXXConversionDecl>(Method))
      return {ownPlace(Object), true};
    if (const IdentifierInfo *Name = Method->getIdentifier(); Name && (Name->isStr("has_value") || Name->isStr("empty")))
      return {ownPlace(Object), Name->isStr("has_value")};
    return {nullptr, false};
  }
  if (auto *Rewritten = dyn_cast<CXXRewrittenBinaryOperator>(E)) {
    const auto Form = Rewritten->getDecomposedForm();
    if ((Form.Opcode == BO_EQ || Form.Opcode == BO_NE) && isOwner(Form.LHS->getType()) && isNothing(Form.RHS))
      return {ownPlace(Form.LHS), Form.Opcode == BO_NE};
    return {nullptr, false};
  }
  auto *Call = dyn_cast<CXXOperatorCallExpr>(E);
  if (Call && (Call->getOperator() == OO_EqualEqual || Call->getOperator() == OO_ExclaimEqual) && Call->getNumArgs() == 2 &&
      isOwner(Call->getArg(0)->getType()) && isNothing(Call->getArg(1)))
    return {ownPlace(Call->getArg(0)), Call->getOperator() == OO_ExclaimEqual};
  return {nullptr, false};
}

std::set<const ValueDecl *> emptyIf(const Expr *Condition, bool Is) {
  const Expr *E = Condition->IgnoreParenImpCasts();
  if (auto *Not = dyn_cast<UnaryOperator>(E); Not && Not->getOpcode() == UO_LNot)
    return emptyIf(Not->getSubExpr(), !Is);
  if (auto *Both = dyn_cast<BinaryOperator>(E); Both && Both->getOpcode() == (Is ? BO_LAnd : BO_LOr)) {
    std::set<const ValueDecl *> Out = emptyIf(Both->getLHS(), Is), Second = emptyIf(Both->getRHS(), Is);
    std::erase_if(Out, [&](const ValueDecl *Place) { return mayFill(Both->getRHS(), Place); });
    Out.merge(Second);
    return Out;
  }
  const auto [Place, Holds] = asked(E);
  return Place && Holds != Is ? std::set{Place} : std::set<const ValueDecl *>();
}

} // namespace asyncc
