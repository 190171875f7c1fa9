// A capture of a type that depends on a template is dropped with the frame of its [[async::closure]]: the reference
// that the body has to it stands for it.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/traced.hpp"
template <class R>
async::task<void> moved(R r) {
  // CHECK: async::dropping<std::remove_reference_t<decltype(r)>>(r
  auto f = [r = std::move(r)] [[async::closure]] () -> async::task<void> {
    R local{"local"};
    say(r.name());
    co_return;
  };
  co_await std::move(f)();
  say("moved ends");
}
template <class R>
struct owner {
  static async::task<void> made() {
    auto f = [a = R{"made"}, n = 3] [[async::closure]] (int add) -> async::task<int> { co_return n + add; };
    std::printf("%d\n", co_await std::move(f)(4));
  }
};
template <class R>
async::task<void> at_once(R r) {
  co_await [r = std::move(r)] [[async::closure]] () -> async::task<void> {
    say(sizeof(r) == sizeof(int) ? "a number" : "an object");
    co_return;
  }();
  co_await [n = R(std::move(r))]() -> async::task<void> {
    say(sizeof(n) == sizeof(int) ? "a number" : "an empty object");
    co_return;
  }();
}
START {
  co_await moved(traced{"captured"});
  co_await owner<traced>::made();
  co_await at_once(traced("moved"));
  co_await at_once(3);
}
// OUT: captured
// OUT-NEXT: drop local
// OUT-NEXT: ~local
// OUT-NEXT: drop captured
// OUT: moved ends
// OUT: drop made
// OUT: 7
// OUT: an object
// OUT-NEXT: drop moved
// OUT: an empty object
// OUT: a number
// OUT-NEXT: a number
