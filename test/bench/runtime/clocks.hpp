#pragma once

#include <chrono>
#include <cstdio>
#include <ctime>

namespace bench {

/// Nanoseconds of the wall clock.
inline double wall() {
  return std::chrono::duration<double, std::nano>(
             std::chrono::steady_clock::now().time_since_epoch())
      .count();
}

/// Nanoseconds of all threads of the process.
inline double cpu() {
  timespec t{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return static_cast<double>(t.tv_sec) * 1e9 + static_cast<double>(t.tv_nsec);
}

inline volatile long sink;
inline void keep(long x) { sink = x; }

}  // namespace bench
