//===- WarningFlags.h - Flags for asyncc's own warnings -------------------===//
//
// Shared by the launcher, which is free of clang, and the compiler.
//
//===----------------------------------------------------------------------===//
#pragma once

#include <string_view>

namespace asyncc {

/// `-Wasync-…`, `-Wno-async-…`, `-Werror=async-…` or `-Wno-error=async-…`: compilers do not know them.
inline bool isOwnWarningFlag(std::string_view Flag) {
  for (std::string_view Ours : {"-Wasync-", "-Wno-async-", "-Werror=async-", "-Wno-error=async-"})
    if (Flag.starts_with(Ours))
      return true;
  return false;
}

} // namespace asyncc
