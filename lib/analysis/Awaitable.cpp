#include "analysis/Awaitable.h"
#include "analysis/Dependent.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Sema/Initialization.h"
#include "clang/Sema/Lookup.h"

using namespace clang;

namespace asyncc {

static CXXRecordDecl *recordOf(Translation &Unit, QualType T) {
  T = T.getNonReferenceType();
  CXXRecordDecl *Record = T->getAsCXXRecordDecl();
  if (Record && !Record->hasDefinition())
    (void)Unit.S.isCompleteType(Record->getLocation(), T); // instantiates a specialization
  return Record && Record->hasDefinition() ? Record->getDefinition() : nullptr;
}

static bool hasMember(Translation &Unit, CXXRecordDecl *Record, DeclarationName Name) {
  LookupResult Result(Unit.S, Name, SourceLocation(), Sema::LookupMemberName);
  Result.suppressDiagnostics();
  return Unit.S.LookupQualifiedName(Result, Record);
}

static LookupResult membersOf(Translation &Unit, DeclContext *In, StringRef Name,
                              Sema::LookupNameKind Kind = Sema::LookupMemberName) {
  LookupResult Result(Unit.S, &Unit.AST.Idents.get(Name), SourceLocation(), Kind);
  Result.suppressDiagnostics();
  Unit.S.LookupQualifiedName(Result, In);
  return Result;
}

/// What `std::coroutine_traits` says of a coroutine without parameters that returns \p Record; libraries
/// specialize it, as Boost.Asio does for its awaitables.
static CXXRecordDecl *traitsOf(Translation &Unit, CXXRecordDecl *Record) {
  NamespaceDecl *Std = Unit.S.getStdNamespace();
  if (!Std)
    return nullptr;
  LookupResult Found = membersOf(Unit, Std, "coroutine_traits", Sema::LookupOrdinaryName);
  auto *Traits = Found.isSingleResult() ? dyn_cast<ClassTemplateDecl>(Found.getFoundDecl()) : nullptr;
  if (!Traits)
    return nullptr;
  const SourceLocation Loc = Record->getLocation();
  const QualType T = declaredType(Unit.AST, Record);
  TemplateArgumentListInfo Args(Loc, Loc);
  Args.addArgument(TemplateArgumentLoc(TemplateArgument(T), Unit.AST.getTrivialTypeSourceInfo(T, Loc)));
#if CLANG_VERSION_MAJOR >= 22
  const QualType Specialized = Unit.S.CheckTemplateIdType(ElaboratedTypeKeyword::None, TemplateName(Traits), Loc, Args,
                                                          /*Scope=*/nullptr, /*ForNestedNameSpecifier=*/false);
#else
  const QualType Specialized = Unit.S.CheckTemplateIdType(TemplateName(Traits), Loc, Args);
#endif
  return Specialized.isNull() ? nullptr : recordOf(Unit, Specialized);
}

CXXRecordDecl *promiseOf(Translation &Unit, CXXRecordDecl *Record) {
  LookupResult Found = membersOf(Unit, Record, "promise_type", Sema::LookupOrdinaryName);
  if (Found.empty())
    if (CXXRecordDecl *Traits = traitsOf(Unit, Record))
      Found = membersOf(Unit, Traits, "promise_type", Sema::LookupOrdinaryName);
  auto *Type = Found.empty() ? nullptr
                             : dyn_cast<TypeDecl>(Found.getRepresentativeDecl()->getUnderlyingDecl());
  return Type ? recordOf(Unit, declaredType(Unit.AST, Type)) : nullptr;
}

bool isAwaitable(Translation &Unit, QualType T) {
  if (T->isDependentType())
    return true;
  CXXRecordDecl *Record = recordOf(Unit, T);
  if (!Record)
    return false;
  ASTContext &AST = Unit.AST;
  DeclarationName CoAwait = AST.DeclarationNames.getCXXOperatorName(OO_Coawait);
  if (hasMember(Unit, Record, &AST.Idents.get("await_ready")) || hasMember(Unit, Record, CoAwait))
    return true;
  for (DeclContext *DC = Record->getDeclContext(); DC; DC = DC->getParent())
    if (DC->isFileContext())
      for (NamedDecl *D : DC->getPrimaryContext()->lookup(CoAwait)) {
        const FunctionDecl *F = D->getAsFunction();
        if (!F || F->getNumParams() != 1)
          continue;
        const QualType Taken = F->getParamDecl(0)->getType().getNonReferenceType();
        const CXXRecordDecl *Param = Taken->getAsCXXRecordDecl();
        if (!Param)
          Param = classPattern(Taken);
        if (!Param || Param->getName() == Record->getName())
          return true;
      }
  if (CXXRecordDecl *Promise = promiseOf(Unit, Record)) {
    LookupResult Transform = membersOf(Unit, Promise, "await_transform");
    for (NamedDecl *D : Transform)
      if (const FunctionDecl *F = D->getUnderlyingDecl()->getAsFunction(); F && !F->isDeleted())
        return true;
  }
  return false;
}

static bool patternAwaits(Translation &Unit, const CXXRecordDecl *Class) {
  if (!Class)
    return false;
  if (!Class->lookup(Unit.AST.DeclarationNames.getCXXOperatorName(OO_Coawait)).empty() ||
      !Class->lookup(&Unit.AST.Idents.get("await_ready")).empty())
    return true;
  return llvm::any_of(Class->bases(), [&](const CXXBaseSpecifier &Base) {
    return patternAwaits(Unit, classPattern(Base.getType()));
  });
}

bool isLikelyAwaitable(Translation &Unit, QualType T) {
  if (T.isNull())
    return false;
  T = T.getNonReferenceType();
  return T->isDependentType() ? !T->isPointerType() && patternAwaits(Unit, classPattern(T))
                              : isAwaitable(Unit, T);
}

/// What the `operator co_await` of \p Record, a member, gives for a temporary.
static CXXRecordDecl *awaiterOf(Translation &Unit, CXXRecordDecl *Record) {
  for (NamedDecl *Each : Record->lookup(Unit.AST.DeclarationNames.getCXXOperatorName(OO_Coawait))) {
    auto *F = dyn_cast<CXXMethodDecl>(Each->getUnderlyingDecl());
    if (!F || F->isDeleted() || (F->getRefQualifier() == RQ_LValue && !F->isConst()))
      continue;
    if (F->getReturnType()->isUndeducedType() && Unit.S.DeduceReturnType(F, F->getLocation(), false))
      continue;
    if (CXXRecordDecl *Awaiter = recordOf(Unit, F->getReturnType()))
      return Awaiter;
  }
  return nullptr;
}

QualType awaitedValue(Translation &Unit, QualType T) {
  CXXRecordDecl *Record = recordOf(Unit, T);
  if (!Record)
    return QualType();
  if (isLibraryCoroutine(T))
    if (auto *Spec = dyn_cast<ClassTemplateSpecializationDecl>(Record))
      if (Spec->getTemplateArgs().size() &&
          Spec->getTemplateArgs()[0].getKind() == TemplateArgument::Type)
        return Spec->getTemplateArgs()[0].getAsType();
  if (!hasMember(Unit, Record, &Unit.AST.Idents.get("await_resume")))
    Record = awaiterOf(Unit, Record);
  if (!Record)
    return QualType();
  LookupResult Resume = membersOf(Unit, Record, "await_resume");
  if (Resume.isSingleResult())
    if (const FunctionDecl *F = Resume.getFoundDecl()->getAsFunction())
      return F->getReturnType();
  return QualType();
}

/// Whether the type names the reference \p Value among its template arguments: a `lazy<T const &>`.
static bool namesReference(const CXXRecordDecl *Record, QualType Value) {
  auto *Spec = dyn_cast<ClassTemplateSpecializationDecl>(Record);
  return Spec && llvm::any_of(Spec->getTemplateArgs().asArray(), [&](const TemplateArgument &Arg) {
           return Arg.getKind() == TemplateArgument::Type && Arg.getAsType()->isLValueReferenceType() &&
                  Arg.getAsType().getCanonicalType() == Value.getCanonicalType();
         });
}

bool makes(Translation &Unit, QualType To, QualType From) {
  const SourceLocation Loc = Unit.SM.getLocForStartOfFile(Unit.SM.getMainFileID());
  OpaqueValueExpr Value(Loc, From, VK_PRValue);
  Expr *Operand = &Value;
  return bool(InitializationSequence(Unit.S, InitializedEntity::InitializeTemporary(To),
                                     InitializationKind::CreateDirect(Loc, Loc, Loc), Operand));
}

QualType namedValue(Translation &Unit, QualType T, ArrayRef<QualType> Operands) {
  const QualType Awaited = awaitedValue(Unit, T);
  if (!Awaited.isNull() && (Awaited->isVoidType() || Awaited->isDependentType()))
    return QualType();
  auto *Spec = dyn_cast_or_null<ClassTemplateSpecializationDecl>(recordOf(Unit, T));
  QualType Named;
  for (const TemplateArgument &Arg : Spec ? Spec->getTemplateArgs().asArray() : ArrayRef<TemplateArgument>()) {
    if (Arg.getKind() != TemplateArgument::Type)
      continue;
    const QualType Value = Arg.getAsType().getUnqualifiedType();
    if (!Awaited.isNull()
            ? !Unit.AST.hasSameUnqualifiedType(Value, Awaited.getNonReferenceType())
            : !Value->isObjectType() || Value->isDependentType())
      continue;
    if (!makes(Unit, Value, Value) || // it is moved to the promise
        !llvm::all_of(Operands, [&](QualType From) { return makes(Unit, Value, From); }))
      continue;
    // Where only the promise knows how it is awaited, the one argument that fits is taken for the value.
    if (!Named.isNull() && Awaited.isNull() && !Unit.AST.hasSameType(Named, Value))
      return QualType();
    Named = Value;
  }
  return Named;
}

/// What a promise takes that takes anything: a reference if that is what its type names and awaiting it gives.
static PromisedValue anyPromised(Translation &Unit, const CXXRecordDecl *Record, QualType T) {
  const QualType Awaited = awaitedValue(Unit, T);
  if (Awaited.isNull() || !Awaited->isLValueReferenceType() || !namesReference(Record, Awaited))
    return {};
  return {Awaited.getNonReferenceType(), true};
}

PromisedValue promisedValue(Translation &Unit, QualType T) {
  CXXRecordDecl *Record = recordOf(Unit, T);
  CXXRecordDecl *Promise = Record ? promiseOf(Unit, Record) : nullptr;
  PromisedValue Out;
  if (!Promise)
    return Out;
  for (NamedDecl *Each : membersOf(Unit, Promise, "return_value")) {
    auto *F = dyn_cast<FunctionDecl>(Each->getUnderlyingDecl());
    if (!F || F->getNumParams() != 1)
      return anyPromised(Unit, Record, T); // a template
    const QualType Taken = F->getParamDecl(0)->getType(), Value = Taken.getNonReferenceType();
    if (!Out.Type.isNull() && !Unit.AST.hasSameUnqualifiedType(Out.Type, Value))
      return anyPromised(Unit, Record, T);
    Out.Keeps = Taken->isLValueReferenceType() &&
                (namesReference(Record, Taken) || (Out.Type.isNull() && !Value.isConstQualified()));
    Out.Type = Out.Keeps ? Value : Value.getUnqualifiedType();
  }
  return Out;
}

bool givesNothing(Translation &Unit, QualType T) {
  CXXRecordDecl *Record = recordOf(Unit, T), *Promise = Record ? promiseOf(Unit, Record) : nullptr;
  return Promise && !membersOf(Unit, Promise, "return_void").empty();
}

/// Its name, if it is a class of the library's.
static StringRef libraryName(QualType T) {
  const CXXRecordDecl *Record = T.getNonReferenceType()->getAsCXXRecordDecl();
  auto *Space = Record ? dyn_cast<NamespaceDecl>(Record->getDeclContext()->getRedeclContext()) : nullptr;
  return Space && Space->getName() == "async" && Space->getParent()->isTranslationUnit() && Record->getIdentifier()
             ? Record->getName()
             : "";
}

bool isLibraryTask(QualType T) { return libraryName(T) == "task"; }
bool isLibraryStream(QualType T) { return libraryName(T) == "stream"; }
bool isLibraryGenerator(QualType T) { return libraryName(T) == "generator"; }

bool isLibraryCoroutine(QualType T) {
  const StringRef Name = libraryName(T);
  return Name == "task" || Name == "stream";
}

bool awaitsWhenAbandoned(QualType T) {
  const CXXRecordDecl *Class = classPattern(T);
  return isLibraryCoroutine(T) || (Class && Class->getQualifiedNameAsString() == "async::asio_generator");
}

const CoyieldExpr *yieldOf(const Stmt *S) {
  if (auto *Cleanups = dyn_cast_or_null<ExprWithCleanups>(S))
    S = Cleanups->getSubExpr();
  return dyn_cast_or_null<CoyieldExpr>(S);
}

bool givesNothing(const CoreturnStmt *Return) {
  const Expr *Operand = Return->getOperand();
  return !Operand || (Operand->getType()->isVoidType() && !isa<InitListExpr>(Operand));
}

const Expr *promised(const CoreturnStmt *Return) {
  const Expr *Operand = Return->getOperand();
  if (!Operand || !isa<InitListExpr>(Operand) || !Return->getPromiseCall())
    return Operand;
  auto *Call = dyn_cast<CallExpr>(Return->getPromiseCall()->IgnoreImplicit());
  if (!Call || Call->getNumArgs() != 1 || Call->isTypeDependent())
    return Operand;
  auto *Result = dyn_cast<MaterializeTemporaryExpr>(Call->getArg(0));
  return Result ? Result->getSubExpr() : Call->getArg(0);
}

const Expr *yielded(const CoyieldExpr *Yield) {
  const Expr *Operand = Yield->getOperand()->IgnoreImplicit(); // a call of yield_value
  if (auto *Dependent = dyn_cast<UnaryOperator>(Operand);
      Dependent && Dependent->getOpcode() == UO_Coawait)
    Operand = Dependent->getSubExpr();
  if (auto *Call = dyn_cast<CallExpr>(Operand);
      Call && Call->getNumArgs() == 1 && Call->getBeginLoc() == Yield->getKeywordLoc())
    Operand = Call->getArg(0);
  return Operand;
}

bool containsYield(const Stmt *S) {
  return S && !isa<LambdaExpr>(S) &&
         (isa<CoyieldExpr>(S) || llvm::any_of(S->children(), containsYield));
}

bool isCoroutine(const FunctionDecl *F) {
  const FunctionDecl *Definition = nullptr;
  return F->hasBody(Definition) && isa_and_nonnull<CoroutineBodyStmt>(Definition->getBody());
}

bool awaits(const Stmt *S) {
  if (!S)
    return false;
  if (auto *Lambda = dyn_cast<LambdaExpr>(S))
    return llvm::any_of(Lambda->capture_inits(), awaits);
  return isa<CoawaitExpr, DependentCoawaitExpr, CoyieldExpr>(S) ||
         llvm::any_of(S->children(), awaits);
}

} // namespace asyncc
