#include "edits/MacroTokens.h"

using namespace clang;

namespace asyncc {

void MacroTokens::token(const Preprocessor &PP, const Token &Tok) {
  if (Tok.isAnnotation() || !Tok.getLocation().isMacroID())
    return;
  const SourceManager &SM = PP.getSourceManager();
  const SourceLocation Use = SM.getExpansionLoc(Tok.getLocation());
  if (Use != Last) {
    Last = Use;
    LastIsUsers = !SM.isInSystemHeader(Use);
  }
  if (!LastIsUsers)
    return;
  MacroUse &Seen = Uses[Use];
  Seen.Tokens.push_back(Tok);
  Seen.Stringises |=
      Tok.is(tok::string_literal) && SM.isWrittenInScratchSpace(SM.getSpellingLoc(Tok.getLocation()));
}

const MacroUse *MacroTokens::find(const SourceManager &SM, SourceLocation Loc) const {
  auto Found = Uses.find(SM.getExpansionLoc(Loc));
  return Found == Uses.end() ? nullptr : &Found->second;
}

} // namespace asyncc
