#include "edits/Conditionals.h"
#include "clang/Lex/Lexer.h"

using namespace clang;

namespace asyncc {

Conditionals conditionalsIn(llvm::StringRef Text, const LangOptions &Opts) {
  Conditionals Out;
  const std::string Ended = Text.str();
  const SourceLocation Start = SourceLocation::getFromRawEncoding(1);
  Lexer Lex(Start, Opts, Ended.data(), Ended.data(), Ended.data() + Ended.size());
  auto OffsetOf = [&](const Token &Tok) { return Tok.getLocation().getRawEncoding() - Start.getRawEncoding(); };
  unsigned Depth = 0;
  bool InStray = false;
  Token Tok;
  Lex.LexFromRawLexer(Tok);
  while (Tok.isNot(tok::eof)) {
    const bool IsDirective = Tok.is(tok::hash) && Tok.isAtStartOfLine();
    const unsigned Begin = OffsetOf(Tok);
    Lex.LexFromRawLexer(Tok);
    if (!IsDirective || Tok.isNot(tok::raw_identifier))
      continue;
    const llvm::StringRef Name = Tok.getRawIdentifier();
    const size_t End = std::min(Text.find('\n', OffsetOf(Tok)), Text.size());
    if (Name.starts_with("if")) {
      ++Depth;
    } else if (Name == "endif" && Depth) {
      --Depth;
    } else if (Name == "endif" || (Name.starts_with("el") && !Depth)) {
      if (InStray)
        Out.Stray.back().second = End;
      else
        Out.Stray.push_back({Begin, End});
      InStray = Name != "endif";
    }
  }
  Out.Open = Depth;
  return Out;
}

} // namespace asyncc
