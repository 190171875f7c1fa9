#pragma once

// The three programs of the public benchmarks of runtimes, for any way to run two or more calls at
// once; what they give is checked, so that nobody skips work.
#include "clocks.hpp"

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string_view>
#include <sys/resource.h>

namespace bench {

inline constexpr int fib_n = 32, skynet_depth = 6, queens_n = 10;
inline constexpr long fib_result = 2178309, skynet_result = 499999500000, queens_result = 724;

/// Whether one more queen may stand in column `c` of row `n`.
inline bool is_safe(char const* columns, int n, char c) {
  for (int row = 0; row < n; ++row)
    if (columns[row] == c || columns[row] - c == n - row || c - columns[row] == n - row)
      return false;
  return true;
}

/// Prints milliseconds and the most memory in KiB.
template <class Run>
int report(int argc, char** argv, Run run) {
  std::string_view const name = argc > 1 ? argv[1] : "";
  long const expected = name == "fib"      ? fib_result
                        : name == "skynet" ? skynet_result
                        : name == "queens" ? queens_result
                                           : -1;
  if (expected < 0 || run(name) != expected) {
    std::fprintf(stderr, "fib, skynet or queens; or the result was wrong\n");
    return 1;
  }
  double const before = wall();
  int const rounds = 3;
  for (int i = 0; i < rounds; ++i) keep(run(name));
  double const each = (wall() - before) / rounds;
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  std::printf("%.3f %ld\n", each / 1e6, usage.ru_maxrss);
  return 0;
}

}  // namespace bench
