//===- ErasedOwners.cpp - What owners that forget a type are given --------===//
//
// std::any, std::function, std::shared_ptr<void> and their like end what they hold without knowing that it has a
// drop: to give them such an object is an error at the place where it is given.
//
//===----------------------------------------------------------------------===//

#include "lower/drop/Body.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace asyncc {
namespace {

class ErasedOwners {
public:
  explicit ErasedOwners(Body &B) : B(B) {}

  void look(const Expr *E) {
    if (auto *List = dyn_cast<InitListExpr>(E))
      elements(List->isSemanticForm() ? List : List->getSemanticForm());
    else if (auto *Construct = dyn_cast<CXXConstructExpr>(E))
      construct(Construct);
    else if (auto *Operator = dyn_cast<CXXOperatorCallExpr>(E))
      assign(Operator);
    else if (auto *Member = dyn_cast<CXXMemberCallExpr>(E))
      member(Member);
    else if (auto *Call = dyn_cast<CallExpr>(E))
      call(Call);
  }

private:
  /// What an element is converted to the written form of a list does not show.
  void elements(const InitListExpr *List) {
    for (const Expr *Each : List ? List->inits() : ArrayRef<Expr *>())
      if (auto *Construct = Each ? dyn_cast<CXXConstructExpr>(Each->IgnoreImplicit()) : nullptr) // none after an error
        construct(Construct);
  }
  void construct(const CXXConstructExpr *E) {
    if (!E->getNumArgs())
      return;
    const QualType Of = E->getType();
    const Expr *First = E->getArg(0);
    if (erases(Of)) {
      const QualType InPlace = argument(First->getType(), {"in_place_type_t"});
      given(E->getBeginLoc(), Of, has(First->getType()) ? First : nullptr, InPlace);
    } else if (isShared(Of) && (E->getNumArgs() == 1 || isDefault(E->getArg(1)))) {
      pointer(E->getBeginLoc(), Of, First);
      owner(E->getBeginLoc(), Of, First);
    }
  }

  void assign(const CXXOperatorCallExpr *E) {
    if (E->getOperator() == OO_Equal && E->getNumArgs() == 2 && erases(E->getArg(0)->getType()))
      given(E->getOperatorLoc(), E->getArg(0)->getType(), E->getArg(1));
  }

  void member(const CXXMemberCallExpr *E) {
    const CXXMethodDecl *Method = E->getMethodDecl();
    const QualType Of = E->getImplicitObjectArgument()->IgnoreParenImpCasts()->getType();
    if (!Method || !Method->getDeclName().isIdentifier())
      return;
    library(E, Method);
    if (erases(Of) && Method->getName() == "emplace") {
      given(E->getExprLoc(), Of, nullptr, templateArgument(Method));
    } else if (isShared(Of) && Method->getName() == "reset" && E->getNumArgs() == 1) {
      pointer(E->getExprLoc(), Of, E->getArg(0));
    } else if (auto *Spec = dyn_cast_or_null<ClassTemplateSpecializationDecl>(Of->getAsCXXRecordDecl());
               Spec && Spec->isInStdNamespace() && Method->getName().starts_with("emplace")) {
      for (const TemplateArgument &Arg : Spec->getTemplateArgs().asArray())
        if (Arg.getKind() == TemplateArgument::Type && erases(Arg.getAsType()))
          for (const Expr *Each : E->arguments())
            given(E->getExprLoc(), Arg.getAsType(), Each);
    }
  }

  void call(const CallExpr *E) {
    const FunctionDecl *Callee = E->getDirectCallee();
    if (Callee)
      library(E, Callee);
    if (!Callee || isa<CXXMethodDecl>(Callee) || !Callee->isInStdNamespace() ||
        !Callee->getDeclName().isIdentifier())
      return;
    const StringRef Name = Callee->getName();
    if (Name == "make_any")
      given(E->getBeginLoc(), E->getType(), nullptr, templateArgument(Callee));
    else if (Name == "async")
      for (const Expr *Each : E->arguments())
        given(E->getBeginLoc(), E->getType(), Each);
    else if ((Name == "make_exception_ptr" || Name == "throw_with_nested") && E->getNumArgs() == 1 &&
             has(E->getArg(0)->getType())) {
      take(E->getArg(0));
      B.L.report(E->getBeginLoc(), Diag::drop_throw, {typeName(B.L.Unit, E->getArg(0)->getType().getUnqualifiedType())});
    }
  }

