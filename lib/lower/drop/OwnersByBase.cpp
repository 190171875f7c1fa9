//===- OwnersByBase.cpp - Objects that are owned by way of a base ----------===//
//
// An object that is owned by way of its base is dropped only if that has a virtual drop. Such owners come about where
// one is made of a pointer or of an owner of the derived class, assigned, returned, or put into a container.
//
//===----------------------------------------------------------------------===//

#include "analysis/Awaitable.h"
#include "lower/drop/Body.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace asyncc {
namespace {

class OwnersByBase {
public:
  explicit OwnersByBase(Body &B) : B(B) {}

  void look(const Stmt *S) {
    if (auto *Operator = dyn_cast<CXXOperatorCallExpr>(S)) {
      if (Operator->getOperator() == OO_Equal && Operator->getNumArgs() == 2)
        owned(Operator->getOperatorLoc(), pointee(Operator->getArg(1)->getType()), pointee(Operator->getArg(0)->getType()));
    } else if (auto *Call = dyn_cast<CXXMemberCallExpr>(S)) {
      called(Call);
    } else if (auto *Cast = dyn_cast<ImplicitCastExpr>(S)) {
      converted(Cast);
    } else if (auto *Made = dyn_cast<CXXConstructExpr>(S)) {
      made(Made);
    } else if (auto *List = dyn_cast<InitListExpr>(S)) {
      listed(List);
    } else if (auto *Return = dyn_cast<CoreturnStmt>(S)) {
      returned(Return);
    }
  }

private:
  void called(const CXXMemberCallExpr *E) {
    const CXXMethodDecl *Method = E->getMethodDecl();
    if (!Method || !Method->getDeclName().isIdentifier() || !Method->getParent()->isInStdNamespace())
      return;
    for (const Expr *Arg : E->arguments())
      ownedIn(E->getObjectType(), Arg);
  }
  void converted(const ImplicitCastExpr *E) {
    auto *New = dyn_cast<CXXNewExpr>(E->getSubExpr()->IgnoreParenImpCasts());
    if (E->getCastKind() == CK_DerivedToBase && E->getType()->isPointerType() && New)
      owned(E->getBeginLoc(), New->getType()->getPointeeType(), E->getType()->getPointeeType());
  }
  void made(const CXXConstructExpr *E) {
    const CXXRecordDecl *Class = E->getConstructor()->getParent();
    if (E->getNumArgs() >= 1 && Class->isInStdNamespace() && Class->getName() == "unique_ptr")
      owned(E->getBeginLoc(), pointee(E->getArg(0)->getType()), pointee(E->getType()));
    else if (Class->isInStdNamespace())
      for (const Expr *Arg : E->arguments())
        ownedIn(E->getType(), Arg);
  }
  /// Each element is converted to what it initialises: not as it is written.
  void listed(const InitListExpr *E) {
    for (const Expr *Init : E->inits())
      if (auto *Made = Init ? dyn_cast<CXXConstructExpr>(Init->IgnoreImplicit()) : nullptr; Made && Made->getNumArgs())
        owned(Made->getBeginLoc(), pointee(Made->getArg(0)->getType()), pointee(Made->getType()));
  }
  void returned(const CoreturnStmt *S) {
    const QualType Result = B.Function ? B.Function->getReturnType() : QualType();
    if (!S->getOperand() || Result.isNull() || Result->isDependentType())
      return;
    if (const QualType Value = awaitedValue(B.L.Unit, Result); !Value.isNull())
      owned(S->getOperand()->getBeginLoc(), pointee(S->getOperand()->getType()), pointee(Value));
  }

  /// What a std::unique_ptr points to, or what a pointer does.
  static QualType pointee(QualType T) {
    T = T.getNonReferenceType();
    auto *Spec = dyn_cast_or_null<ClassTemplateSpecializationDecl>(T->getAsCXXRecordDecl());
    if (Spec && Spec->isInStdNamespace() && Spec->getName() == "unique_ptr" &&
        Spec->getTemplateArgs()[0].getKind() == TemplateArgument::Type)
      return Spec->getTemplateArgs()[0].getAsType();
    return QualType();
  }

  void owned(SourceLocation Loc, QualType Object, QualType Base) {
    if (Object.isNull() || Base.isNull() || B.L.Unit.AST.hasSameUnqualifiedType(Object, Base) ||
        !B.Types.of(Object))
      return;
    if (!B.Types.of(Base).isVirtual())
      B.L.report(Loc, Diag::drop_base, {typeName(B.L.Unit, Object), typeName(B.L.Unit, Base)});
  }

  /// The same for what a standard owner of a std::unique_ptr is given.
  void ownedIn(QualType Owner, const Expr *Given) {
    auto *Spec = dyn_cast_or_null<ClassTemplateSpecializationDecl>(Owner->getAsCXXRecordDecl());
    QualType Object = pointee(Given->getType());
    if (Object.isNull() && Given->getType()->isPointerType())
      Object = Given->getType()->getPointeeType();
    const CXXRecordDecl *Derived = Object.isNull() ? nullptr : Object->getAsCXXRecordDecl();
    if (!Spec || !Spec->isInStdNamespace() || !Derived || !Derived->hasDefinition())
      return;
    for (const TemplateArgument &Arg : Spec->getTemplateArgs().asArray())
      if (const QualType Base = Arg.getKind() == TemplateArgument::Type ? pointee(Arg.getAsType()) : QualType();
          !Base.isNull())
        if (const CXXRecordDecl *Class = Base->getAsCXXRecordDecl(); Class && Derived->isDerivedFrom(Class))
          owned(Given->getBeginLoc(), Object, Base);
  }

  Body &B;
};

} // namespace

void refuseOwnerByBase(Body &B, const Stmt *S) { OwnersByBase(B).look(S); }

} // namespace asyncc
