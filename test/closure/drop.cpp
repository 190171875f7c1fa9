// Captures with a drop live in the frame, and are dropped like parameters; what no call has taken is dropped with the closure.
// RUN: %lower | FileCheck %s
// RUN: %run %s -Wno-c++23-extensions | FileCheck %s --check-prefix=OUT
#include <async/async.hpp>
#include <cstdio>
#include <memory>
struct conn {
  int id = 0;
  explicit conn(int i) : id(i) {}
  conn(conn&& o) noexcept : id(std::exchange(o.id, 0)) {}
  ~conn() { if (id) std::printf("~%d\n", id); }
  bool open() const { return id != 0; }
  [[async::drop(open)]] async::task<void> close() { std::printf("close %d\n", id); co_await async::this_task::yield(); }
};
async::task<void> use(conn const& c, int n) { std::printf("use %d %d\n", c.id, n); co_return; }
// CHECK-LABEL: start()
[[async::main]] async::task<void> start() {
  conn c(1);
  // CHECK: async::captures{[&] { return std::move(c); }}.in([] ({{\[\[}}maybe_unused]] conn& c, async::own_captures) mutable
  // CHECK: goto [[END:drop.*]]; }
  // CHECK: co_await async::dropping(inner);
  // CHECK: co_await async::dropping(c);
  co_await [c = std::move(c)] [[async::closure]] () mutable -> async::task<void> {
    std::printf("in %d\n", c.id);
    conn inner(10);
    co_return;
  }();
  // OUT: in 1
  // OUT-NEXT: close 10
  // OUT-NEXT: ~10
  // OUT-NEXT: close 1
  // OUT-NEXT: ~1
  std::puts("2");
  {
    conn d(2);
    auto f = [d = std::move(d), n = 5, p = std::make_unique<int>(7)] [[async::closure]] (int k) -> async::task<int> {
      co_await use(d, n + k + *p);
      co_return k;
    };
    std::printf("%d\n", co_await std::move(f)(3));
    std::puts("after");
  }
  // OUT-NEXT: 2
  // OUT-NEXT: use 2 15
  // OUT-NEXT: close 2
  // OUT-NEXT: 3
  // OUT-NEXT: ~2
  // OUT-NEXT: after
  {
    conn d(3);
    // CHECK: .in([] ({{\[\[}}maybe_unused]] conn const& d, async::own_captures) -> async::task<void>
    auto f = [d = std::move(d)] [[async::closure]] -> async::task<void> { co_await use(d, 0); };
    (void)f;
    std::puts("never called");
  }
  // OUT-NEXT: never called
  // OUT-NEXT: close 3
  // OUT-NEXT: ~3
  auto started = [d = conn(4)] [[async::closure]] (void) -> async::task<void> { co_await use(d, 0); throw 1; };
  try { co_await async::spawn(std::move(started)()); } catch (int) { std::puts("caught"); }
  // OUT-NEXT: use 4 0
  // OUT-NEXT: close 4
  // OUT-NEXT: ~4
  // OUT-NEXT: caught
  auto handing = [d = conn(5), e = conn(6)] [[async::closure]] (auto x) mutable -> async::task<conn> { co_await use(d, x); co_return std::move(d); };
  conn got = co_await std::move(handing)(1);
  std::printf("end %d\n", got.id);
  // OUT-NEXT: use 5 1
  // OUT-NEXT: close 6
  // OUT-NEXT: ~6
  // OUT-NEXT: end 5
  // OUT-NEXT: close 5
  // OUT-NEXT: ~5
}
