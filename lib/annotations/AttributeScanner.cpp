#include "annotations/AttributeScanner.h"

using namespace clang;

namespace asyncc {

void AttributeScanner::token(const Token &Tok) {
  if (Tok.isAnnotation())
    return;
  if (Buffer.empty()) {
    if (!Specifiers.empty() && Specifiers.back().Behind.isInvalid())
      Specifiers.back().Behind = Tok.getLocation();
    if (Tok.is(tok::l_square)) {
      Buffer.push_back(Tok);
      Square = 1;
    }
    return;
  }
  if (Buffer.size() == 1 && Tok.isNot(tok::l_square)) {
    Buffer.clear();
    return;
  }
  Buffer.push_back(Tok);
  switch (Tok.getKind()) {
  case tok::l_square:
    ++Square;
    break;
  case tok::r_square:
    if (--Square == 0) {
      finish();
      Buffer.clear();
    }
    break;
  case tok::eof:
    Buffer.clear();
    break;
  default:
    break;
  }
}

static llvm::StringRef word(const Token &Tok) {
  if (const IdentifierInfo *Info = Tok.is(tok::raw_identifier) ? nullptr : Tok.getIdentifierInfo())
    return Info->getName();
  return "";
}

void AttributeScanner::finish() {
  // Buffer is [ [ list ] ]; split the list at its top-level commas.
  if (Buffer.size() < 5)
    return;
  ScannedSpecifier Spec;
  Spec.Begin = Buffer.front().getLocation();
  Spec.End = Buffer.back().getLocation();
  size_t I = 2, Last = Buffer.size() - 2;
  bool UsingAsync = false;
  if (Last > I + 2 && Buffer[I].is(tok::kw_using) && Buffer[I + 2].is(tok::colon)) {
    UsingAsync = word(Buffer[I + 1]) == "async";
    if (!UsingAsync)
      return;
    I += 3;
  }
  while (I < Last) {
    size_t Begin = I;
    unsigned Depth = 0;
    for (; I < Last; ++I) {
      if (Buffer[I].isOneOf(tok::l_paren, tok::l_brace, tok::l_square))
        ++Depth;
      else if (Buffer[I].isOneOf(tok::r_paren, tok::r_brace, tok::r_square))
        --Depth;
      else if (Depth == 0 && Buffer[I].is(tok::comma))
        break;
    }
    size_t Name = Begin;
    bool Scoped = I - Begin >= 3 && word(Buffer[Begin]) == "async" &&
                  Buffer[Begin + 1].is(tok::coloncolon);
    if (Scoped)
      Name = Begin + 2;
    if ((Scoped || UsingAsync) && Name < I && !word(Buffer[Name]).empty()) {
      ScannedAttribute Attr;
      Attr.Name = word(Buffer[Name]) == "__asyncc_main" ? "main" : word(Buffer[Name]).str();
      Attr.NameLoc = Buffer[Name].getLocation();
      if (Name + 1 < I && Buffer[Name + 1].is(tok::l_paren)) {
        Attr.HasArgs = true;
        Attr.Args.assign(Buffer.begin() + Name + 2, Buffer.begin() + I - 1);
      }
      Spec.Attributes.push_back(std::move(Attr));
    } else {
      if (!Spec.Foreign.empty())
        Spec.Foreign.push_back(Buffer[Begin - 1]); // the comma before it
      Spec.Foreign.insert(Spec.Foreign.end(), Buffer.begin() + Begin, Buffer.begin() + I);
    }
    ++I; // the comma
  }
  if (!Spec.Attributes.empty())
    Specifiers.push_back(std::move(Spec));
}

const ScannedAttribute *AttributeScanner::find(SourceLocation NameLoc) const {
  for (const ScannedSpecifier &Spec : Specifiers)
    for (const ScannedAttribute &Attr : Spec.Attributes)
      if (Attr.NameLoc == NameLoc)
        return &Attr;
  return nullptr;
}

std::string spell(const std::vector<Token> &Tokens, const Preprocessor &PP) {
  std::string Out;
  for (const Token &Tok : Tokens) {
    if (!Out.empty() && (Tok.hasLeadingSpace() || Tok.isAtStartOfLine()))
      Out += ' ';
    Out += PP.getSpelling(Tok);
  }
  return Out;
}

} // namespace asyncc
