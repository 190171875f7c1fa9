// A drop that is a task, but awaits nothing, is called: with the same order, errors and shielding. One that
// awaits, is long, or says its own name stays a coroutine.
// RUN: %lower %s | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include <async/async.hpp>
#include <async/drop.hpp>
#include <cstdio>
#include <memory>
#include <optional>
#include <stdexcept>
#include <vector>
using namespace std::chrono_literals;

struct plain {
  int id;
  bool open = true;
  plain(int n) : id(n) {}
  plain(plain&& o) noexcept : id(o.id), open(std::exchange(o.open, false)) {}
  plain& operator=(plain&& o) noexcept {
    id = o.id;
    open = std::exchange(o.open, false);
    return *this;
  }
  // CHECK: async::task<void> close() noexcept {
  // CHECK: // close() awaits nothing: coroutines of the library call it
  // CHECK-NEXT: void asyncc_drop_now(async::exactly<plain>, std::exception_ptr const&) noexcept {
  // CHECK-NEXT: open = false;
  // CHECK-NEXT: if (id < 0) return;
  // CHECK: return;
  // CHECK-NEXT: }
  [[async::drop(open)]] async::task<void> close() noexcept {
    open = false;
    if (id < 0) co_return;
    std::printf("close %d, stop seen %d\n", id, async::this_task::stop_token().stop_requested());
    co_return;
  }
};

struct derived : plain {
  using plain::plain;
  ~derived() { std::printf("~derived %d\n", id); }
  derived(derived&&) = delete;
};

struct told {
  told() = default;
  told(told const&) = delete;
  // CHECK: void asyncc_drop_now(async::exactly<told>, {{.*}}std::exception_ptr const& why) const {
  [[async::drop]] async::task<void> close(std::exception_ptr const& why) const {
    std::printf("told of %s\n", why ? "an error" : "nothing");
    co_return;
  }
};

template <class T>
struct failing {
  failing() = default;
  failing(failing const&) = delete;
  // CHECK: void asyncc_drop_now(async::exactly<failing>, std::exception_ptr const&) {
  [[async::drop]] async::task<void> close() {
    int const what = sizeof(T) > 0 ? 0 : 1;
    throw std::runtime_error("close failed with " + std::to_string(what));
    co_return;
  }
};

struct named {
  named() = default;
  named(named const&) = delete;
  // CHECK: std::puts(__func__);
  // CHECK-NOT: asyncc_drop_now
  [[async::drop]] async::task<void> close() {
    std::puts(__func__);
    co_return;
  }
};

struct awaiting {
  awaiting() = default;
  awaiting(awaiting const&) = delete;
  [[async::drop]] async::task<void> close() {
    co_await async::this_task::yield();
    std::puts("awaited");
  }
};

struct base {
  base() = default;
  base(base const&) = delete;
  virtual ~base() = default;
  [[async::drop]] virtual async::task<void> close() {
    std::puts("base");
    co_return;
  }
};
struct overriding : base {
  async::task<void> close() override {
    std::puts("overriding");
    co_return;
  }
};
// CHECK: async::task<int> scopes

async::task<int> scopes(bool fails) {
  plain a(1);
  {
    derived b(2);
    told t;
    std::unique_ptr<base> p = std::make_unique<overriding>();
    if (fails) throw 1;
  }
  named n;
  awaiting w;
  std::vector<plain> v;
  v.emplace_back(3);
  std::optional<plain> o(4);
  plain moved = std::move(a);
  co_await async::drop(moved);
  std::puts("dropped early");
  moved = plain(5);
  plain{6};
  co_return 7;
}

async::task<void> fails(bool twice) {
  failing<int> f;
  if (twice) throw 1;
  co_return;
}

async::task<void> stopped() {
  plain a(8);
  co_await async::sleep_for(1h);
}

[[async::main]] async::task<void> main() {
  std::printf("%d\n", co_await scopes(false));
  try {
    co_await scopes(true);
  } catch (int) {
    std::puts("caught int");
  }
  try {
    co_await fails(false);
  } catch (std::runtime_error& e) {
    std::puts(e.what());
  }
  async::set_suppressed_exception_handler([](std::exception_ptr) { std::puts("suppressed"); });
  try {
    co_await fails(true);
  } catch (int) {
    std::puts("caught int");
  }
  auto h = async::spawn(stopped());
  co_await async::sleep_for(10ms);
  h.request_stop();
  try {
    co_await h;
  } catch (async::cancelled const&) {
    std::puts("cancelled");
  }
}
// OUT: overriding
// OUT-NEXT: told of nothing
// OUT-NEXT: close 2, stop seen 0
// OUT-NEXT: ~derived 2
// OUT-NEXT: close 1, stop seen 0
// OUT-NEXT: dropped early
// OUT-NEXT: close 6, stop seen 0
// OUT-NEXT: close 5, stop seen 0
// OUT-NEXT: close 4, stop seen 0
// OUT-NEXT: close 3, stop seen 0
// OUT-NEXT: awaited
// OUT-NEXT: close
// OUT-NEXT: 7
// OUT-NEXT: overriding
// OUT-NEXT: told of an error
// OUT-NEXT: close 2, stop seen 0
// OUT-NEXT: ~derived 2
// OUT-NEXT: close 1, stop seen 0
// OUT-NEXT: caught int
// OUT-NEXT: close failed with 0
// OUT-NEXT: suppressed
// OUT-NEXT: caught int
// OUT-NEXT: close 8, stop seen 0
// OUT-NEXT: cancelled
