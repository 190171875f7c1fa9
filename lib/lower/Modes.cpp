//===- Modes.cpp - The mode that a body runs in, as the source spells it ---===//

#include "lower/Modes.h"
#include "analysis/DependentNames.h"
#include "analysis/Maybe.h"
#include "analysis/Names.h"
#include "analysis/ParameterNames.h"
#include "analysis/Visitor.h"
#include "parse/Compat.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprConcepts.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace asyncc {

QualType modeOfClass(const Translation &Unit, const CXXRecordDecl *Class) {
  if (const CXXRecordDecl *Definition = Class->getDefinition())
    Class = Definition;
  QualType OfTemplate; // a member template may have a mode of its own
  for (const Decl *D : Class->decls()) {
    const FunctionDecl *F = D->getAsFunction();
    if (auto *Friend = dyn_cast<FriendDecl>(D); Friend && Friend->getFriendDecl())
      F = Friend->getFriendDecl()->getAsFunction();
    MaybeResult Result = F ? maybeResult(Unit.AST, F->getReturnType()) : MaybeResult();
    if (!Result || !Result.Mode->isDependentType() || choosesMode(F))
      continue;
    if (!F->getDescribedFunctionTemplate())
      return Result.Mode;
    if (!Unit.Notes.on(F, AnnotationKind::Maybe) && OfTemplate.isNull())
      OfTemplate = Result.Mode;
  }
  return OfTemplate;
}

/// \p Text with one identifier in place of another.
static std::string renamed(const std::string &Text, llvm::StringRef From, llvm::StringRef To) {
  auto InName = [](char C) { return isalnum(static_cast<unsigned char>(C)) || C == '_'; };
  std::string Out;
  for (size_t At = 0; At < Text.size();) {
    size_t End = At;
    while (End < Text.size() && InName(Text[End]))
      ++End;
    if (End == At)
      End = At + 1;
    const llvm::StringRef Word(Text.data() + At, End - At);
    Out += Word == From ? To : Word;
    At = End;
  }
  return Out;
}

std::string modeHere(std::string Mode, const TemplateParameterList *Own,
                     const TemplateParameterList *Params) {
  for (unsigned N = 0; N < std::min(Params->size(), Own->size()); ++N)
    Mode = renamed(Mode, Own->getParam(N)->getName(), Params->getParam(N)->getName());
  return Mode;
}

bool befriendsMarked(const Translation &Unit, const FunctionDecl *F) {
  if (F->getFriendObjectKind() == Decl::FOK_None || F->doesThisDeclarationHaveABody() ||
      Unit.Notes.on(F, AnnotationKind::Maybe) || !choosesMode(F))
    return false;
  return llvm::any_of(F->getDeclContext()->getRedeclContext()->lookup(F->getDeclName()),
                      [&](const NamedDecl *D) {
                        const FunctionDecl *Other = D->getAsFunction();
                        return Other && Other->getDescribedFunctionTemplate() &&
                               Unit.Notes.on(Other, AnnotationKind::Maybe) &&
                               Other->getNumParams() == F->getNumParams();
                      });
}

QualType modeOfBody(const Translation &Unit, const FunctionDecl *F) {
  for (const Decl *D = F; D; D = dyn_cast_or_null<Decl>(D->getDeclContext())) {
    if (auto *Function = dyn_cast<FunctionDecl>(D))
      if (MaybeResult Result = maybeResult(Unit.AST, Function->getReturnType()))
        return Result.Mode;
    if (auto *Class = dyn_cast<CXXRecordDecl>(D))
      if (QualType Mode =
              modeOfClass(Unit, Class);
          !Mode.isNull())
        return Mode;
  }
  return {};
}

/// What the classes around \p Where call this type.
static const TypedefNameDecl *aliasOf(const Translation &Unit, QualType T, const Decl *Where) {
  for (const Decl *D = Where; D; D = dyn_cast_or_null<Decl>(D->getDeclContext()))
    if (auto *Class = dyn_cast<CXXRecordDecl>(D))
      for (const Decl *Member : Class->decls())
        if (auto *Alias = dyn_cast<TypedefNameDecl>(Member);
            Alias && Unit.AST.hasSameType(Alias->getUnderlyingType(), T))
          return Alias;
  return nullptr;
}

std::string modeText(const Translation &Unit, QualType Mode, const Decl *Where) {
  while (auto *Alias = Mode->getAs<TypedefType>()) {
    if (!Alias->getDecl()->getDeclContext()->isRecord())
      break;
    Mode = Alias->desugar();
  }
  // By way of an alias of async::maybe it comes without the qualifiers that were written.
  if (isa<SubstTemplateTypeParmType>(Mode))
    if (const TypedefNameDecl *Alias = aliasOf(Unit, Mode, Where))
      Mode = Alias->getUnderlyingType();
  std::string Text = isFoundFrom(Mode, Where) ? typeName(Unit, Mode) : nameFromAnywhere(Unit, Mode);
  // A using-declaration in the class names what a base has, perhaps by an alias that stands there, too.
  if (auto *Used = Mode->getAs<UnresolvedUsingType>()) {
    const UnresolvedUsingTypenameDecl *D = Used->getDecl();
    if (const Type *Of = qualifyingType(D->getQualifier()))
      Text = modeText(Unit, QualType(Of, 0), Where) + "::" + D->getNameAsString();
  }
  Text = withParameters(std::move(Text), Where);
  llvm::StringRef Short(Text);
  Short.consume_front("typename "); // in front of ::is_async it would name a type
  return Short.str();
}

