//===- FileStamp.h - Whether a file is as it was --------------------------===//
//
// Free of clang's headers: the launcher's cache and what the core keeps go by the same rules.
//
//===----------------------------------------------------------------------===//
#pragma once

#include <algorithm>
#include <filesystem>
#include <string>
#include <sys/stat.h>

namespace asyncc {

inline constexpr long long Second = 1'000'000'000; // ns

struct FileStamp {
  long long Size = -1, Time = 0, Changed = 0; ///< bytes, ns; a file that is not there has no size

  /// Whether it may have changed at \p Since or later, by the clock that ticks.
  bool isNewerThan(long long Since) const {
    // Some file systems keep whole seconds.
    return Changed > (Changed % Second == 0 ? Since - Second : Since);
  }
};

inline FileStamp stampOf(const std::string &Path) {
  struct stat Info;
  if (::stat(Path.c_str(), &Info) != 0)
    return {};
  auto Time = [](const timespec &Of) { return Of.tv_sec * Second + Of.tv_nsec; };
  // What is moved or copied here keeps the time of its text, not that of its inode.
  return {Info.st_size, Time(Info.st_mtim), std::max(Time(Info.st_mtim), Time(Info.st_ctim))};
}

/// Headers of the system come with packages: size and time tell a change of them.
inline bool isPackaged(const std::string &Path) {
  if (Path.starts_with("/usr/") && Path.find("/../") == Path.npos)
    return true;
  std::error_code Error; // /lib is a link there, and the way to a compiler's own headers leads up
  return std::filesystem::canonical(Path, Error).string().starts_with("/usr/");
}

} // namespace asyncc
