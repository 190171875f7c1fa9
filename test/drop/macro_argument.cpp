// What comes out of macros is lowered: in an argument where it stands, else in what the use expands to.
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
async::task<int> either(bool b) {
  traced w{"w"};
  EITHER(b, co_return 5, co_return 6)
}
#define TRY(x) do { if (int failed = (x); failed != 0) co_return failed; } while (0)
async::task<int> tries(int n) {
  traced t{"tried"};
  TRY(n);
  co_return -1;
}
#ifdef REFUSED
#define NOTED(x) do { say("// not on one line"); co_return x; } while (0)
async::task<int> noted() {
  traced w{"w"};
  // ERROR: macro_argument.cpp:[[@LINE+1]]:3: error: {{.*}}macro 'NOTED'{{.*}}[async-in-macro]
  NOTED(1);
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
// OUT-NEXT: drop w
// OUT-NEXT: ~w
// OUT-NEXT: drop w
// OUT-NEXT: ~w
// OUT-NEXT: 5 6
// OUT-NEXT: drop tried
// OUT-NEXT: ~tried
// OUT-NEXT: 7
START {
  std::printf("%d\n", co_await loop());
  co_await local_class_user::go();
  std::printf("%d %d\n", co_await either(true), co_await either(false));
  std::printf("%d\n", co_await tries(7));
}
