// A million awaits that are nested do not need a million times the stack, whatever the optimisation: when they
// return, throw, are stopped or suspended at the bottom, are drops, or a stream's.
// RUN: %asyncc --no-line %s -o %t.cpp -- %flags
// RUN: for cxx in g++ clang++-19; do for level in -O0 -O2; do \
// RUN:   $cxx $level -std=c++20 -I%source/runtime/include -I%build/include %t.cpp %library -o %t.$cxx$level && %t.$cxx$level || exit 1; \
// RUN: done; done
// RUN: g++ -O1 -fsanitize=address -std=c++20 -I%source/runtime/include -I%build/include %t.cpp %library -o %t.asan
// RUN: %t.asan 200000
#include <async/async.hpp>

#include <cstdio>
#include <cstdlib>

async::task<int> returns(int n) {
  if (n == 0) co_return 0;
  co_return 1 + co_await returns(n - 1);
}
async::task<int> suspends(int n) {
  if (n == 0) {
    co_await async::this_task::yield();
    co_await async::sleep_for(std::chrono::milliseconds(1));
    co_return 0;
  }
  co_return 1 + co_await suspends(n - 1);
}
async::task<void> throws(int n) {
  if (n == 0) throw 7;
  co_await throws(n - 1);
}
async::task<void> waits(int n) {
  if (n == 0)
    co_await async::sleep_for(std::chrono::hours(1));
  else
    co_await waits(n - 1);
}
struct closes {
  int* count;
  explicit closes(int& n) : count(&n) {}
  closes(closes&&) = delete;
  [[async::drop]] async::task<void> close() noexcept {
    ++*count;
    co_return;
  }
};
async::task<void> drops(int n, int& count) {
  closes object(count);
  if (n != 0) co_await drops(n - 1, count);
}
async::stream<int> counts(int n) {
  for (int i = 0; i < n; ++i) co_yield i;
}
async::task<long> sums(int n) {
  long sum = 0;
  for co_await (int x : counts(n)) sum += x;
  co_return sum;
}

async::task<int> main(int argc, char** argv) {
  int const n = argc > 1 ? std::atoi(argv[1]) : 1'000'000;
  int failed = 0;
  if (co_await returns(n) != n) failed |= 1;
  if (co_await suspends(n) != n) failed |= 2;
  bool caught = false;
  try {
    co_await throws(n / 10);
  } catch (int) {
    caught = true;
  }
  if (!caught) failed |= 4;
  auto h = async::spawn(waits(n));
  co_await async::this_task::yield();
  h.request_stop();
  bool stopped = false;
  try {
    co_await h;
  } catch (async::cancelled) {
    stopped = true;
  }
  if (!stopped) failed |= 8;
  int count = 0;
  co_await drops(n, count);
  if (count != n + 1) failed |= 16;
  if (co_await sums(n) != long(n) * (n - 1) / 2) failed |= 32;
  co_return failed;
}
