//===- Words.h - The words of a text --------------------------------------===//
#pragma once

#include "clang/Basic/CharInfo.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringRef.h"

namespace asyncc {

/// Whether \p Is is true of one of the identifiers, keywords and numbers in \p Text.
inline bool anyWord(llvm::StringRef Text, llvm::function_ref<bool(llvm::StringRef)> Is) {
  auto InWord = [](char C) { return clang::isAsciiIdentifierContinue(C); };
  while (!Text.empty()) {
    Text = Text.drop_until(InWord);
    const llvm::StringRef Word = Text.take_while(InWord);
    if (!Word.empty() && Is(Word))
      return true;
    Text = Text.drop_front(Word.size());
  }
  return false;
}

/// Whether \p Text has words that make a function a coroutine.
inline bool holdsCoroutineWords(llvm::StringRef Text) {
  return anyWord(Text, [](llvm::StringRef Word) { return Word == "co_await" || Word == "co_return" || Word == "co_yield"; });
}

} // namespace asyncc
