#pragma once

#include <algorithm>
#include <chrono>

namespace redis {

/// How long to wait before a connection is tried again, and how often.
struct backoff {
  std::chrono::milliseconds first{20};
  std::chrono::milliseconds longest{2000};
  int attempts = 10;

  /// Before attempt n, of 0, 1, ...: nothing, first, twice that, ...
  std::chrono::milliseconds before(int n) const noexcept {
    if (n == 0) return std::chrono::milliseconds(0);
    return std::min(longest, std::chrono::milliseconds(first * (1 << std::min(n - 1, 20))));
  }
};

}  // namespace redis
