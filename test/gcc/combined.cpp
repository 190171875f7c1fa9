// Several awaits and forms in one expression; chains; closures around them.
// RUN: %run %s | FileCheck %s
#include <async/async.hpp>
#include <cstdio>
static int calls = 0;
template <async::mode M>
[[async::maybe]] async::maybe<M, int> v(int i) {
  ++calls;
  if constexpr (M::is_async) co_await async::this_task::yield();
  co_return i;
}
static int two(int a, int b) { return a * 10 + b; }
template <async::mode M>
[[async::maybe]] async::maybe<M, void> all(bool c) {
  const bool no = !c;
  std::printf("%d ", co_await v<M>(1) + (c ? co_await v<M>(2) : 0));
  std::printf("%d ", (c ? co_await v<M>(1) : 0) + (no ? co_await v<M>(2) : 5));
  std::printf("%d ", two(c && co_await v<M>(1), no || co_await v<M>(1)));
  std::printf("%d\n", co_await (c ? v<M>(1) : v<M>(2)) + co_await (no ? v<M>(3) : v<M>(4)));
  bool x = c || co_await v<M>(1) || co_await v<M>(1);
  bool y = (no && co_await v<M>(1)) || co_await v<M>(1);
  int z = no && co_await v<M>(1);
  std::printf("%d%d%d ", x, y, z);
  if ((no && co_await v<M>(1)) || co_await v<M>(1)) std::printf("if ");
  for (int i = 0; i < 3 && (no || co_await v<M>(i + 1) < 3); ++i) std::printf("%d ", i);
  switch (int k = 2; c ? co_await v<M>(k) : k) {
    case 2: std::printf("case %d ", no ? co_await v<M>(1) : 7); break;
    default: std::printf("no ");
  }
  auto closure = [&](int n) -> async::maybe<M, int> { co_return n + (c ? co_await v<M>(n) : 0); };
  std::printf("%d ", co_await closure(4) + (c ? co_await closure(5) : 0));
  std::printf("%d\n", calls);
}
[[async::main]] async::task<void> main() {
  for (bool c : {true, false}) {
    calls = 0;
    all<async::blocking>(c);
    calls = 0;
    co_await all<async::suspending>(c);
  }
}
// CHECK: 3 6 11 5
// CHECK-NEXT: {{^}}[[LINE:.+]]{{$}}
// CHECK-NEXT: 3 6 11 5
// CHECK-NEXT: {{^}}[[LINE]]{{$}}
// CHECK-NEXT: 1 2 1 5
// CHECK-NEXT: {{^}}[[OTHER:.+]]{{$}}
// CHECK-NEXT: 1 2 1 5
// CHECK-NEXT: {{^}}[[OTHER]]{{$}}
