// The parameters of a pack are dropped like others; their order among each other is open.
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/traced.hpp"
template <class... Ts>
async::task<int> pack(Ts... ts) {
  traced local{"local"};
  co_return static_cast<int>(sizeof...(ts));
}
START {
  std::printf("= %d\n", co_await pack(traced{"p"}, 3));
  std::printf("= %d\n", co_await pack(1, 3, 4));
  std::printf("= %d\n", co_await pack());
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
