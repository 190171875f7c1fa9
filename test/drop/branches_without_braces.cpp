// A branch of the other mode that is one statement is taken out with all that drops would have made of it.
// RUN: %run %s | FileCheck %s
#include "Inputs/by_mode.hpp"
template <async::mode M>
[[async::maybe]] async::maybe<M, part<M>> made(int i) {
  co_return part<M>(i);
}
template <class T>
int seen(const T& given) {
  return given.id;
}
template <async::mode M>
[[async::maybe]] async::maybe<M, int> run(bool b) {
  part<M> own(1);
  if constexpr (!M::is_async)
    std::printf(" blocking");
  if constexpr (M::is_async)
    own = co_await made<M>(3);
  else
    own = part<M>(4);
  if constexpr (!M::is_async)
    own = part<M>(5);
  else
    std::printf(" suspending%d", seen(co_await made<M>(6)));
  for (int i = 0; i < 2; ++i) {
    part<M> each(10 + i);
    if constexpr (M::is_async)
      continue;
    else
      break;
  }
  if (b)
    if constexpr (M::is_async)
      co_return 21;
    else
      co_return 22;
  else
    std::printf(" else");
  if constexpr (M::is_async)
    co_return 23;
  else
    co_return seen(own);
}
[[async::main(async::current_thread)]] async::task<void> start() {
  for (bool b : {true, false}) {
    std::printf(" %d;", run<async::blocking>(b));
    std::printf(" %d\n", co_await run<async::suspending>(b));
  }
  // CHECK: blocking drop1 drop4 drop10 drop5 22; drop1 suspending6 drop6 drop10 drop11 drop3 21
  // CHECK-NEXT: blocking drop1 drop4 drop10 else drop5 5; drop1 suspending6 drop6 drop10 drop11 else drop3 23
}
