// A temporary whose type only its class may name.
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/traced.hpp"
class outer {
  struct inner {
    traced value{"inner"};
    int get() const { return 2; }
  };

 public:
  static inner make() { return {}; }
  static async::task<inner> open() { co_return inner{}; }
};
START {
  int n = outer::make().get();
  std::printf("%d\n", n);
  std::printf("%d\n", (co_await outer::open()).get());
}
// OUT: drop inner
// OUT-NEXT: ~inner
// OUT-NEXT: 2
// OUT-NEXT: 2
// OUT-NEXT: drop inner
// OUT-NEXT: ~inner
