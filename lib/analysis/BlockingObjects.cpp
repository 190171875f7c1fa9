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
namespace {

QualType plainType(QualType T) { return T.getNonReferenceType().getUnqualifiedType(); }

/// What a name may stand for in an operand.
class Names : public Visitor {
public:
  Names(ASTContext &AST, SourceLocation Place) : AST(AST), SM(AST.getSourceManager()), Place(Place) {}
  bool shouldVisitTemplateInstantiations() const override { return true; }
  bool VisitFunctionDecl(FunctionDecl *F) override {
    if (F->getIdentifier() && !isa<CXXMethodDecl>(F) && !F->getReturnType()->isDependentType())
      Functions[F->getNameAsString()] = plainType(F->getReturnType());
    if (!F->doesThisDeclarationHaveABody() ||
        !SM.isPointWithin(Place, F->getBeginLoc(), F->getEndLoc()))
      return true;
    for (ParmVarDecl *Param : F->parameters())
      add(Param);
    if (auto *Method = dyn_cast<CXXMethodDecl>(F))
      members(Method->getParent());
    return true;
  }
  bool VisitVarDecl(VarDecl *Var) override {
    if (SM.getFileID(Var->getLocation()) == SM.getFileID(Place) && isVisible(Var))
      add(Var);
    return true;
  }
  bool VisitTypeDecl(TypeDecl *D) override {
    const QualType T = declaredType(AST, D);
    if (D->getIdentifier() && !T->isDependentType() && blocks(AST, T) == true)
      Modes[D->getNameAsString()] = T;
    return true;
  }

  std::map<std::string, QualType> Variables, Functions, Modes; ///< the modes that block

private:
  void members(const CXXRecordDecl *Class) {
    for (FieldDecl *Field : Class->fields())
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
  void add(ValueDecl *D) {
    if (D->getIdentifier() && !D->getType()->isDependentType())
      Variables[D->getNameAsString()] = plainType(D->getType());
  }
  ASTContext &AST;
  const SourceManager &SM;
  SourceLocation Place;
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

std::optional<BlockingObject> blockingObject(ASTContext &AST, SourceLocation Await) {
  const SourceManager &SM = AST.getSourceManager();
  Names Known(AST, Await);
  Known.TraverseDecl(AST.getTranslationUnitDecl());
  // The operand: up to the bracket or the operator that ends it.
  const SourceLocation Begin =
      Lexer::findNextToken(Await, SM, AST.getLangOpts()).value_or(Token()).getLocation();
  if (Begin.isInvalid())
    return std::nullopt;
  const PrintingPolicy Policy(AST.getLangOpts());
  auto TextTo = [&](SourceLocation Last) {
    return Lexer::getSourceText(CharSourceRange::getTokenRange(Begin, Last), SM, AST.getLangOpts()).str();
  };
  auto Find = [](const std::map<std::string, QualType> &In, const std::string &Name) {
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
      else if (T = Find(Known.Variables, Name); T.isNull() && !Angles)
        T = Find(Known.Functions, Name);
      if (!Angles)
        Current = T;
      if (const QualType Mode = blockingMode(AST, T); !Found && !Mode.isNull())
        Found = BlockingObject{"'" + (Depth ? Name : TextTo(Tok->getLocation())) + "' of type '" +
                                   T.getAsString(Policy) + "'",
                               Mode.getCanonicalType().getAsString(Policy), ""};
      if (const QualType Mode = Angles ? Find(Known.Modes, Name) : QualType(); !Found && !Mode.isNull())
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
