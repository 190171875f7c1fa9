// Whole statements in a macro's argument are lowered where they stand; a part of one is refused.
// RUN: %run %s | FileCheck %s --check-prefix=OUT
// RUN: not %asyncc --check %s -- %flags -DREFUSED 2>&1 | FileCheck %s --check-prefix=ERROR
#include "Inputs/traced.hpp"
#define RUN(...) __VA_ARGS__
#define EITHER(x, a, b) if (x) { a; } else { b; }
async::task<int> loop() {
  int rounds = 0;
  for (int i = 0; i < 3; ++i) {
    RUN({ traced v{"v"}; ++rounds; if (i == 0) continue; break; })
  }
  co_return rounds;
}
#ifdef REFUSED
async::task<int> part(bool b) {
  traced w{"w"};
  // ERROR: macro_argument.cpp:[[@LINE+1]]:3: error: {{.*}}macro 'EITHER'{{.*}}[async-in-macro]
  EITHER(b, co_return 5, co_return 6)
}
#endif
struct local_class_user {
  static async::task<int> go() {
    struct inner {
      async::task<int> f() {
        traced t{"t"};
        co_return 1;
      }
    };
    inner i;
    co_return co_await i.f();
  }
};
// OUT: drop v
// OUT-NEXT: ~v
// OUT-NEXT: drop v
// OUT-NEXT: ~v
// OUT-NEXT: 2
// OUT-NEXT: drop t
// OUT-NEXT: ~t
START {
  std::printf("%d\n", co_await loop());
  co_await local_class_user::go();
}
