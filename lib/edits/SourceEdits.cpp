#include "edits/SourceEdits.h"
#include "clang/Lex/Lexer.h"

using namespace clang;

namespace asyncc {

std::optional<Region> SourceEdits::region(SourceRange Range) const {
  CharSourceRange Chars =
      Lexer::makeFileCharRange(CharSourceRange::getTokenRange(Range), SM, Opts);
  if (Chars.isInvalid())
    return std::nullopt;
  auto [File, Begin] = SM.getDecomposedLoc(Chars.getBegin());
  return Region{File, Begin, SM.getFileOffset(Chars.getEnd()), nullptr};
}

std::optional<Region> SourceEdits::editable(SourceRange Range) {
  if (auto Out = region(Range))
    return Out;
  if (Diags.report(SM.getExpansionLoc(Range.getBegin()), Diag::in_macro,
                   {Lexer::getImmediateMacroName(Range.getBegin(), SM, Opts).str()}))
    Diags.note(SM.getSpellingLoc(Range.getBegin()), "in this macro definition");
  return std::nullopt;
}

bool SourceEdits::refuseMacro(SourceRange Range) {
  SourceLocation Loc = Range.getBegin();
  if (!Loc.isMacroID())
    return false;
  // A statement that is whole within an argument, its semicolon included, is edited where it stands,
  // if the macro uses the argument once.
  if (SM.isMacroArgExpansion(Loc) && SM.isMacroArgExpansion(Range.getEnd())) {
    SourceLocation End =
        Lexer::getLocForEndOfToken(SM.getFileLoc(Range.getEnd()), 0, SM, Opts);
    Token Next;
    if (!Lexer::getRawToken(End, Next, SM, Opts, true) && Next.is(tok::semi) &&
        MacroStatements.insert(SM.getFileLoc(Loc)).second)
      return false;
  }
  SourceLocation Expansion = SM.getExpansionLoc(Loc);
  std::string Name = Lexer::getImmediateMacroName(SM.isMacroArgExpansion(Loc)
                                                      ? SM.getImmediateExpansionRange(Loc).getBegin()
                                                      : Loc,
                                                  SM, Opts)
                         .str();
  if (Diags.report(Expansion, Diag::in_macro, {Name}))
    Diags.note(SM.getSpellingLoc(Loc), "this statement");
  return true;
}

void SourceEdits::insertBefore(SourceLocation Loc, Pieces New, int Order) {
  if (auto At = editable(Loc))
    Set->add(At->File, {At->Begin, At->Begin, std::move(New), Order});
}

void SourceEdits::insertAfter(SourceLocation Loc, Pieces New, int Order) {
  if (auto At = editable(Loc))
    Set->add(At->File, {At->End, At->End, std::move(New), Order});
}

void SourceEdits::replace(SourceRange Range, Pieces New) {
  if (auto At = editable(Range))
    Set->add(At->File, {At->Begin, At->End, std::move(New)});
}

void SourceEdits::replaceWithSpaces(SourceRange Range, Pieces New) {
  auto At = editable(Range);
  if (!At)
    return;
  StringRef Buffer = SM.getBufferData(At->File);
  while (At->End < Buffer.size() && (Buffer[At->End] == ' ' || Buffer[At->End] == '\t'))
    ++At->End;
  Set->add(At->File, {At->Begin, At->End, std::move(New)});
}

void SourceEdits::remove(SourceRange Range) { replaceWithSpaces(Range, {}); }

std::string SourceEdits::text(SourceRange Range) const {
  if (auto At = region(Range))
    return SM.getBufferData(At->File).slice(At->Begin, At->End).str();
  return "";
}

SourceLocation SourceEdits::tokenAfter(SourceLocation Loc, tok::TokenKind Kind) const {
  Token Tok;
  SourceLocation At = SM.getFileLoc(Loc);
  while (!Lexer::getRawToken(At, Tok, SM, Opts, true) && Tok.isNot(tok::eof)) {
    if (Tok.is(Kind))
      return Tok.getLocation();
    At = Tok.getEndLoc();
  }
  return SourceLocation();
}

} // namespace asyncc
