// A virtual drop is overridden, not chained; a class without one of its own has its base's.
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include <async/async.hpp>
#include <cstdio>
struct base {
  base() = default;
  base(base&&) = delete;
  virtual ~base() { std::puts("~base"); }
  [[async::drop]] virtual async::task<void> close() {
    std::puts("close base");
    co_return;
  }
};
struct derived : base {
  async::task<void> close() override {
    std::puts("close derived");
    co_return;
  }
  ~derived() override { std::puts("~derived"); }
};
struct quiet : base {};
// OUT: close base
// OUT-NEXT: ~base
// OUT-NEXT: close derived
// OUT-NEXT: ~derived
// OUT-NEXT: ~base
[[async::main(async::current_thread)]] async::task<int> start() {
  derived d;
  quiet q;
  co_return 0;
}
