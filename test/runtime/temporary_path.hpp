#pragma once

#include <filesystem>
#include <string>
#include <unistd.h>

/// A path in the temporary folder where nothing is, of this process's own.
inline std::string temporary_path(char const* name) {
  auto const path = std::filesystem::temp_directory_path() /
                    ("async_io_" + std::to_string(::getpid()) + "_" + name);
  std::filesystem::remove(path);
  return path.string();
}
