#include "lower/drop/Destruction.h"
#include "analysis/Names.h"
#include "clang/AST/DeclTemplate.h"
#include "llvm/ADT/StringSwitch.h"

using namespace clang;

namespace asyncc {

static Destruction member(const Expr *Base, bool Arrow, SourceLocation Operator) {
  QualType T = Base->getType();
  if (Arrow)
    T = T->isDependentType() && !T->isPointerType() ? QualType() : T->getPointeeType();
  const CXXRecordDecl *Class = T.isNull() ? nullptr : T->getAsCXXRecordDecl();
  return {Base, Arrow, Operator, Operator, T, "~" + (Class ? Class->getNameAsString() : std::string("T"))};
}

std::optional<Destruction> destruction(const CallExpr *Call) {
  const Expr *Callee = Call->getCallee()->IgnoreParens();
  if (auto *Member = dyn_cast<MemberExpr>(Callee);
      Member && isa<CXXDestructorDecl>(Member->getMemberDecl()))
    return member(Member->getBase(), Member->isArrow(), Member->getOperatorLoc());
  if (auto *Pseudo = dyn_cast<CXXPseudoDestructorExpr>(Callee))
    return member(Pseudo->getBase(), Pseudo->isArrow(), Pseudo->getOperatorLoc());
  if (auto *Dependent = dyn_cast<CXXDependentScopeMemberExpr>(Callee);
      Dependent && !Dependent->isImplicitAccess() &&
      Dependent->getMember().getNameKind() == DeclarationName::CXXDestructorName)
    return member(Dependent->getBase(), Dependent->isArrow(), Dependent->getOperatorLoc());
  if (Call->getNumArgs() == 1 && calleeName(Call) == "std::destroy_at") {
    QualType T = Call->getArg(0)->getType();
    return Destruction{Call->getArg(0), true, {}, Call->getBeginLoc(),
                       T->isPointerType() ? T->getPointeeType() : QualType(), "std::destroy_at"};
  }
  return std::nullopt;
}

QualType iteratedType(QualType Iterator) {
  Iterator = Iterator.getNonReferenceType();
  if (Iterator->isPointerType())
    return Iterator->getPointeeType();
  auto *Spec = dyn_cast_or_null<ClassTemplateSpecializationDecl>(Iterator->getAsCXXRecordDecl());
  if (!Spec || !Spec->getDeclName().isIdentifier() ||
      Spec->getTemplateArgs()[0].getKind() != TemplateArgument::Type)
    return QualType();
  return llvm::StringSwitch<QualType>(Spec->getName())
      .Cases("__normal_iterator", "__wrap_iter", Spec->getTemplateArgs()[0].getAsType()->getPointeeType())
      .Cases("_Deque_iterator", "_List_iterator", "_Fwd_list_iterator",
             Spec->getTemplateArgs()[0].getAsType())
      .Default(QualType());
}

const Expr *overwritten(const CallExpr *Call) {
  const FunctionDecl *Callee = Call->getDirectCallee();
  if (!Callee || isa<CXXMethodDecl>(Callee) || !Callee->isInStdNamespace() ||
      !Callee->getDeclName().isIdentifier() || Call->getNumArgs() < 2)
    return nullptr;
  const int At = llvm::StringSwitch<int>(Callee->getName())
                     .Cases("destroy", "destroy_n", "fill", "fill_n", "generate", "generate_n", 0)
                     .Cases("remove", "remove_if", "unique", "replace", "replace_if", 0)
                     .Cases("shift_left", "shift_right", 0)
                     .Cases("copy", "copy_n", "copy_if", "copy_backward", "move", "move_backward", 2)
                     .Case("transform", Call->getNumArgs() == 5 ? 3 : 2)
                     .Default(-1);
  return At >= 0 && At < static_cast<int>(Call->getNumArgs()) ? Call->getArg(At) : nullptr;
}

} // namespace asyncc
