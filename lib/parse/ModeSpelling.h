//===- ModeSpelling.h - Letting clang read `template <?async M>` ----------===//
//
// `?async` is no C++. Before clang sees a file, `?async` in the place of a template parameter becomes
// the identifier `_Async`, which is as wide and which stands for `::async::mode` during the parse; the
// lowered text says `async::mode`.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "llvm/Support/Path.h"
#include "llvm/Support/VirtualFileSystem.h"
#include <optional>
#include <string>

namespace asyncc {

/// The text with each `?async` parameter replaced, or nothing if there is none.
std::optional<std::string> replaceModeSpelling(llvm::StringRef Text);

/// What compilers call a source that they read from standard input.
inline constexpr const char StdinName[] = "<stdin>";

/// A file system whose files have been through replaceModeSpelling, and which has StdinName.
llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> modeSpellingFileSystem();

} // namespace asyncc
