// By-value parameters of members that a class template defines outside of itself: the instances' parameters stand at
// the first declaration, the body elsewhere.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/quiet.hpp"
#include <optional>
template <class C>
struct pool {
  async::task<void> use(C c);
  static async::task<void> all(C first, std::optional<C> second);
  template <class... More>
  auto some(int n, C c, More... more) -> async::task<void>;
};
// CHECK: async::task<void> pool<C>::use(C c) {
// CHECK: {{\[\[}}async::drop]] parameter c
template <class C>
async::task<void> pool<C>::use(C c) {
  say(c.name());
  co_return;
}
template <class C>
async::task<void> pool<C>::all(C first, std::optional<C> second) {
  say(second->name());
  say(first.name());
  co_return;
}
template <class C>
template <class... More>
auto pool<C>::some(int n, C c, More... more) -> async::task<void> {
  std::printf("%d %s %d\n", n, c.name(), static_cast<int>(sizeof...(more)));
  co_return;
}
START {
  pool<quiet> p;
  co_await p.use(quiet("a"));
  co_await p.all(quiet("b"), quiet("c"));
  co_await p.some(1, quiet("d"), quiet("e"), quiet("f"));
  co_await p.some(2, quiet("g"));
}
// OUT: a
// OUT-NEXT: drop a
// OUT-NEXT: c
// OUT-NEXT: b
// OUT-NEXT: drop c
// OUT-NEXT: drop b
// OUT: 1 d 2
// OUT-NEXT: drop f
// OUT-NEXT: drop e
// OUT-NEXT: drop d
// OUT: 2 g 0
// OUT-NEXT: drop g
