//===- HeaderLookup.h - Which file an #include would find -----------------===//
#pragma once

#include "clang/Lex/HeaderSearch.h"
#include "clang/Lex/Preprocessor.h"

namespace asyncc {

/// The file that `#include <Name>`, or a quoted one, in a file of \p Folder finds; whatever was included so far.
inline clang::OptionalFileEntryRef lookUpHeader(clang::Preprocessor &PP, llvm::StringRef Name, bool Angled,
                                                clang::DirectoryEntryRef Folder) {
  const std::pair<clang::OptionalFileEntryRef, clang::DirectoryEntryRef> Includer[] = {{std::nullopt, Folder}};
  return PP.getHeaderSearchInfo().LookupFile(Name, clang::SourceLocation(), Angled, nullptr, nullptr, Includer, nullptr,
                                             nullptr, nullptr, nullptr, nullptr, nullptr, /*SkipCache=*/true);
}

} // namespace asyncc
