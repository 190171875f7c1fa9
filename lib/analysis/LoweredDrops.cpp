#include "analysis/LoweredDrops.h"
#include "analysis/DropTypes.h"
#include "analysis/Maybe.h"
#include "analysis/Dependent.h"
#include "analysis/Names.h"
#include "analysis/Visitor.h"
#include "parse/Compat.h"
#include "clang/AST/DeclFriend.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace asyncc {

bool dropsPartsIf(const FunctionDecl *F) {
  const Expr *Clause = trailingRequires(patternOf(F));
  class Find : public Visitor {
  public:
    bool VisitConceptSpecializationExpr(ConceptSpecializationExpr *E) override {
      return look(E->getNamedConcept()->getNameAsString());
    }
    bool VisitDeclRefExpr(DeclRefExpr *E) override { return look(E->getDecl()->getNameAsString()); }
    bool VisitUnresolvedLookupExpr(UnresolvedLookupExpr *E) override { return look(E->getName().getAsString()); }
    bool look(const std::string &Name) { return !(Found |= Name == "has_drop"); }
    bool Found = false;
  } V;
  if (Clause)
    V.TraverseStmt(const_cast<Expr *>(Clause));
  return V.Found;
}

bool dropsParts(const CXXRecordDecl *Record) {
  return llvm::any_of(Record->friends(), [](const FriendDecl *Friend) {
    const NamedDecl *D = Friend->getFriendDecl();
    const FunctionDecl *F = D ? D->getAsFunction() : nullptr;
    return F && F->getDeclName().isIdentifier() && F->getName() == "async_drop" && dropsPartsIf(F);
  });
}

static const CXXMethodDecl *method(const CXXRecordDecl *Record, StringRef Name) {
  for (const CXXMethodDecl *Each : Record->methods())
    if (Each->getDeclName().isIdentifier() && Each->getName() == Name)
      return Each;
  return nullptr;
}

/// The function that `asyncc_drop` calls for the object: `self.close()`.
static std::string calledBy(const CXXMethodDecl *Drop) {
  class Find : public Visitor {
  public:
    bool VisitMemberExpr(MemberExpr *E) override { return take(E->getBase(), E->getMemberDecl()->getNameAsString()); }
    bool VisitCXXDependentScopeMemberExpr(CXXDependentScopeMemberExpr *E) override {
      return E->isImplicitAccess() || take(E->getBase(), E->getMember().getAsString());
    }
    std::string Name;

  private:
    bool take(const Expr *Base, std::string Called) {
      auto *Object = dyn_cast<DeclRefExpr>(Base->IgnoreParenImpCasts());
      const std::string Of = Object ? Object->getDecl()->getNameAsString() : "";
      if ((Of == "self" || Of == "own") && !StringRef(Called).starts_with("asyncc_drop"))
        Name = std::move(Called);
      return Name.empty();
    }
  } V;
  V.TraverseStmt(patternOf(Drop)->getBody());
  return V.Name;
}

/// Virtual drops, and those of local classes, are members in lowered text.
DropInfo DropTypes::lowered(const CXXRecordDecl *Record) {
  DropInfo Info;
  const CXXMethodDecl *Whole = method(Record, "asyncc_drop");
  if (!Whole)
    return Info;
  const CXXMethodDecl *Needed = method(Record, "asyncc_drop_needed");
  Info.Is = DropInfo::Own;
  Info.Protocol = Whole;
  Info.Marked = method(Record, calledBy(Whole));
  Info.Result = Whole->getReturnType();
  Info.TakesError = true;
  Info.ByMode = static_cast<bool>(maybeResult(Unit.AST, patternOf(Whole)->getReturnType()));
  Info.HasPredicate = Needed;
  Info.NoThrow = isNoexcept(Whole) && (!Needed || isNoexcept(Needed));
  return Info;
}

DropInfo DropTypes::overridden(const CXXMethodDecl *Method) {
  if (!Method->getDeclName().isIdentifier())
    return {};
  for (const CXXBaseSpecifier &Base : Method->getParent()->bases())
    if (classPattern(Base.getType()))
      if (DropInfo Info = of(Base.getType()); Info.Protocol && isa<CXXMethodDecl>(Info.Protocol)) {
        const CXXMethodDecl *Drop = Info.Marked;
        if (Drop && Drop->isVirtual() && Drop->getDeclName() == Method->getDeclName() &&
            Drop->getNumParams() == Method->getNumParams())
          return Info;
      }
  return {};
}

} // namespace asyncc
