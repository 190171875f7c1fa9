// Drops that suspend on several threads: each object once, no frame lost.
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include <array>
#include <async/async.hpp>
#include <async/drop.hpp>
#include <atomic>
#include <cstdio>
#include <memory>
#include <optional>
#include <utility>
#include <vector>
std::atomic<int> named{0}, made{0}, gone{0}, drops{0};
struct conn {
  explicit conn(int n, bool bad = false) : n_(n + 1), bad_(bad) {
    ++named;
    ++made;
  }
  conn(conn&& o) noexcept : n_(std::exchange(o.n_, 0)), bad_(o.bad_) { ++made; }
  conn& operator=(conn&& o) noexcept {
    n_ = std::exchange(o.n_, 0);
    bad_ = o.bad_;
    return *this;
  }
  ~conn() { ++gone; }
  int use() const { return n_; }
  [[async::drop(n_)]] async::task<void> close() {
    int n = std::exchange(n_, 0);
    ++drops;
    if (n % 3 == 0) co_await async::this_task::yield();
    if (n % 64 == 0) co_await async::sleep_for(std::chrono::microseconds(50));
    if (n % 7 == 0) {
      auto h = async::spawn([]() -> async::task<void> { co_await async::this_task::yield(); }());
      co_await h;
    }
    if (bad_) throw n;
  }
  int n_;
  bool bad_;
};
async::task<conn> open(int n) {
  co_await async::this_task::yield();
  co_return conn{n};
}
async::task<int> round(int i) {
  conn a{i}, b{i + 1};
  a = co_await open(i + 2);
  if (i % 5 == 0) co_return conn{i}.use() + (co_await open(3)).use();
  {
    std::vector<conn> v;
    v.reserve(2);
    v.emplace_back(i);
    v.emplace_back(i + 3);
    std::optional<conn> o{i};
    for (auto& c : v)
      if (c.use() == i) break;
  }
  try {
    conn c{i, true};
    conn d{i, i % 2 == 0};
    if (i % 3 == 0) throw 1;
  } catch (int n) {
    conn h{n};
    b = std::move(h);
    if (i % 4 == 0) co_return n;
  }
  while (conn{i}.use() < 0) {
  }
  auto* p = new conn{i};
  delete p;
  if (i % 11 == 0) throw 7;
  co_return 0;
}
[[async::main(async::multi_thread{{.workers = 4}})]] async::task<void> start() {
  async::set_suppressed_exception_handler([](std::exception_ptr) {});
  int caught = 0;
  for (int i = 0; i < 10000; i += 20) {
    std::vector<async::join_handle<int>> hs;
    for (int j = 0; j < 20; ++j) hs.push_back(async::spawn(round(i + j)));
    for (auto& h : hs) try {
        co_await h;
      } catch (int) {
        ++caught;
      }
  }
  std::printf("%d %d %d\n", named == drops, made == gone, caught);
}
// OUT: 1 1 546
