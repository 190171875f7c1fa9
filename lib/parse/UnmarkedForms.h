//===- UnmarkedForms.h - What is lowered though no annotation says so -----===//
#pragma once

#include "parse/Parse.h"
#include "clang/Lex/Token.h"

namespace asyncc {

/// Looks for `for co_await` and a coroutine called main among the tokens of a translation unit. Compilers reject
/// both, so where one stands and clang finds an error, that is not left for the compiler to say.
class UnmarkedForms {
public:
  void token(const clang::Token &Tok) {
    namespace tok = clang::tok;
    if (Tok.is(tok::identifier) && Tok.getIdentifierInfo()->isStr(MainName))
      InMain = true, Depth = 0;
    else if (InMain)
      followMain(Tok);
    Found |= Last == tok::kw_for && Tok.is(tok::kw_co_await);
    Last = Tok.getKind();
  }
  bool found() const { return Found; }

private:
  void followMain(const clang::Token &Tok) {
    namespace tok = clang::tok;
    if (Tok.isOneOf(tok::kw_co_await, tok::kw_co_return, tok::kw_co_yield))
      Found = true;
    else if (Tok.is(tok::l_brace))
      ++Depth;
    else if (Tok.is(tok::r_brace))
      InMain = --Depth > 0;
    else if (Tok.is(tok::semi) && Depth == 0)
      InMain = false;
  }

  bool Found = false;
  bool InMain = false; // behind that name, up to the end of the function
  int Depth = 0;       // of braces in it
  clang::tok::TokenKind Last = clang::tok::unknown;
};

} // namespace asyncc
