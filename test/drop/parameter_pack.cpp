// The parameters of a pack are dropped like others, the last one first.
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/quiet.hpp"
template <class... Ts>
async::task<int> pack(Ts... ts) {
  traced local{"local"};
  co_return static_cast<int>(sizeof...(ts));
}
START {
  std::printf("= %d\n", co_await pack(traced{"p"}, 3));
  std::printf("= %d\n", co_await pack(1, 3, 4));
  std::printf("= %d\n", co_await pack());
  std::printf("= %d\n", co_await pack(quiet{"q"}, 3, quiet{"r"}, quiet{"s"}));
}
// OUT: drop local
// OUT-NEXT: ~local
// OUT-NEXT: drop p
// OUT-NEXT: = 2
// OUT-NEXT: ~p
// OUT-NEXT: drop local
// OUT-NEXT: ~local
// OUT-NEXT: = 3
// OUT-NEXT: drop local
// OUT-NEXT: ~local
// OUT-NEXT: = 0
// OUT: ~local
// OUT-NEXT: drop s
// OUT-NEXT: drop r
// OUT-NEXT: drop q
