#pragma once

#include <cstddef>

namespace redis {

/// What a server may send in one reply. An announcement alone costs no memory.
struct limits {
  std::size_t depth = 32;
  std::size_t line = std::size_t{64} * 1024;
  std::size_t bulk = std::size_t{512} * 1024 * 1024;
  std::size_t values = std::size_t{16} * 1024 * 1024;
  std::size_t bytes = std::size_t{1024} * 1024 * 1024;
};

}  // namespace redis
