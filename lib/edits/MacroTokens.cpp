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

std::vector<SourceLocation> MacroTokens::counters(const SourceManager &SM, FileID File, unsigned Begin,
                                                  unsigned End) const {
  std::vector<SourceLocation> Out;
  for (SourceLocation Each : Counters) {
    // In an argument of a macro, whose use begins before it.
    auto After = Uses.upper_bound(Each);
    if (After == Uses.begin())
      continue;
    const auto &[Name, Use] = *std::prev(After);
    const SourceLocation Last = SM.getExpansionRange(Use.Tokens.front().getLocation()).getEnd();
    auto [In, At] = SM.getDecomposedLoc(Name);
    if (Each <= Last && In == File && Begin <= At && At < End)
      Out.push_back(Name);
  }
  return Out;
}

} // namespace asyncc
