#include "edits/SourceEdits.h"
#include "parse/Parse.h"
#include "clang/Lex/Lexer.h"
#include <algorithm>

using namespace clang;

namespace asyncc {
namespace {

/// A token of an expansion as the developer wrote it: `main` was a macro during the parse.
std::string spelling(const Token &Tok, const SourceManager &SM, const LangOptions &Opts) {
  const std::string Text = Lexer::getSpelling(Tok, SM, Opts);
  return Text == MainName ? "main" : Text;
}

} // namespace

std::optional<Region> SourceEdits::region(SourceRange Range) const {
  CharSourceRange Chars = Lexer::makeFileCharRange(CharSourceRange::getTokenRange(Range), SM, Opts);
  if (Chars.isInvalid())
    return std::nullopt;
  auto [File, Begin] = SM.getDecomposedLoc(Chars.getBegin());
  return Region{File, Begin, SM.getFileOffset(Chars.getEnd()), nullptr};
}

std::optional<Region> SourceEdits::editable(SourceRange Range) {
  if (auto Out = region(Range))
    return Out;
  refuse(Range.getBegin());
  return std::nullopt;
}

void SourceEdits::refuse(SourceLocation Loc) {
  std::string Name =
      Loc.isMacroID()
          ? Lexer::getImmediateMacroName(
                SM.isMacroArgExpansion(Loc) ? SM.getImmediateExpansionRange(Loc).getBegin() : Loc,
                SM, Opts)
                .str()
          : "";
  if (Diags.report(SM.getExpansionLoc(Loc), Diag::in_macro, {Name}))
    Diags.note(SM.getSpellingLoc(Loc), "in this macro definition");
}

/// Text of asyncc's own on one line, without the comments for a reader.
static std::optional<std::string> flat(const Pieces &New) {
  std::string Out;
  for (const Piece &Each : New) {
    if (Each.Source)
      return std::nullopt;
    StringRef Rest = Each.Text;
    while (!Rest.empty()) {
      auto [Line, After] = Rest.split('\n');
      Out += Line.substr(0, Line.find("// ")).str() + " ";
      Rest = After;
    }
  }
  return Out;
}

const MacroUse *SourceEdits::writtenOut(SourceRange Range) const {
  const SourceLocation Loc = Range.getBegin();
  const MacroUse *Use = Loc.isMacroID() && Macros ? Macros->find(SM, Loc) : nullptr;
  if (!Use)
    return nullptr;
  // What is written in an argument, and stands once in what comes out, is edited where it is
  // written.
  const SourceLocation Spelling = SM.getSpellingLoc(Loc);
  if (!Use->Stringises && region(Range) && llvm::count_if(Use->Tokens, [&](const Token &Each) {
                         return SM.getSpellingLoc(Each.getLocation()) == Spelling;
                       }) == 1)
    return nullptr;
  return Use;
}

std::optional<std::pair<size_t, size_t>> SourceEdits::tokensOf(const MacroUse &Use, SourceRange Range) const {
  const auto First = llvm::find_if(Use.Tokens, [&](const Token &Tok) { return Tok.getLocation() == Range.getBegin(); });
  const auto Last = llvm::find_if(Use.Tokens, [&](const Token &Tok) { return Tok.getLocation() == Range.getEnd(); });
  if (First == Use.Tokens.end() || Last == Use.Tokens.end() || llvm::any_of(Use.Tokens, [&](const Token &Tok) {
        const std::string S = Lexer::getSpelling(Tok, SM, Opts);
        return S.find("// ") != std::string::npos || S.find('\n') != std::string::npos;
      }))
    return std::nullopt;
  return std::pair(First - Use.Tokens.begin(), Last - Use.Tokens.begin());
}

bool SourceEdits::takesInsertions(SourceRange Around) const {
  const MacroUse *Use = writtenOut(Around);
  return !Use || (!Use->Stringises && tokensOf(*Use, Around));
}

/// Whether \p Range comes out of a macro, so that the change is one of what the macro expands to.
bool SourceEdits::inMacro(SourceRange Range, bool After, const Pieces &New, int Order,
                          bool Replaces) {
  const SourceLocation Loc = Range.getBegin();
  const MacroUse *Use = writtenOut(Range);
  if (!Use)
    return false;
  const auto Tokens = tokensOf(*Use, Range);
  std::optional<std::string> Text = flat(New);
  if (!Tokens || !Text) {
    refuse(Loc);
    return true;
  }
  const auto [First, Last] = *Tokens;
  const CharSourceRange Whole = SM.getExpansionRange(Loc);
  Written &Out = WrittenOut[SM.getExpansionLoc(Loc)];
  Out.Use = Use;
  Out.Range = Whole.getAsRange();
  if (Replaces)
    Out.Changes.push_back({First, Last, *Text, 0});
  else
    Out.Changes.push_back(
        {After ? Last + 1 : First, 0, *Text, After ? Order - (1 << 29) : Order});
  if (!Replaces)
    Out.Changes.back().Last = Out.Changes.back().First - 1; // may wrap around: see isInsertion
  return true;
}

void SourceEdits::writeOutCounters(const Region &In) {
  if (!Macros)
    return;
  for (SourceLocation Each : Macros->counters(SM, In.File, In.Begin, In.End)) {
    const MacroUse *Use = Macros->find(SM, Each);
    if (!Use || Use->Stringises)
      continue;
    Written &Out = WrittenOut[Each];
    Out.Use = Use;
    Out.Range = SM.getExpansionRange(Use->Tokens.front().getLocation()).getAsRange();
  }
}

/// Whether what stands between the ends of \p Range in the file is not what comes out: `l = r` of `ASSIGN(l, r)`.
bool SourceEdits::isOfSeveralArguments(SourceRange Range) const {
  const MacroUse *Use = Range.getBegin().isMacroID() && Macros ? Macros->find(SM, Range.getBegin()) : nullptr;
  if (!Use)
    return false;
  const CharSourceRange Whole = SM.getExpansionRange(Range.getBegin());
  SourceLocation Loc = SM.getSpellingLoc(Range.getBegin());
  const SourceLocation End = SM.getSpellingLoc(Range.getEnd());
  auto Within = [&](SourceLocation Each) { return Whole.getBegin() < Each && Each <= Whole.getEnd(); };
  if (!Within(Loc) || !Within(End))
    return false; // out of the definition
  auto Next = Use->Tokens.begin();
  int Depth = 0;
  Token Tok;
  for (; Loc < End && !Lexer::getRawToken(Loc, Tok, SM, Opts, true); Loc = Tok.getEndLoc()) {
    Depth += Tok.is(tok::l_paren) ? 1 : Tok.is(tok::r_paren) ? -1 : 0;
    auto Same = std::find_if(Next, Use->Tokens.end(), [&](const Token &Each) {
      return SM.getSpellingLoc(Each.getLocation()) == Tok.getLocation();
    });
    if (Same != Use->Tokens.end())
      Next = std::next(Same);
    else if (Tok.is(tok::comma) && Depth == 0)
      return true; // it separates arguments
  }
  return false;
}

void SourceEdits::keepWhole(SourceRange Range) {
  if (!isOfSeveralArguments(Range))
    return;
  Written &Out = WrittenOut[SM.getExpansionLoc(Range.getBegin())];
  Out.Use = Macros->find(SM, Range.getBegin());
  Out.Range = SM.getExpansionRange(Range.getBegin()).getAsRange();
}

/// Where a token of the expansion stands in an argument of \p Use, and the uses of other macros there that it comes out of.
SourceEdits::WrittenToken SourceEdits::placeOf(const Token &Tok, const Region &Use) const {
  WrittenToken Out;
  const auto [File, Begin] = SM.getDecomposedLoc(SM.getSpellingLoc(Tok.getLocation()));
  if (File == Use.File)
    Out.Own = {Begin, Begin + Tok.getLength()};
  for (SourceLocation Loc = Tok.getLocation(); Loc.isMacroID() && SM.isMacroArgExpansion(Loc);) {
    Loc = SM.getImmediateSpellingLoc(Loc);
    const CharSourceRange Range = SM.getExpansionRange(Loc);
    const auto [In, At] = SM.getDecomposedLoc(Range.getBegin());
    if (Loc.isMacroID() && In == Use.File && Use.Begin < At && At < Use.End)
      Out.Uses.push_back({At, SM.getFileOffset(Range.getEnd()) + Lexer::MeasureTokenLength(Range.getEnd(), SM, Opts)});
  }
  return Out;
}

/// The innermost of \p List that \p At is a part of, or null.
const SourceEdits::TakenText *SourceEdits::innermost(const std::vector<TakenText> &List, const Region &At) {
  const TakenText *Found = nullptr;
  for (const TakenText &Each : List)
    if (Each.first.File == At.File && Each.first.Begin <= At.Begin && At.End <= Each.first.End &&
        (!Found || Each.first.End - Each.first.Begin < Found->first.End - Found->first.Begin))
      Found = &Each;
  return Found;
}

/// Edits made in the arguments of a use that is written out become changes of what it expands to.
void SourceEdits::moveIn(Written &Out, const Region &Use, const EditSet &Around) {
  auto Found = Around.files().find(Use.File);
  if (Found == Around.files().end())
    return;
  std::vector<WrittenToken> Places;
  for (const Token &Tok : Out.Use->Tokens)
    Places.push_back(placeOf(Tok, Use));
  for (const Edit &E : Found->second) {
    if (E.Begin <= Use.Begin || E.End >= Use.End)
      continue;
    const std::optional<std::string> Text = flat(E.New);
    // An argument may come out several times.
    std::vector<std::pair<size_t, size_t>> Replaced;
    std::vector<size_t> At, Behind;
    for (size_t I = 0; I < Places.size(); ++I) {
      auto Has = [&](size_t Neighbour, const WrittenToken::Span &Of) {
        return Neighbour < Places.size() && llvm::is_contained(Places[Neighbour].Uses, Of);
      };
      bool Begins = Places[I].Own && Places[I].Own->first == E.Begin, Ends = Places[I].Own && Places[I].Own->second == E.Begin;
      bool Within = Places[I].Own && E.Begin <= Places[I].Own->first && Places[I].Own->first < E.End;
      for (const WrittenToken::Span &Of : Places[I].Uses) {
        Begins |= Of.first == E.Begin && !Has(I - 1, Of);
        Ends |= Of.second == E.Begin && !Has(I + 1, Of);
        Within |= E.Begin <= Of.first && Of.second <= E.End;
      }
      if (Begins)
        At.push_back(I);
      if (Ends)
        Behind.push_back(I);
      if (Within && (Begins || Replaced.empty() || Replaced.back().second + 1 != I))
        Replaced.push_back({I, I});
      if (Within)
        Replaced.back().second = I;
    }
    if (!Text || (E.Begin == E.End ? At.empty() && Behind.empty() : Replaced.empty() && !Text->empty())) {
      refuse(Out.Use->Tokens.front().getLocation());
      continue;
    }
    if (E.Begin != E.End)
      for (const auto &[First, Last] : Replaced)
        Out.Changes.push_back({First, Last, *Text, 0});
    else if (!Behind.empty())
      for (size_t Each : Behind)
        Out.Changes.push_back({Each + 1, Each, *Text, E.Order - (1 << 29)});
    else
      for (size_t Each : At)
        Out.Changes.push_back({Each, Each - 1, *Text, E.Order});
  }
}

void SourceEdits::finish() {
  for (auto &[Name, Out] : WrittenOut) {
    auto Use = region(Out.Range);
    if (!Use) {
      refuse(Out.Use->Tokens.front().getLocation());
      continue;
    }
    const TakenText *Taking = innermost(TakenOut, *Use);
    EditSet &Around = Taking ? *Taking->second : *Set;
    moveIn(Out, *Use, Around);
    std::stable_sort(Out.Changes.begin(), Out.Changes.end(),
                     [](const Inside &A, const Inside &B) { return A.Order < B.Order; });
    std::string Text;
    for (size_t I = 0; I <= Out.Use->Tokens.size(); ++I) {
      const Inside *Replacing = nullptr;
      bool Removed = false;
      for (const Inside &Each : Out.Changes) {
        if (Each.Last + 1 == Each.First) {
          if (Each.First == I)
            Text += " " + Each.Text + " ";
        } else if (Each.First == I) {
          Replacing = &Each;
        } else if (Each.First < I && I <= Each.Last) {
          Removed = true;
        }
      }
      if (Replacing)
        Text += " " + Replacing->Text + " ";
      else if (!Removed && I < Out.Use->Tokens.size())
        Text +=
            (Out.Use->Tokens[I].hasLeadingSpace() || Out.Use->Tokens[I].isAtStartOfLine() ? " "
                                                                                          : "") +
            spelling(Out.Use->Tokens[I], SM, Opts);
    }
    Edit Change{Use->Begin, Use->End, {Text}};
    Change.Whole = true;
    Around.add(Use->File, std::move(Change));
    if (Taking)
      Around.normalize();
  }
  // What is inside of another is taken first.
  std::stable_sort(ToTake.begin(), ToTake.end(), [](const auto &A, const auto &B) {
    return A.first.End - A.first.Begin < B.first.End - B.first.Begin;
  });
  for (auto &[At, Into] : ToTake) {
    Set->move(At.File, At.Begin, At.End, *Into, true);
    Into->normalize();
  }
}

void SourceEdits::insertBefore(SourceLocation Loc, Pieces New, int Order, SourceRange Of) {
  if (inMacro(Loc, false, New, Order, false))
    return;
  if (auto At = editable(Loc))
    Set->add(At->File, {At->Begin, At->Begin, std::move(New), Order, false, lengthOf(Of)});
}

void SourceEdits::insertAfter(SourceLocation Loc, Pieces New, int Order, SourceRange Of) {
  if (inMacro(Loc, true, New, Order, false))
    return;
  if (auto At = editable(Loc))
    Set->add(At->File, {At->End, At->End, std::move(New), Order, false, lengthOf(Of)});
}

unsigned SourceEdits::lengthOf(SourceRange Range) const {
  const std::optional<Region> At = Range.isValid() ? region(Range) : std::nullopt;
  return At ? At->End - At->Begin : 0;
}

void SourceEdits::replace(SourceRange Range, Pieces New) {
  if (inMacro(Range, false, New, 0, true))
    return;
  if (auto At = editable(Range))
    Set->add(At->File, {At->Begin, At->End, std::move(New)});
}

void SourceEdits::replaceWithSpaces(SourceRange Range, Pieces New) {
  if (inMacro(Range, false, New, 0, true))
    return;
  auto At = editable(Range);
  if (!At)
    return;
  StringRef Buffer = SM.getBufferData(At->File);
  while (At->End < Buffer.size() && (Buffer[At->End] == ' ' || Buffer[At->End] == '\t'))
    ++At->End;
  Set->add(At->File, {At->Begin, At->End, std::move(New)});
}

void SourceEdits::remove(SourceRange Range) { replaceWithSpaces(Range, {}); }

SourceLocation SourceEdits::inFront(SourceLocation Loc) const {
  SourceLocation Use;
  return Loc.isMacroID() && Lexer::isAtStartOfMacroExpansion(Loc, SM, Opts, &Use) && Use.isFileID() ? Use : Loc;
}

SourceLocation SourceEdits::behind(SourceLocation Loc) const {
  SourceLocation Use;
  return Loc.isMacroID() && Lexer::isAtEndOfMacroExpansion(Loc, SM, Opts, &Use) && Use.isFileID() ? Use : Loc;
}

SourceEdits::Fate SourceEdits::fateOf(const Region &At) const {
  auto Found = Set->files().find(At.File);
  if (Found == Set->files().end())
    return Stays;
  // What is around the innermost that is to be taken does not count.
  const TakenText *Taking = innermost(ToTake, At);
  const Region *Within = Taking ? &Taking->first : nullptr;
  for (const Edit &E : Found->second)
    if (E.Begin < At.End && At.Begin < E.End && (E.Begin <= At.Begin || At.End <= E.End) &&
        !(At.Begin <= E.Begin && E.End <= At.End && E.End - E.Begin < At.End - At.Begin) &&
        !(Within && E.Begin <= Within->Begin && Within->End <= E.End))
      return E.removes() && !E.Copied ? Removed : Moved;
  return Within ? Taken : Stays;
}

Piece SourceEdits::take(SourceRange Range) {
  std::optional<Region> At = region(Range);
  if (!At)
    return text(Range);
  auto Inner = std::make_shared<EditSet>();
  Set->move(At->File, At->Begin, At->End, *Inner);
  Inner->normalize();
  TakenOut.push_back({*At, Inner});
  At->Edits = Inner;
  return *At;
}

std::optional<Piece> SourceEdits::takeAtEnd(SourceRange Range) {
  std::optional<Region> At = region(Range);
  if (!At || writtenOut(Range))
    return std::nullopt;
  auto Inner = std::make_shared<EditSet>();
  ToTake.push_back({*At, Inner});
  At->Edits = Inner;
  return *At;
}

std::string SourceEdits::text(SourceRange Range) const {
  if (auto At = region(Range))
    return SM.getBufferData(At->File).slice(At->Begin, At->End).str();
  // What a macro expands to.
  const SourceLocation Loc = Range.getBegin();
  std::string Text;
  if (const MacroUse *Use = Loc.isMacroID() && Macros ? Macros->find(SM, Loc) : nullptr) {
    bool Seen = false;
    for (size_t I = 0; I < Use->Tokens.size(); ++I) {
      Seen |= Use->Tokens[I].getLocation() == Loc;
      if (Seen)
        Text += (Text.empty() ? "" : " ") + spelling(Use->Tokens[I], SM, Opts);
      if (Seen && Use->Tokens[I].getLocation() == Range.getEnd())
        return Text;
    }
  }
  return "";
}

SourceLocation SourceEdits::tokenAfter(SourceLocation Loc, tok::TokenKind Kind) const {
  Token Tok;
  SourceLocation At = SM.getFileLoc(Loc);
  if (const MacroUse *Use = Loc.isMacroID() && Macros ? Macros->find(SM, Loc) : nullptr) {
    // In what the macro expands to; if not there, behind its use.
    bool Seen = false;
    for (const Token &Each : Use->Tokens) {
      Seen |= Each.getLocation() == Loc;
      if (Seen && Each.is(Kind))
        return Each.getLocation();
    }
    At = SM.getExpansionRange(Loc).getEnd();
  }
  while (!Lexer::getRawToken(At, Tok, SM, Opts, true) && Tok.isNot(tok::eof)) {
    if (Tok.is(Kind))
      return Tok.getLocation();
    At = Tok.getEndLoc();
  }
  return SourceLocation();
}

} // namespace asyncc
