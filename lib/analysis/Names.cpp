#include "analysis/Names.h"
#include "parse/LoweredMark.h"
#include "clang/AST/QualTypeNames.h"
#include "clang/Basic/CharInfo.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Sema/Lookup.h"

using namespace clang;

namespace asyncc {

/// Null if \p Name stands nowhere in the unit. Looking for it does not make it one that does.
static const IdentifierInfo *identifier(const Translation &Unit, const std::string &Name) {
  IdentifierTable &Table = Unit.PP.getIdentifierTable();
  if (const auto Found = Table.find(Name); Found != Table.end())
    return Found->second;
  IdentifierInfoLookup *Preamble = Table.getExternalIdentifierLookup();
  return Preamble ? Preamble->get(Name) : nullptr;
}

std::string uniqueName(const Translation &Unit, const std::string &Base) {
  std::string Name = Base;
  for (unsigned I = 2; identifier(Unit, Name); ++I)
    Name = Base + std::to_string(I);
  return Name;
}

std::string uniqueLocalName(const Translation &Unit, const std::string &Base) {
  std::string Name = Base;
  for (unsigned I = 2;; ++I) {
    const IdentifierInfo *Found = identifier(Unit, Name);
    if (!Found || (!Unit.Underscored.count(Found) && !Found->hadMacroDefinition()))
      return Name;
    Name = Base + std::to_string(I) + "_";
  }
}

NamedDecl *lookup(const Translation &Unit, std::initializer_list<llvm::StringRef> Path) {
  DeclContext *Scope = Unit.AST.getTranslationUnitDecl();
  NamedDecl *Found = nullptr;
  for (llvm::StringRef Name : Path) {
    if (!Scope)
      return nullptr;
    LookupResult Result(Unit.S, DeclarationName(&Unit.AST.Idents.get(Name)), SourceLocation(),
                        Sema::LookupOrdinaryName);
    Result.suppressDiagnostics();
    Unit.S.LookupQualifiedName(Result, Scope);
    if (Result.empty())
      return nullptr;
    Found = *Result.begin();
    Scope = nullptr;
    NamedDecl *Target = Found->getUnderlyingDecl();
    if (auto *Alias = dyn_cast<NamespaceAliasDecl>(Target))
      Target = Alias->getNamespace();
    if (auto *Space = dyn_cast<NamespaceDecl>(Target))
      Scope = Space;
    else if (auto *Record = dyn_cast<CXXRecordDecl>(Target))
      Scope = Record->getDefinition();
  }
  return Found;
}

std::string nameOf(const NamedDecl *D) {
  std::string Name = D->getNameAsString();
  return Name == MainName ? "main" : Name;
}

std::string calleeName(const CallExpr *Call) {
  const Expr *Callee = Call->getCallee()->IgnoreParenImpCasts();
  if (auto *Ref = dyn_cast<DeclRefExpr>(Callee))
    return Ref->getDecl()->getQualifiedNameAsString();
  if (auto *Lookup = dyn_cast<UnresolvedLookupExpr>(Callee); Lookup && Lookup->getNumDecls())
    return (*Lookup->decls_begin())->getQualifiedNameAsString();
  return "";
}

unsigned firstArgument(const CallExpr *Call) {
  return isa<CXXOperatorCallExpr>(Call) && isa_and_nonnull<CXXMethodDecl>(Call->getCalleeDecl());
}

std::string nameOfVariable(const VarDecl *Var) {
  if (!isa<DecompositionDecl>(Var))
    return Var->getIdentifier() ? Var->getNameAsString() : "";
  std::string Name;
  llvm::raw_string_ostream Out(Name);
  Var->printName(Out, PrintingPolicy(LangOptions()));
  return Name;
}

const Expr *plain(const Expr *E) {
  while (true) {
    const Expr *Inner = E->IgnoreParens()->IgnoreImplicit();
    if (Inner == E)
      return E;
    E = Inner;
  }
}

bool isLogical(const Expr *E) {
  auto *Operator = dyn_cast<BinaryOperator>(plain(E));
  return Operator && Operator->isLogicalOp();
}

bool isComma(const Expr *E) {
  E = E->IgnoreImplicit();
  auto *Binary = dyn_cast<BinaryOperator>(E);
  auto *Overloaded = dyn_cast<CXXOperatorCallExpr>(E);
  return (Binary && Binary->isCommaOp()) || (Overloaded && Overloaded->getOperator() == OO_Comma);
}

const Expr *movedOperand(const Stmt *E) {
  auto *Call = dyn_cast_or_null<CallExpr>(E);
  if (!Call || Call->getNumArgs() != 1)
    return nullptr;
  const std::string Name = calleeName(Call);
  return Name == "std::move" || (Name == "std::forward" && Call->isXValue()) ? Call->getArg(0) : nullptr;
}

bool mentions(const Stmt *S, const ValueDecl *D) {
  auto *Name = dyn_cast_or_null<DeclRefExpr>(S);
  return S && ((D ? Name && Name->getDecl() == D : isa<CXXThisExpr>(S)) ||
               llvm::any_of(S->children(), [&](const Stmt *Child) { return mentions(Child, D); }));
}

const VarDecl *wholeVariable(const Expr *E) {
  if (!E)
    return nullptr;
  E = E->IgnoreParenImpCasts();
  if (auto *Construct = dyn_cast<CXXConstructExpr>(E);
      Construct && Construct->getNumArgs() >= 1 &&
      Construct->getConstructor()->isCopyOrMoveConstructor())
    return wholeVariable(Construct->getArg(0));
  // `return x` into an object of another type that takes it by move.
  if (auto *Construct = dyn_cast<CXXConstructExpr>(E);
      Construct && Construct->getNumArgs() >= 1 && Construct->getArg(0)->isXValue() &&
      Construct->getConstructor()->getNumParams() >= 1 &&
      Construct->getConstructor()->getParamDecl(0)->getType()->isRValueReferenceType())
    if (auto *Moved = dyn_cast<DeclRefExpr>(Construct->getArg(0)->IgnoreParenImpCasts()))
      return dyn_cast<VarDecl>(Moved->getDecl());
  auto *Ref = dyn_cast<DeclRefExpr>(E);
  return Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
}

static PrintingPolicy asWritten(const Translation &Unit) {
  PrintingPolicy Policy(Unit.AST.getLangOpts());
  Policy.SuppressTagKeyword = true;
  Policy.Bool = true;
  Policy.SuppressUnwrittenScope = true; // what stands in an unnamed namespace is found without it
  return Policy;
}

/// Whether a name is the library's own: `_NonArray`, `__unique_ptr_t`.
static bool hasReservedName(llvm::StringRef Text) {
  for (size_t At = Text.find('_'); At != llvm::StringRef::npos; At = Text.find('_', At + 1))
    if ((At == 0 || !isAsciiIdentifierContinue(Text[At - 1])) && At + 1 < Text.size() &&
        (Text[At + 1] == '_' || isUppercase(Text[At + 1])))
      return true;
  return false;
}

std::string typeName(const Translation &Unit, QualType T) {
  // Not `value_type`, but what it stands for.
  for (const auto *Name = T->getAs<TypedefType>();
       Name && isSystems(Unit.SM, Name->getDecl()->getLocation()); Name = T->getAs<TypedefType>())
    T = Name->desugar().withFastQualifiers(T.getLocalFastQualifiers());
  std::string Text = T.getAsString(asWritten(Unit));
  if (Text.find("type-parameter-") != std::string::npos) // canonical: what qualified the names of templates is lost, too
    Text = TypeName::getFullyQualifiedType(T, Unit.AST).getAsString(asWritten(Unit));
  return hasReservedName(Text) ? T.getCanonicalType().getAsString(asWritten(Unit)) : Text;
}

static bool isNameable(QualType T) {
  T = T.getCanonicalType();
  while (!T.isNull()) {
    if (T->isPointerType() || T->isReferenceType())
      T = T->getPointeeType();
    else if (const ArrayType *Array = T->getAsArrayTypeUnsafe())
      T = Array->getElementType();
    else
      break;
  }
  const CXXRecordDecl *Record = T->getAsCXXRecordDecl();
  if (!Record)
    return !T->getContainedDeducedType() && !T->isSpecificBuiltinType(BuiltinType::Dependent);
  if (Record->isLambda() || !Record->getIdentifier())
    return false;
  if (auto *Spec = dyn_cast<ClassTemplateSpecializationDecl>(Record))
    for (const TemplateArgument &Arg : Spec->getTemplateArgs().asArray())
      if (Arg.getKind() == TemplateArgument::Type && !isNameable(Arg.getAsType()))
        return false;
  return true;
}

std::string qualifiedTypeName(const Translation &Unit, QualType T) {
  if (!isNameable(T))
    return "";
  PrintingPolicy Policy = asWritten(Unit);
  Policy.FullyQualifiedName = true;
  if (!T->isDependentType())
    T = T.getCanonicalType();
  return T.getAsString(Policy);
}

/// Whether \p Loc stands in a header that was lowered before, for units like this one.
static bool isLowered(const SourceManager &SM, SourceLocation Loc) {
  const FileID File = SM.getFileID(SM.getExpansionLoc(Loc));
  const auto Text = File == SM.getMainFileID() ? std::nullopt : SM.getBufferDataOrNone(File);
  return Text && Text->ends_with(LoweredMark);
}

bool isForeign(const Translation &Unit, const Decl *D) {
  if (isa<TranslationUnitDecl>(D))
    return false;
  if (D->getLocation().isInvalid() || isSystems(Unit.SM, D->getLocation()) || isLowered(Unit.SM, D->getLocation()))
    return true;
  auto *Space = dyn_cast<NamespaceDecl>(D);
  if (!Space || Space->getName() != "async" || !Space->getParent()->isTranslationUnit())
    return false;
  FileID File = Unit.SM.getFileID(Unit.SM.getExpansionLoc(D->getLocation()));
  auto Entry = Unit.SM.getFileEntryRefForID(File);
  if (File == Unit.SM.getMainFileID() || !Entry || !isLibraryHeader(Entry->getName()))
    return false;
  for (const ScannedSpecifier &Spec : Unit.Notes.Scanner.specifiers())
    if (Unit.SM.getFileID(Unit.SM.getExpansionLoc(Spec.Begin)) == File)
      return false;
  return true;
}

const FunctionDecl *patternOf(const FunctionDecl *F) {
  while (const FunctionDecl *From = F->getInstantiatedFromMemberFunction())
    F = From;
  if (const FunctionDecl *Pattern = F->getTemplateInstantiationPattern())
    return Pattern;
  return F;
}

} // namespace asyncc
