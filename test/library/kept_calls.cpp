// Frames that come from elsewhere than the lists of their thread, and errors that nobody takes: the calls for them keep
// what is in registers, also where the memory for a frame is missing. (Sanitizers have other ways: %run shows nothing here.)
// RUN: for c in g++ clang++-19; do for o in -O0 -O2 '-O2 -fPIC -fno-omit-frame-pointer' '-O2 -mavx2'; do %asyncc $c $o -Wall -Wextra -Werror %flags %s -o %t.exe %library && timeout 60 %t.exe > %t.out && grep -x '100 100 0 100' %t.out || exit 1; done; done
// RUN: %run %s | grep -x '100 100 0 100'
#include <async/async.hpp>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <new>
#include <thread>
#include <vector>

struct no_memory : std::bad_alloc {};
static thread_local bool has_memory = true;
void* operator new(std::size_t size) {
  if (has_memory)
    if (void* p = std::malloc(size)) return p;
  throw no_memory();
}
void operator delete(void* p) noexcept { std::free(p); }
void operator delete(void* p, std::size_t) noexcept { std::free(p); }

using ints = std::array<long, 3>;
template <std::size_t Size>
[[gnu::noinline]] async::task<double> weighed(double a, int i, double b, long j, double c, int k, double d, long l,
                                              double e, float f, double g, double h) {
  std::array<volatile char, Size> big;
  big[0] = 1;
  co_await async::this_task::yield();
  co_return a + 2 * b + 3 * c + 4 * d + 5 * e + 6 * static_cast<double>(f) + 7 * g + 8 * h + i + 2 * static_cast<double>(j) +
      3 * k + 4 * static_cast<double>(l) + big[0];
}
constexpr double right = 1 + 4 + 9 + 16 + 25 + 36 + 49 + 64 + 1 + 4 + 9 + 16 + 1;

template <std::size_t Size>
async::task<bool> is_right() {
  // As many as make some of them come from the heap, and go there again.
  std::vector<async::task<double>> all;
  for (int n = 0; n < 300; ++n)
    all.push_back(weighed<Size>(1, 1, 2, 2, 3, 3, 4, 4, 5, 6, 7, 8));
  double sum = 0;
  for (auto& each : all) sum += co_await each;
  co_return sum == 300 * right;
}
async::task<int> in_all_sizes() {
  int count = 0;
  for (int n = 0; n < 20; ++n) {
    count += co_await is_right<1>();
    count += co_await is_right<100>();
    count += co_await is_right<500>();
    count += co_await is_right<1000>();
    count += co_await is_right<3000>();
  }
  co_return count;
}

[[gnu::noinline]] async::task<long> fails(long n) {
  if (n >= 0) throw std::make_unique<long>(n);
  co_return n;
}
// The result, which is an error, is destroyed with the task.
async::task<int> errors() {
  int count = 0;
  for (long n = 0; n < 100; ++n) {
    auto t = fails(n);
    try {
      (void)co_await t;
    } catch (std::unique_ptr<long> const& e) {
      count += *e == n;
    }
  }
  co_return count;
}

struct counted {
  explicit counted(int& n) : n(n) { ++n; }
  counted(counted const& o) : n(o.n) { ++n; } // into a frame, if the pool still has one
  ~counted() { --n; }
  int& n;
};
[[gnu::noinline]] async::task<long> never(counted, std::size_t) { co_return 0; }
int without_memory(int& alive) {
  int count = 0;
  for (int n = 0; n < 100; ++n) {
    std::vector<async::task<long>> all;
    all.reserve(100'000);
    has_memory = false;
    try {
      for (std::size_t i = 0; i < 100'000; ++i) all.push_back(never(counted(alive), i));
    } catch (no_memory const&) {
      ++count;
    }
    has_memory = true;
  }
  return count;
}

int main() {
  int sizes = 0, failed = 0, alive = 0, missing = 0;
  std::thread([&] {
    async::current_thread rt;
    sizes = rt.block_on(in_all_sizes());
    failed = rt.block_on(errors());
  }).join();
  std::thread([&] { missing = without_memory(alive); }).join();
  std::printf("%d %d %d %d\n", sizes, failed, alive, missing);
}
