// A macro within the argument of a macro that exits.
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/traced.hpp"
#define AWAIT co_await
#define RET(x) co_return x
#define RET_SUM(x, y) do { if (int n = (x); n > 0) co_return n + (y); } while (false)
#define ID(x) x
#define PLUS_ONE(x) ((x) + 1)
async::task<int> num(int i) { co_return i; }
async::task<int> one() {
  traced a{"a"};
  RET(ID(1));
}
async::task<int> awaited() {
  traced b{"b"};
  RET_SUM(AWAIT num(0), 7);
  RET_SUM(PLUS_ONE(AWAIT num(1)), PLUS_ONE(ID(4)));
  RET(AWAIT num(9));
}
template <async::mode M>
[[async::maybe]] async::maybe<M, int> id(int i) { co_return i; }
template <async::mode M>
[[async::maybe]] async::maybe<M, int> both() { RET(AWAIT id<M>(PLUS_ONE(ID(1)))); }
template <async::mode M>
[[async::maybe]] async::maybe<M, int> sum() {
  RET_SUM(PLUS_ONE(AWAIT id<M>(1)), AWAIT id<M>(3));
  RET(ID(PLUS_ONE(AWAIT id<M>(1))));
}
START {
  std::printf("%d\n", co_await one());
  std::printf("%d\n", co_await awaited());
  std::printf("%d %d\n", both<async::blocking>(), co_await both<async::suspending>());
  std::printf("%d %d\n", sum<async::blocking>(), co_await sum<async::suspending>());
}
// OUT: drop a
// OUT-NEXT: ~a
// OUT-NEXT: 1
// OUT-NEXT: drop b
// OUT-NEXT: ~b
// OUT-NEXT: 7
// OUT-NEXT: 2 2
// OUT-NEXT: 5 5
