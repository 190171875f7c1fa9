//===- ModeSpelling.h - Letting clang read what it would not --------------===//
//
// `?async` is no C++. Before clang sees a file, `?async` in the place of a template parameter becomes
// the identifier `_Async`, which is as wide and which stands for `::async::mode` during the parse; the
// lowered text says `async::mode`.
//
// `co_await async::drop(x)` in a coroutine that awaits its own kind only is no C++ before it is lowered: until
// then x has no drop. A second parse reads `_Async_drop(x)` there, which clang keeps as an expression whose type it
// cannot tell.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "llvm/Support/Path.h"
#include "llvm/Support/VirtualFileSystem.h"
#include <optional>
#include <string>
#include <vector>

namespace asyncc {

/// A call of async::drop() that is awaited where that is not allowed, by what clang calls the file.
struct DropSpelling {
  std::string File;
  unsigned Offset; ///< of `async::drop`
};
inline constexpr llvm::StringLiteral DropAsWritten = "async::drop", DropAsRead = "_Async_drop";

/// Puts what was written back in the place of what was read.
void restoreDropSpelling(std::string &Text);

/// The text with each `?async` parameter replaced, or nothing if there is none.
std::optional<std::string> replaceModeSpelling(llvm::StringRef Text);

/// What compilers call a source that they read from standard input.
inline constexpr const char StdinName[] = "<stdin>";

/// A file system whose files have been through replaceModeSpelling, which has StdinName and reads \p Drops otherwise.
llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> modeSpellingFileSystem(std::vector<DropSpelling> Drops = {});

} // namespace asyncc
