// A virtual drop through a base: the override runs, alone, and needs no annotation.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/numbered.hpp"

#include <memory>

struct base {
  base() = default;
  base(base const&) = delete;
  virtual ~base() { say("~base"); }
  [[async::drop]] virtual async::task<void> close() {
    say("close base");
    co_return;
  }
};
struct derived : base {
  ~derived() override { say("~derived"); }
  async::task<void> close() override {
    co_await async::this_task::yield();
    say("close derived");
  }
};
struct last final : derived {
  ~last() override { say("~last"); }
  async::task<void> close() override {
    say("close last");
    co_return;
  }
};
START {
  {
    std::unique_ptr<base> p = std::make_unique<derived>();
    std::unique_ptr<base> q = std::make_unique<last>();
  }
  derived d;
  base* b = new last;
  delete b;
  co_return;
}
// CHECK: async::dropping(temporary{{[0-9]*}}_
// CHECK: async::dropping(q
// CHECK: async::dropping(p
// OUT: close last
// OUT-NEXT: ~last
// OUT-NEXT: ~derived
// OUT-NEXT: ~base
// OUT-NEXT: close derived
// OUT-NEXT: ~derived
// OUT-NEXT: ~base
// OUT-NEXT: close last
// OUT-NEXT: ~last
// OUT-NEXT: ~derived
// OUT-NEXT: ~base
// OUT-NEXT: close derived
// OUT-NEXT: ~derived
// OUT-NEXT: ~base
