// Nanoseconds for the operations that every program pays for.
#include <async/block_on.hpp>
#include <async/runtimes/current_thread.hpp>
#include <async/runtimes/multi_thread.hpp>
#include <async/spawn.hpp>
#include <async/this_task.hpp>
#include <async/time.hpp>

#include <chrono>
#include <cstdio>

namespace {

using clock_type = std::chrono::steady_clock;

template <class F>
async::task<void> measure(char const* what, int n, F body) {
  co_await body(n / 10);
  auto const before = clock_type::now();
  co_await body(n);
  std::chrono::duration<double, std::nano> const d = clock_type::now() - before;
  std::printf("  %-24s %8.1f ns\n", what, d.count() / n);
}

[[gnu::noinline]] async::task<int> child(int n) { co_return n; }

async::task<void> awaits(int n) {
  for (int i = 0; i < n; ++i) co_await child(i);
}
async::task<void> spawns(int n) {
  for (int i = 0; i < n; ++i) co_await async::spawn(child(i));
}
async::task<void> yields(int n) {
  for (int i = 0; i < n; ++i) co_await async::this_task::yield();
}
async::task<void> sleeps(int n) {
  for (int i = 0; i < n; ++i) co_await async::sleep_for(std::chrono::nanoseconds(0));
}

async::task<void> all() {
  co_await measure("child task", 20'000'000, awaits);
  co_await measure("spawn and join", 2'000'000, spawns);
  co_await measure("yield", 5'000'000, yields);
  co_await measure("sleep of 0 ns", 100'000, sleeps);
}

}  // namespace

int main() {
  std::puts("current_thread");
  async::current_thread one;
  one.block_on(all());
  std::puts("multi_thread, 1 worker");
  async::multi_thread single{{.workers = 1}};
  single.block_on(all());
  std::puts("multi_thread, 2 workers");
  async::multi_thread two{{.workers = 2}};
  two.block_on(all());
}
