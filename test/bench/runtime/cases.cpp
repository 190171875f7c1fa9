// What the operations cost that every program pays for: `async_bench_cases CASE` prints nanoseconds
// per operation. The same cases with tokio are in tokio/src/main.rs.
#include "clocks.hpp"
#include "floor.hpp"

#include <async/channel.hpp>
#include <async/mutex.hpp>
#include <async/runtimes/current_thread.hpp>
#include <async/runtimes/multi_thread.hpp>
#include <async/spawn.hpp>
#include <async/this_task.hpp>
#include <async/time.hpp>
#include <async/timeout.hpp>

#include <atomic>
#include <chrono>
#include <cstdio>
#include <string>
#include <functional>
#include <string_view>
#include <vector>

namespace {

// By hand.
[[gnu::noinline]] floor_task::lazy lazy_child(int n) { co_return n; }
floor_task::lazy lazy_children(int n) {
  int sum = 0;
  for (int i = 0; i < n; ++i) sum += co_await lazy_child(i);
  co_return sum;
}

[[gnu::noinline]] async::task<int> child(int n) { co_return n; }

async::task<void> children(int n) {
  int sum = 0;
  for (int i = 0; i < n; ++i) sum += co_await child(i);
  bench::keep(sum);
}
async::task<void> yields(int n) {
  for (int i = 0; i < n; ++i) co_await async::this_task::yield();
}
async::task<void> spawns(int n) {
  for (int i = 0; i < n; ++i) co_await async::spawn(child(i));
}
async::task<void> locks(int n) {
  async::mutex m;
  long count = 0;
  for (int i = 0; i < n; ++i) {
    auto guard = co_await m.lock();
    ++count;
  }
  bench::keep(count);
}

// A value goes to another task, and its answer back.
async::task<void> answer(async::receiver<int> from, async::sender<int> back) {
  while (auto v = co_await from.receive()) co_await back.send(*v);
}
async::task<void> wakes(int n) {
  auto [to, from] = async::channel<int>(1);
  auto [back, answers] = async::channel<int>(1);
  auto other = async::spawn(answer(std::move(from), std::move(back)));
  for (int i = 0; i < n; ++i) {
    co_await to.send(i);
    co_await answers.receive();
  }
  to.close();
  co_await other;
}

constexpr int producers = 4;
async::task<void> produce(async::sender<std::size_t> to, int n) {
  for (int i = 0; i < n; ++i) co_await to.send(static_cast<std::size_t>(i));
}
async::task<void> many_to_one(int n, std::size_t capacity) {
  auto [to, from] = async::channel<std::size_t>(capacity);
  for (int p = 0; p < producers; ++p) async::spawn(produce(to, n / producers)).detach();
  to.close();
  std::size_t sum = 0;
  while (auto v = co_await from.receive()) sum += *v;
  bench::keep(static_cast<long>(sum));
}

async::task<void> joins(int n) {
  std::vector<async::join_handle<int>> all;
  all.reserve(static_cast<std::size_t>(n));
  for (int i = 0; i < n; ++i) all.push_back(async::spawn(child(i)));
  for (auto& h : all) co_await h;
}

// Deadlines of 0 to 100 ms, in no order.
std::chrono::microseconds delay(int i) {
  return std::chrono::microseconds(static_cast<unsigned>(i) * 7919u % 100'000u);
}
async::task<void> sleep_until(std::chrono::steady_clock::time_point t) {
  co_await async::sleep_until(t);
}
async::task<void> timers_fired(int n) {
  std::vector<async::join_handle<void>> all;
  all.reserve(static_cast<std::size_t>(n));
  auto const start = std::chrono::steady_clock::now();
  for (int i = 0; i < n; ++i) all.push_back(async::spawn(sleep_until(start + delay(i))));
  for (auto& h : all) co_await h;
}
async::task<void> sleep_long(int i, std::atomic<int>& armed) {
  armed.fetch_add(1, std::memory_order_relaxed);
  co_await async::sleep_for(std::chrono::seconds(60) + delay(i));
}
// All armed at once by tasks, then all cancelled.
async::task<void> timers_cancelled(int n) {
  std::atomic<int> armed{0};
  std::vector<async::join_handle<void>> all;
  all.reserve(static_cast<std::size_t>(n));
  for (int i = 0; i < n; ++i) all.push_back(async::spawn(sleep_long(i, armed)));
  while (armed.load(std::memory_order_relaxed) != n) co_await async::this_task::yield();
  for (auto& h : all) h.request_stop();
  for (auto& h : all) try {
      co_await h;
    } catch (async::cancelled const&) {
    }
}

async::task<void> one_yield() { co_await async::this_task::yield(); }
// Each armed for what ends long before it.
async::task<void> timers_unused(int n) {
  for (int i = 0; i < n; ++i) co_await async::timeout(std::chrono::seconds(60) + delay(i), one_yield());
}

// The loop of a queue: through the type-erased reference, and called by its own name.
struct queue {
  void post(async::work_item& w, async::post_hint) noexcept {
    w.next = nullptr;
    *last = &w;
    last = &w.next;
  }
  void run(async::completion&) {}
  async::work_item* first = nullptr;
  async::work_item** last = &first;
};
struct item final : async::work_item {
  void run() noexcept override {}
};
template <class R>
[[gnu::noinline]] void posts(R rt, queue& q, int n) {
  item w;
  for (int i = 0; i < n; ++i) {
    if constexpr (std::is_same_v<R, async::runtime_ref>)
      rt.post(w, async::post_hint::wake);
    else
      rt->post(w, async::post_hint::wake);
    __asm__ volatile("" ::: "memory");
    q.last = &q.first;
  }
}

template <class Body>
double in_task(unsigned workers, double (*clock)(), int n, Body body) {
  async::multi_thread rt{{.workers = workers}};
  rt.block_on(body(n / 10));
  double const before = clock();
  rt.block_on(body(n));
  return (clock() - before) / n;
}
template <class Body>
double in_one(int n, Body body) {
  async::current_thread rt;
  rt.block_on(body(n / 10));
  double const before = bench::wall();
  rt.block_on(body(n));
  return (bench::wall() - before) / n;
}
template <class F>
double plainly(int n, F f) {
  f(n / 10);
  double const before = bench::wall();
  f(n);
  return (bench::wall() - before) / n;
}

struct entry {
  std::string_view name;
  std::function<double()> run;
};
entry const entries[] = {
    {"floor", [] { return plainly(5'000'000, [](int n) { bench::keep(lazy_children(n).run()); }); }},
    {"child", [] { return in_task(1, bench::wall, 5'000'000, children); }},
    {"yield", [] { return in_task(1, bench::wall, 2'000'000, yields); }},
    {"yield-1", [] { return in_one(2'000'000, yields); }},
    {"spawn", [] { return in_task(2, bench::wall, 500'000, spawns); }},
    {"spawn-1", [] { return in_one(500'000, spawns); }},
    {"mutex", [] { return in_task(1, bench::wall, 2'000'000, locks); }},
    {"wake", [] { return in_task(2, bench::wall, 200'000, wakes); }},
    {"unbounded",
     [] {
       return in_task(2, bench::wall, 4'000'000,
                      [](int n) { return many_to_one(n, static_cast<std::size_t>(-1)); });
     }},
    {"bounded-1",
     [] { return in_task(2, bench::wall, 400'000, [](int n) { return many_to_one(n, 1); }); }},
    {"bounded-16",
     [] { return in_task(2, bench::wall, 1'000'000, [](int n) { return many_to_one(n, 16); }); }},
    {"bounded-1000",
     [] { return in_task(2, bench::wall, 4'000'000, [](int n) { return many_to_one(n, 1000); }); }},
    {"join-1000",
     [] {
       return in_task(2, bench::wall, 1'000'000, [](int n) -> async::task<void> {
         for (int i = 0; i < n / 1000; ++i) co_await joins(1000);
       });
     }},
    {"join-1000000", [] { return in_task(2, bench::wall, 1'000'000, joins); }},
    {"timers-fired", [] { return in_task(2, bench::cpu, 100'000, timers_fired); }},
    {"timers-unused", [] { return in_task(2, bench::cpu, 1'000'000, timers_unused); }},
    {"timers-cancelled", [] { return in_task(2, bench::cpu, 100'000, timers_cancelled); }},
    {"post-direct", [] {
       queue q;
       return plainly(50'000'000, [&](int n) { posts(&q, q, n); });
     }},
    {"post-erased", [] {
       queue q;
       return plainly(50'000'000, [&](int n) { posts(async::runtime_ref(q), q, n); });
     }},
};

}  // namespace

int main(int argc, char** argv) {
  for (entry const& e : entries)
    if (argc == 2 && e.name == argv[1]) {
      std::printf("%.2f\n", e.run());
      return 0;
    }
  for (entry const& e : entries) std::fprintf(stderr, "%s\n", std::string(e.name).c_str());
  return 2;
}
