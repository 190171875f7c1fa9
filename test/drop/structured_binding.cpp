// The object behind a structured binding is dropped, by value and behind a reference.
// RUN: %lower | FileCheck %s
// RUN: PCH=no %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/numbered.hpp"

struct two {
  numbered a;
  numbered b;
};
two both(int n) { return {numbered{n}, numbered{n + 1}}; }
async::task<int> named_parts(bool early) {
  auto [x, y] = both(1);
  std::printf("%d %d\n", x.get(), y.get());
  auto const& [z, w] = both(3);
  if (early) co_return z.get();
  co_return w.get();
}
START {
  std::printf("%d\n", co_await named_parts(true));
  std::printf("%d\n", co_await named_parts(false));
}
// CHECK: async::dropping(bound{{[0-9]*}}_
// OUT: make 1
// OUT-NEXT: make 2
// OUT-NEXT: 1 2
// OUT-NEXT: make 3
// OUT-NEXT: make 4
// OUT-NEXT: drop 4
// OUT-NEXT: drop 3
// OUT-NEXT: ~4
// OUT-NEXT: ~3
// OUT-NEXT: drop 2
// OUT-NEXT: drop 1
// OUT-NEXT: ~2
// OUT-NEXT: ~1
// OUT-NEXT: 3
// OUT-NEXT: make 1
// OUT-NEXT: make 2
// OUT-NEXT: 1 2
// OUT-NEXT: make 3
// OUT-NEXT: make 4
// OUT-NEXT: drop 4
// OUT-NEXT: drop 3
// OUT-NEXT: ~4
// OUT-NEXT: ~3
// OUT-NEXT: drop 2
// OUT-NEXT: drop 1
// OUT-NEXT: ~2
// OUT-NEXT: ~1
// OUT-NEXT: 4
