#include "analysis/ScopeBuilder.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace asyncc {

std::vector<Temporary> ScopeBuilder::temporariesIn(const VarDecl *Var) {
  if (!Var->getInit() || !Var->hasLocalStorage())
    return {};
  return temporariesIn(Var->getInit(), false, Var);
}

std::vector<Temporary> ScopeBuilder::temporariesIn(const Expr *E, bool Discarded,
                                                   const VarDecl *Var) {
  if (!E)
    return {};
  std::vector<Temporary> List =
      temporariesOf(E, Discarded, Var, Ask.WantedTemporary, Ask.Instances);
  for (Temporary &Each : List) {
    Each.TypeText = typeText(Each);
    const CXXRecordDecl *Class = Each.Type->getAsCXXRecordDecl();
    if (Each.InPack || // one place is not enough
        (Each.TypeText.empty() && !(Class && Class->isLambda())) ||
        (Each.Info && Each.Type->isArrayType()) || // the list of an initialiser
        (Each.Moves && (Each.Dependent || Each.TypeText.empty() || !isMovable(Each.Type)))) {
      if (Refused.insert(E).second)
        Ask.RefuseTemporary(Each);
      return {};
    }
  }
  return List;
}

/// Whether the name of a class is private to another one, or local to another function than \p Here; what an
/// expression's type is called is not.
static bool isHidden(QualType T, const FunctionDecl *Here) {
  for (const Decl *D = T->getAsCXXRecordDecl(); D && !isa<TranslationUnitDecl>(D);
       D = dyn_cast_or_null<Decl>(D->getDeclContext())) {
    if (D->getAccess() == AS_private || D->getAccess() == AS_protected)
      return true;
    if (auto *Around = dyn_cast<FunctionDecl>(D))
      return Around->getCanonicalDecl() != Here->getCanonicalDecl();
  }
  return false;
}

/// Whether a closure's type is part of \p T: an expression that is written twice makes two of them.
static bool holdsClosure(QualType T) {
  const CXXRecordDecl *Class = T.isNull() ? nullptr : T.getNonReferenceType()->getAsCXXRecordDecl();
  if (Class && Class->isLambda())
    return true;
  auto *Spec = dyn_cast_or_null<ClassTemplateSpecializationDecl>(Class);
  return Spec && llvm::any_of(Spec->getTemplateArgs().asArray(), [](const TemplateArgument &Each) {
           return Each.getKind() == TemplateArgument::Type && holdsClosure(Each.getAsType());
         });
}

std::string ScopeBuilder::typeText(const Temporary &T) {
  if (!T.Dependent && !isHidden(T.Type, Function))
    return Ask.TypeText(T.Type);
  if (isa<LambdaExpr, InitListExpr>(T.Value->IgnoreImplicit()))
    return ""; // each instance has a closure of its own, and a list no type
  if (!T.Awaited && holdsClosure(T.Type))
    return "";
  const std::string Type = "decltype(" + Ask.Unevaluated(T.Awaited ? T.Awaited : T.Value) + ")";
  return T.Awaited && Ask.Suspends ? "async::await_result<" + Type + ">" : Type;
}

void ScopeBuilder::endNow(const std::vector<Ended> &List, Anchor At) {
  for (auto I = List.rbegin(); I != List.rend(); ++I)
    if (I->Scope)
      Tree.Rewrites.push_back({Rewrite::EndNow, At, "", ++Number, {}, I->Scope});
    else
      insert(At, " " + I->Name + ".reset();");
}

DropScope *ScopeBuilder::temporaries(std::vector<Temporary> List, Anchor At, const Governed &Of,
                                     DropScope *Scope, std::vector<Ended> *Made,
                                     const Stmt *Inside) {
  for (Temporary &Each : List) {
    Each.Name = Ask.Name("temporary" + std::to_string(++TemporaryCount));
    Tree.Temporaries.push_back(std::make_unique<Temporary>(Each));
    const Temporary *Kept = Tree.Temporaries.back().get();
    const bool Called = !Each.Info || Ask.IsCalled(Each.Info);
    const std::string Slot =
        (Each.TypeText.empty()
             ? std::string("async::closure_temporary<") + (Called ? "void" : "async::task<void>")
             : "async::temporary<" + Each.TypeText) +
        "> " + Each.Name + ";";
    if (!Each.Info) {
      insert(At, Slot + " ");
      if (Made)
        Made->push_back({nullptr, Each.Name});
      continue;
    }
    insert(At, Slot + " ");
    DropScope *S = make(Each.Info, Scope, At, Of);
    S->Temp = Kept;
    S->Name = Kept->Name;
    if (Inside)
      S->Region.push_back(Inside);
    if (Made && !Each.Extended)
      Made->push_back({S, Each.Name});
    Scope = below(S, Scope);
  }
  return Scope;
}

DropScope *ScopeBuilder::wrapped(const Stmt *S, const Expr *E, bool Discarded, bool Completes,
                                 DropScope *Scope) {
  std::vector<Temporary> List = temporariesIn(E, Discarded);
  if (List.empty())
    return Scope;
  braces(S);
  return temporaries(std::move(List), {S->getBeginLoc(), false}, {{endOf(S)}, {S}, Completes},
                     Scope, nullptr, nullptr);
}

} // namespace asyncc
