//===- Conditionals.h - #if and #endif in a stretch of text -----------------===//
#pragma once

#include "clang/Basic/LangOptions.h"
#include "llvm/ADT/StringRef.h"
#include <string>
#include <vector>

namespace asyncc {

/// What a stretch of a file has too much and too little of to stand in another place.
struct Conditionals {
  /// Offsets of lines whose #if is in front of the text, and of the branches that they begin: those are not compiled,
  /// for the text begins in one that is.
  std::vector<std::pair<unsigned, unsigned>> Stray;
  unsigned Open = 0; ///< how many #if have their #endif behind the text

  bool whole() const { return Stray.empty() && !Open; }
};

Conditionals conditionalsIn(llvm::StringRef Text, const clang::LangOptions &Opts);

} // namespace asyncc
