// A closure that captures an object with a drop has one itself: as member, element, parameter, in a
// coroutine lambda, in a template, and moved from.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/numbered.hpp"

#include <optional>

template <class F>
async::task<int> call(F f) {
  co_return co_await f(1);
}
template <class F>
struct holder {
  F f;
};
template <class F>
holder(F) -> holder<F>;

template <class T>
async::task<void> kept(T t) {
  auto f = [t = std::move(t)] { return 1; };
  std::printf("kept %d\n", f());
  co_return;
}

START {
  std::printf("%d\n", co_await call([a = named("a")](int n) -> async::task<int> {
    traced inner{"inner"};
    say(a.name());
    co_return n;
  }));
  {
    holder h{[b = named("b")] { return say(b.name()); }};
    std::printf("%d\n", h.f());
    auto moved = std::move(h);
    std::optional o{[c = named("c")] { return 2; }};
    say("end");
  }
  co_await kept(traced{"kept"});
  co_await kept(3);
  {
    traced d{"d"};
    auto outer = [d = std::move(d)]() mutable {
      auto inner = [d = std::move(d)] { return say(d.name()); };
      return inner;
    };
    auto inner = outer();
    inner();
    say("end");
  }
}
// CHECK: async::captures{[&] { return named("a"); }}.in(
// OUT: a
// OUT-NEXT: drop inner
// OUT-NEXT: ~inner
// OUT-NEXT: drop a
// OUT-NEXT: 1
// OUT-NEXT: ~a
// OUT-NEXT: b
// OUT-NEXT: 1
// OUT-NEXT: end
// OUT-NEXT: drop c
// OUT-NEXT: ~c
// OUT-NEXT: drop b
// OUT-NEXT: ~b
// OUT-NEXT: kept 1
// OUT-NEXT: drop kept
// OUT-NEXT: ~kept
// OUT-NEXT: kept 1
// OUT-NEXT: d
// OUT-NEXT: end
// OUT-NEXT: drop d
// OUT-NEXT: ~d
