#include "analysis/BlockingObjects.h"
#include "analysis/ObjectModes.h"
#include "analysis/Visitor.h"
#include "parse/Compat.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"
#include <map>

using namespace clang;

namespace asyncc {

using Types = std::map<std::string, QualType>;

/// What names may stand for: anywhere, and in which functions, by the files that those begin in.
struct UnitNames {
  Types Functions, Modes; ///< the modes that block
  std::map<FileID, std::vector<const Decl *>> Local; ///< functions with bodies, and variables
};

namespace {

QualType plainType(QualType T) { return T.getNonReferenceType().getUnqualifiedType(); }

class CollectNames : public Visitor {
public:
  CollectNames(ASTContext &AST, UnitNames &Found) : AST(AST), SM(AST.getSourceManager()), Found(Found) {}
  bool shouldVisitTemplateInstantiations() const override { return true; }
  bool VisitFunctionDecl(FunctionDecl *F) override {
    if (F->getIdentifier() && !isa<CXXMethodDecl>(F) && !F->getReturnType()->isDependentType())
      Found.Functions[F->getNameAsString()] = plainType(F->getReturnType());
    if (F->doesThisDeclarationHaveABody())
      here(F->getBeginLoc(), F);
    return true;
  }
  bool VisitVarDecl(VarDecl *Var) override {
    if (Var->getIdentifier())
      here(Var->getLocation(), Var);
    return true;
  }
  bool VisitTypeDecl(TypeDecl *D) override {
    const QualType T = declaredType(AST, D);
    if (D->getIdentifier() && !T->isDependentType() && blocks(AST, T) == true)
      Found.Modes[D->getNameAsString()] = T;
    return true;
  }

private:
  void here(SourceLocation Loc, const Decl *D) { Found.Local[SM.getFileID(SM.getExpansionLoc(Loc))].push_back(D); }
  ASTContext &AST;
  const SourceManager &SM;
  UnitNames &Found;
};

/// The variables that an operand at \p Place may name.
class VisibleVariables {
public:
  VisibleVariables(const SourceManager &SM, SourceLocation Place) : SM(SM), Place(Place) {}
  Types in(const UnitNames &Unit) {
    const FileID Own = SM.getFileID(SM.getExpansionLoc(Place));
    std::vector<FileID> Files; // and those that include it
    for (FileID Each = Own; Each.isValid(); Each = SM.getDecomposedIncludedLoc(Each).first)
      Files.push_back(Each);
    for (FileID File : llvm::reverse(Files))
      if (auto Found = Unit.Local.find(File); Found != Unit.Local.end())
        for (const Decl *D : Found->second) {
          auto *Var = dyn_cast<VarDecl>(D);
          if (!Var)
            function(cast<FunctionDecl>(D));
          else if (File == Own && isVisible(Var))
            add(Var);
        }
    return std::move(Variables);
  }

private:
  void function(const FunctionDecl *F) {
    if (!SM.isPointWithin(Place, F->getBeginLoc(), F->getEndLoc()))
      return;
    for (const ParmVarDecl *Param : F->parameters())
      add(Param);
    if (auto *Method = dyn_cast<CXXMethodDecl>(F))
      members(Method->getParent());
  }
  void members(const CXXRecordDecl *Class) {
    for (const FieldDecl *Field : Class->fields())
      add(Field);
    for (const CXXBaseSpecifier &Base : Class->bases())
      if (const CXXRecordDecl *Of = Base.getType()->getAsCXXRecordDecl(); Of && Of->hasDefinition())
        members(Of->getDefinition());
  }
  /// Not a variable of another function.
  bool isVisible(const VarDecl *Var) const {
    auto *Of = dyn_cast_or_null<FunctionDecl>(Var->getParentFunctionOrMethod());
    return !Of || SM.isPointWithin(Place, Of->getBeginLoc(), Of->getEndLoc());
  }
  void add(const ValueDecl *D) {
    if (D->getIdentifier() && !D->getType()->isDependentType())
      Variables[D->getNameAsString()] = plainType(D->getType());
  }
  const SourceManager &SM;
  const SourceLocation Place;
  Types Variables;
};

/// The class that `.` or `->` behind a \p T looks into.
const CXXRecordDecl *classBehind(QualType T, bool Arrow) {
  if (T.isNull())
    return nullptr;
  if (T->isPointerType())
    return T->getPointeeCXXRecordDecl();
  const CXXRecordDecl *Class = T->getAsCXXRecordDecl();
  if (auto *Owner = dyn_cast_or_null<ClassTemplateSpecializationDecl>(Class);
      Owner && Arrow && Owner->getTemplateArgs().size() &&
      Owner->getTemplateArgs()[0].getKind() == TemplateArgument::Type)
    return Owner->getTemplateArgs()[0].getAsType()->getAsCXXRecordDecl(); // a smart pointer
  return Class;
}

/// The type of a member, or what it returns.
QualType memberType(const CXXRecordDecl *Class, const IdentifierInfo &Name) {
  Class = Class && Class->hasDefinition() ? Class->getDefinition() : nullptr;
  if (!Class)
    return {};
  for (const NamedDecl *Each : Class->lookup(&Name))
    if (auto *Field = dyn_cast<FieldDecl>(Each))
      return plainType(Field->getType());
    else if (auto *Method = dyn_cast<CXXMethodDecl>(Each))
      return plainType(Method->getReturnType());
  for (const CXXBaseSpecifier &Base : Class->bases())
    if (const QualType Found = memberType(Base.getType()->getAsCXXRecordDecl(), Name); !Found.isNull())
      return Found;
  return {};
}

/// The mode that the operations of a \p T block in, or null.
QualType blockingMode(ASTContext &AST, QualType T) {
  if (T.isNull() || T->isDependentType())
    return {};
  while (T->isPointerType() || T->isReferenceType())
    T = T->getPointeeType();
  if (const ObjectMode Mode = objectMode(AST, T))
    return Mode.Blocks ? Mode.Mode : QualType();
  auto *Class = dyn_cast_or_null<ClassTemplateSpecializationDecl>(T->getAsCXXRecordDecl());
  if (!Class)
    return {};
  for (const TemplateArgument &Arg : Class->getTemplateArgs().asArray())
    if (Arg.getKind() == TemplateArgument::Type && blocks(AST, Arg.getAsType()) == true)
      return Arg.getAsType();
  // One of the standard library's owners: by what it owns.
  const TemplateArgument *First = Class->getTemplateArgs().size() ? &Class->getTemplateArgs()[0] : nullptr;
  return Class->isInStdNamespace() && First && First->getKind() == TemplateArgument::Type
             ? blockingMode(AST, First->getAsType())
             : QualType();
}

} // namespace

std::optional<BlockingObject> BlockingObjects::find(SourceLocation Await) {
  const SourceManager &SM = AST.getSourceManager();
  if (!Unit) {
    auto All = std::make_shared<UnitNames>();
    CollectNames(AST, *All).TraverseDecl(AST.getTranslationUnitDecl());
    Unit = std::move(All);
  }
  const Types Variables = VisibleVariables(SM, Await).in(*Unit);
  // The operand: up to the bracket or the operator that ends it.
  const SourceLocation Begin =
      Lexer::findNextToken(Await, SM, AST.getLangOpts()).value_or(Token()).getLocation();
  if (Begin.isInvalid())
    return std::nullopt;
  const PrintingPolicy Policy(AST.getLangOpts());
  auto TextTo = [&](SourceLocation Last) {
    return Lexer::getSourceText(CharSourceRange::getTokenRange(Begin, Last), SM, AST.getLangOpts()).str();
  };
  auto TypeOf = [](const Types &In, const std::string &Name) {
    auto Found = In.find(Name);
    return Found == In.end() ? QualType() : Found->second;
  };
  SourceLocation End = Begin;
  unsigned Depth = 0, Angles = 0;
  std::optional<BlockingObject> Found;
  bool AfterDot = false, AfterArrow = false;
  QualType Current; // of what stands in front
  for (std::optional<Token> Tok = Token(); Tok; Tok = Lexer::findNextToken(End, SM, AST.getLangOpts())) {
    if (Tok->getLocation().isInvalid()) {
      Tok.emplace();
      Lexer::getRawToken(Begin, *Tok, SM, AST.getLangOpts());
    }
    if (Tok->isOneOf(tok::l_paren, tok::l_square, tok::l_brace))
      ++Depth;
    else if (Tok->isOneOf(tok::r_paren, tok::r_square, tok::r_brace) && Depth-- == 0)
      break;
    else if (Depth == 0 && !Tok->isOneOf(tok::raw_identifier, tok::period, tok::arrow,
                                         tok::coloncolon, tok::less, tok::greater,
                                         tok::r_paren, tok::r_square, tok::r_brace))
      break;
    Angles += Tok->is(tok::less) - (Angles && Tok->is(tok::greater));
    if (Tok->is(tok::raw_identifier)) {
      const std::string Name = Tok->getRawIdentifier().str();
      QualType T;
      if (AfterDot)
        T = memberType(classBehind(Current, AfterArrow), AST.Idents.get(Name));
      else if (T = TypeOf(Variables, Name); T.isNull() && !Angles)
        T = TypeOf(Unit->Functions, Name);
      if (!Angles)
        Current = T;
      if (const QualType Mode = blockingMode(AST, T); !Found && !Mode.isNull())
        Found = BlockingObject{"'" + (Depth ? Name : TextTo(Tok->getLocation())) + "' of type '" +
                                   T.getAsString(Policy) + "'",
                               Mode.getCanonicalType().getAsString(Policy), ""};
      if (const QualType Mode = Angles ? TypeOf(Unit->Modes, Name) : QualType(); !Found && !Mode.isNull())
        Found = BlockingObject{"'" + TextTo(Tok->getLocation()) + ">'", Mode.getCanonicalType().getAsString(Policy), ""};
    }
    AfterDot = Tok->isOneOf(tok::period, tok::arrow);
    AfterArrow = Tok->is(tok::arrow);
    End = Tok->getLocation();
  }
  if (Found)
    Found->Operand = TextTo(End);
  return Found;
}

} // namespace asyncc
