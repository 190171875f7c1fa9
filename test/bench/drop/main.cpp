// Times, frames and memory of cases.cpp. `drop_bench time|frames|loop|one_dropped|one_awaiting|one_by_hand`.
#include "cases.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <malloc.h>
#include <string_view>
#include <vector>

#ifdef ASYNC_COUNT_FRAMES
// These take the place of the library's own.
namespace async::detail {
inline std::size_t largest = 0, live = 0;
void* allocate_frame(std::size_t bytes) {
  largest = std::max(largest, bytes);
  live += bytes;
  return std::malloc(bytes);
}
void free_frame(void* frame, std::size_t bytes) noexcept {
  live -= bytes;
  std::free(frame);
}
}  // namespace async::detail
#endif

namespace {

using four = async::task<int> (*)(int&, bool);

async::task<void> run(four f, bool fails, int rounds, int& n) {
  for (int i = 0; i < rounds; ++i) {
    if (fails) {
      try {
        co_await f(n, true);
      } catch (failure const&) {
      }
    } else {
      co_await f(n, false);
    }
  }
}

double nanoseconds(four f, bool fails, int rounds) {
  int n = 0;
  auto const begin = std::chrono::steady_clock::now();
  async::block_on(run(f, fails, rounds, n));
  std::chrono::duration<double, std::nano> const took = std::chrono::steady_clock::now() - begin;
  return took.count() / rounds;
}

double median(std::vector<double> v) {
  std::sort(v.begin(), v.end());
  return v[v.size() / 2];
}

/// The ratio of two, from alternating runs.
void compare(char const* what, four f, four with, bool fails, int rounds) {
  std::vector<double> ratio, ns, other;
  for (int i = 0; i < 15; ++i) {
    ns.push_back(nanoseconds(f, fails, rounds));
    other.push_back(nanoseconds(with, fails, rounds));
    ratio.push_back(ns.back() / other.back());
  }
  std::printf("%-44s %7.1f ns  %7.1f ns  %.2f\n", what, median(ns), median(other), median(ratio));
}

#ifdef ASYNC_COUNT_FRAMES
std::size_t frame(four f) {
  int n = 0;
  async::detail::largest = 0;
  { auto t = f(n, false); }
  return async::detail::largest;
}
#endif

async::task<void> repeat(async::task<void> (*f)(int&) noexcept, int rounds, int& n) {
  for (int i = 0; i < rounds; ++i) co_await f(n);
}

}  // namespace

int main(int argc, char** argv) {
  std::string_view const what = argc > 1 ? argv[1] : "time";
  int n = 0;
  if (what == "time") {
    std::printf("%-44s %10s  %10s  ratio\n", "", "lowered", "peer");
    compare("four objects, normal path / sync", four_dropped, four_synchronous, false, 300000);
    compare("four objects, throwing path / sync", four_dropped, four_synchronous, true, 20000);
    compare("four objects whose drops await, normal / sync", four_awaiting, four_synchronous, false, 300000);
    compare("the same, throwing path / sync", four_awaiting, four_synchronous, true, 20000);
    compare("the same, normal path / flat by hand", four_awaiting, four_by_hand, false, 300000);
    compare("the same, throwing path / flat by hand", four_awaiting, four_by_hand, true, 20000);
#ifdef ASYNC_COUNT_FRAMES
  } else if (what == "frames") {
    auto const ratio = [](four f, four with) { return double(frame(f)) / double(frame(with)); };
    std::printf("frames in bytes: synchronous %zu, frameless drops %zu (%.2f); flat by hand %zu, "
                "coroutine drops %zu (%.2f), those that await %zu (%.2f)\n",
                frame(four_synchronous), frame(four_frameless),
                ratio(four_frameless, four_synchronous), frame(four_by_hand), frame(four_dropped),
                ratio(four_dropped, four_by_hand), frame(four_awaiting),
                ratio(four_awaiting, four_by_hand));
#endif
  } else if (what == "loop") {
    async::block_on(loop(n, 1000));
    std::size_t const before = mallinfo2().uordblks;
    async::block_on(loop(n, 1000000));
    std::printf("a loop of a million objects: %zd bytes more in use\n",
                static_cast<ssize_t>(mallinfo2().uordblks - before));
  } else {
    int const rounds = argc > 2 ? std::atoi(argv[2]) : 1000;
    if (what.starts_with("four"))
      async::block_on(run(what == "four_dropped"       ? four_dropped
                          : what == "four_awaiting"    ? four_awaiting
                          : what == "four_synchronous" ? four_synchronous
                                                       : four_by_hand,
                          false, rounds, n));
    else
      async::block_on(repeat(what == "one_dropped"    ? one_dropped
                             : what == "one_awaiting" ? one_awaiting
                                                      : one_by_hand,
                             rounds, n));
  }
}
