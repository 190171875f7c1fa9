#include "analysis/BlockingObjects.h"
#include "analysis/ObjectModes.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"
#include <map>

using namespace clang;

namespace asyncc {
namespace {

/// The variables and members of the function around a place, by name.
class Variables : public RecursiveASTVisitor<Variables> {
public:
  Variables(const SourceManager &SM, SourceLocation Place) : SM(SM), Place(Place) {}
  bool shouldVisitTemplateInstantiations() const { return true; }
  bool VisitFunctionDecl(FunctionDecl *F) {
    if (!F->doesThisDeclarationHaveABody() ||
        !SM.isPointWithin(Place, F->getBeginLoc(), F->getEndLoc()))
      return true;
    for (ParmVarDecl *Param : F->parameters())
      add(Param);
    if (auto *Method = dyn_cast<CXXMethodDecl>(F))
      for (FieldDecl *Field : Method->getParent()->fields())
        add(Field);
    return true;
  }
  bool VisitVarDecl(VarDecl *Var) {
    if (SM.getFileID(Var->getLocation()) == SM.getFileID(Place) && isVisible(Var))
      add(Var);
    return true;
  }

  std::map<std::string, QualType> Types;

private:
  /// Not a variable of another function.
  bool isVisible(const VarDecl *Var) const {
    auto *Of = dyn_cast_or_null<FunctionDecl>(Var->getParentFunctionOrMethod());
    return !Of || SM.isPointWithin(Place, Of->getBeginLoc(), Of->getEndLoc());
  }
  void add(ValueDecl *D) {
    if (D->getIdentifier() && !D->getType()->isDependentType())
      Types[D->getNameAsString()] = D->getType().getNonReferenceType().getUnqualifiedType();
  }
  const SourceManager &SM;
  SourceLocation Place;
};

} // namespace

std::optional<BlockingObject> blockingObject(ASTContext &AST, SourceLocation Await) {
  const SourceManager &SM = AST.getSourceManager();
  Variables Known(SM, Await);
  Known.TraverseDecl(AST.getTranslationUnitDecl());
  // The operand: up to the bracket or the operator that ends it.
  const SourceLocation Begin =
      Lexer::findNextToken(Await, SM, AST.getLangOpts()).value_or(Token()).getLocation();
  if (Begin.isInvalid())
    return std::nullopt;
  SourceLocation End = Begin;
  unsigned Depth = 0;
  std::string First;
  std::optional<BlockingObject> Found;
  bool AfterDot = false;
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
    if (Tok->is(tok::raw_identifier) && !AfterDot && !Found) {
      auto Var = Known.Types.find(Tok->getRawIdentifier().str());
      if (Var != Known.Types.end())
        if (const ObjectMode Mode = objectMode(AST, Var->second); Mode && Mode.Blocks) {
          PrintingPolicy Policy(AST.getLangOpts());
          Found = BlockingObject{Var->first, Var->second.getAsString(Policy),
                                 Mode.Mode.getCanonicalType().getAsString(Policy), ""};
        }
    }
    AfterDot = Tok->isOneOf(tok::period, tok::arrow);
    End = Tok->getLocation();
  }
  if (Found)
    Found->Operand =
        Lexer::getSourceText(CharSourceRange::getTokenRange(Begin, End), SM, AST.getLangOpts());
  return Found;
}

} // namespace asyncc