  /// What this library's functions that call a callable keep of it ends on another thread, or with a stream.
  void library(const CallExpr *E, const FunctionDecl *Callee) {
    static const std::set<StringRef> Names = {"spawn_blocking", "map", "filter",
                                              "for_each_concurrent", "call"};
    if (!Callee->getDeclName().isIdentifier() || !Names.count(Callee->getName()) ||
        !isLibrarys(B.L.Unit, Callee))
      return;
    for (const Expr *Each : E->arguments()) {
      auto *Closure = dyn_cast_or_null<CXXRecordDecl>(Each->getType()->getAsCXXRecordDecl());
      if (!Closure || !Closure->isLambda() || Each->isLValue() || !has(Each->getType()) ||
          B.L.Unit.Notes.on(Closure->getLambdaCallOperator(), AnnotationKind::Closure))
        continue;
      take(Each);
      const std::string Name = Callee->getQualifiedNameAsString();
      B.L.report(Each->getExprLoc(), Diag::drop_opaque,
                 {Name, typeName(B.L.Unit, Each->getType().getUnqualifiedType()),
                  "a copy of it in what " + Name + " keeps"});
    }
  }

  bool has(QualType T) { return !T.isNull() && static_cast<bool>(B.Types.of(T.getNonReferenceType())); }

  static const ClassTemplateSpecializationDecl *standard(QualType T) {
    auto *Spec = dyn_cast_or_null<ClassTemplateSpecializationDecl>(T.getNonReferenceType()->getAsCXXRecordDecl());
    return Spec && Spec->isInStdNamespace() ? Spec : nullptr;
  }
  static bool erases(QualType T) {
    static const std::set<StringRef> Names = {"any",    "function", "move_only_function",
                                              "thread", "jthread",  "packaged_task"};
    const CXXRecordDecl *Class = T.getNonReferenceType()->getAsCXXRecordDecl();
    return Class && Class->isInStdNamespace() && Class->getIdentifier() && Names.count(Class->getName());
  }
  static bool isShared(QualType T) { return !argument(T, {"shared_ptr"}).isNull(); }
  static bool isDefault(const Expr *E) { return isa<CXXDefaultArgExpr>(E); }

  /// The first template argument of a standard class of one of these names.
  static QualType argument(QualType T, std::initializer_list<StringRef> Names) {
    auto *Spec = standard(T);
    if (!Spec || !llvm::is_contained(Names, Spec->getName()) || !Spec->getTemplateArgs().size() ||
        Spec->getTemplateArgs()[0].getKind() != TemplateArgument::Type)
      return {};
    return Spec->getTemplateArgs()[0].getAsType();
  }
  static QualType templateArgument(const FunctionDecl *F) {
    const TemplateArgumentList *Args = F->getTemplateSpecializationArgs();
    return Args && Args->size() && Args->get(0).getKind() == TemplateArgument::Type ? Args->get(0).getAsType()
                                                                                    : QualType();
  }

  /// A temporary that is given away is not one to complain of, too.
  void take(const Expr *Given) {
    if (auto *Made = dyn_cast<MaterializeTemporaryExpr>(Given))
      B.take(Made->getSubExpr()->IgnoreImplicit());
  }

  /// \p Owner gets \p Given, or makes a \p Made.
  void given(SourceLocation Loc, QualType Owner, const Expr *Given, QualType Made = {}) {
    const QualType T = Given ? Given->getType() : Made;
    if (!has(T))
      return;
    if (Given)
      take(Given);
    report(Loc, Owner, T);
  }

  /// A shared owner of \p Owner's type gets \p Given. If what it points to by that type has a drop, the type of the owner
  /// says it.
  void pointer(SourceLocation Loc, QualType Owner, const Expr *Given) {
    const QualType T = Given->IgnoreParenImpCasts()->getType();
    if (T->isPointerType() && has(T->getPointeeType()) && !has(argument(Owner, {"shared_ptr"})))
      report(Loc, Owner, T->getPointeeType());
  }

  /// The same of another owner, as `std::make_shared` makes it; one that has a name is told of there.
  void owner(SourceLocation Loc, QualType Owner, const Expr *Given) {
    const QualType Held = argument(Given->getType(), {"shared_ptr"});
    if (!isa<MaterializeTemporaryExpr>(Given->IgnoreImpCasts()) || Held.isNull() || !has(Held) ||
        has(argument(Owner, {"shared_ptr"})))
      return;
    take(Given->IgnoreImpCasts());
    report(Loc, Owner, Held);
  }

  void report(SourceLocation Loc, QualType Owner, QualType T) {
    const std::string Class = "std::" + Owner.getNonReferenceType()->getAsCXXRecordDecl()->getNameAsString();
    B.L.report(Loc, Diag::drop_opaque,
               {Class, typeName(B.L.Unit, T.getNonReferenceType().getUnqualifiedType()), "a copy of it in the " + Class});
  }

  Body &B;
};

} // namespace

void refuseErasedOwner(Body &B, const Expr *E) { ErasedOwners(B).look(E); }

} // namespace asyncc