/// Whether two mode expressions of one body may be the same mode.
static bool mayBeSame(QualType A, QualType B) {
  if (A.isNull() || B.isNull())
    return true;
  A = A.getCanonicalType();
  B = B.getCanonicalType();
  if (A == B || A->getTypeClass() != B->getTypeClass())
    return true;
  // By way of a decltype it is a matter of what that names.
  if (StringRef(A.getAsString()).contains("decltype") || StringRef(B.getAsString()).contains("decltype"))
    return true;
  return !isa<TemplateTypeParmType, DependentNameType>(A);
}

/// Whether \p E is `async::suspending_mode<X>` or `async::blocking_mode<X>`, as in lowered text.
static const ConceptSpecializationExpr *asModeConcept(const Stmt *S) {
  auto *E = dyn_cast<ConceptSpecializationExpr>(S);
  const std::string Name = E ? E->getNamedConcept()->getQualifiedNameAsString() : "";
  return Name == "async::suspending_mode" || Name == "async::blocking_mode" ? E : nullptr;
}

int modeCondition(const Expr *Condition, Mode M, QualType Own) {
  Condition = Condition->IgnoreParenImpCasts();
  if (auto *Concept = asModeConcept(Condition)) {
    const QualType Of = Concept->getTemplateArguments().front().getAsType();
    return mayBeSame(Of, Own) ? (Concept->getNamedConcept()->getName() == "suspending_mode") == (M == Mode::Suspending) : -1;
  }
  if (auto *Name = dyn_cast<DependentScopeDeclRefExpr>(Condition)) {
    const QualType Of = qualifyingType(Name);
    if (Name->getDeclName().getAsString() != "is_async" || (!Of.isNull() && !mayBeSame(Of, Own)))
      return -1;
    return M == Mode::Suspending;
  }
  if (auto *Literal = dyn_cast<CXXBoolLiteralExpr>(Condition))
    return Literal->getValue();
  if (auto *Not = dyn_cast<UnaryOperator>(Condition); Not && Not->getOpcode() == UO_LNot) {
    int Inner = modeCondition(Not->getSubExpr(), M, Own);
    return Inner < 0 ? -1 : !Inner;
  }
  if (auto *Both = dyn_cast<BinaryOperator>(Condition); Both && Both->isLogicalOp()) {
    int Left = modeCondition(Both->getLHS(), M, Own), Right = modeCondition(Both->getRHS(), M, Own);
    const int Decides = Both->getOpcode() == BO_LAnd ? 0 : 1;
    if (Left == Decides || Right == Decides)
      return Decides;
    return Left < 0 || Right < 0 ? -1 : !Decides;
  }
  return -1;
}

namespace {

class Unselected : public Visitor {
public:
  Unselected(Mode M, QualType Own) : M(M), Own(Own) {}

  bool TraverseIfStmt(IfStmt *If) override {
    int Selected = If->isConstexpr() ? modeCondition(If->getCond(), M, Own) : -1;
    if (Selected < 0)
      return Visitor::TraverseIfStmt(If);
    if (If->getInit())
      TraverseStmt(If->getInit());
    if (Selected) {
      if (If->getElse())
        Branches.push_back({If->getElseLoc(), If->getElse(), true});
      return TraverseStmt(If->getThen());
    }
    Branches.push_back({If->getThen()->getBeginLoc(), If->getThen(), false});
    return !If->getElse() || TraverseStmt(If->getElse());
  }

  std::vector<Branch> Branches;

private:
  Mode M;
  QualType Own;
};

} // namespace

std::vector<Branch> unselected(const Translation &Unit, const FunctionDecl *F, Mode M) {
  Unselected Visitor(M, modeOfBody(Unit, F));
  Visitor.TraverseStmt(F->getBody());
  return std::move(Visitor.Branches);
}

bool mentionsIsAsync(const Stmt *S) {
  if (!S)
    return false;
  if (auto *Name = dyn_cast<DependentScopeDeclRefExpr>(S))
    return Name->getDeclName().getAsString() == "is_async";
  if (asModeConcept(S))
    return true;
  return llvm::any_of(S->children(), mentionsIsAsync);
}

bool isHalf(const FunctionDecl *F) {
  auto *Template = F->getDescribedFunctionTemplate();
  return mentionsIsAsync(trailingRequires(F)) ||
         (Template && mentionsIsAsync(Template->getTemplateParameters()->getRequiresClause()));
}

static const Expr *constraintOf(const FunctionDecl *F) {
  if (const Expr *Trailing = trailingRequires(F))
    return Trailing;
  auto *Template = F->getDescribedFunctionTemplate();
  return Template ? Template->getTemplateParameters()->getRequiresClause() : nullptr;
}

std::optional<Mode> halfOf(const FunctionDecl *F) {
  const int Suspends = isHalf(F) ? modeCondition(constraintOf(F), Mode::Suspending, {}) : -1;
  if (Suspends < 0)
    return std::nullopt;
  return Suspends ? Mode::Suspending : Mode::Blocking;
}

std::optional<Mode> writtenHalf(const Translation &Unit, const FunctionDecl *F) {
  if (isHalf(F))
    return std::nullopt;
  for (const NamedDecl *Each : F->getDeclContext()->getRedeclContext()->lookup(F->getDeclName())) {
    const FunctionDecl *Other = Each->getAsFunction();
    if (!Other || Other == F || !isHalf(Other) || Other->getNumParams() != F->getNumParams())
      continue;
    bool Same = true;
    for (unsigned I = 0; I < F->getNumParams(); ++I)
      Same &= Unit.AST.hasSameType(F->getParamDecl(I)->getType(), Other->getParamDecl(I)->getType());
    if (const std::optional<Mode> Half = halfOf(Other); Same && Half)
      return Half;
  }
  return std::nullopt;
}

} // namespace asyncc
