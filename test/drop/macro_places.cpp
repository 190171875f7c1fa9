// Macros that make declarations, conditions, temporaries, assignments, early drops, exits and whole
// coroutines.
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/numbered.hpp"
#define LET(T, n, ...) \
  T n {                \
    __VA_ARGS__        \
  }
#define GET(x) (x).get()
#define ID(...) __VA_ARGS__
#define IF_OPEN(n, v) if (numbered n{v}; n.get() > 0)
#define TEMP(n) make(n).get()
#define DROP(x) co_await async::drop(x)
#define FOR(n, v) for (numbered n{v}; n;)
#define SCOPE        \
  {                  \
    numbered sc{77}; \
    say("scope");    \
  }
#define DEL(p) delete p
#define LAM(...) [&]() -> async::task<void> { __VA_ARGS__ }
async::task<int> f(int k) {
  if (k == 0) {
    LET(numbered, a, 1);
    int x = GET(make(2));
    int y = TEMP(3);
    ID(make(4).get(); make(5).get();) std::printf("%d\n", x + y);
  }
  if (k == 1) {
    IF_OPEN(i, 6) {
      say("then");
    }
    else say("else");
    while (TEMP(8) < 0) {
    }
    switch (TEMP(9)) {
      case 9:
        say("nine");
    }
  }
  if (k == 2) {
    traced a{"a"};
    a = ID(named("d"));
  }
  if (k == 3) {
    FOR(q, 10) {
      break;
    }
    SCOPE {
      numbered* p = new numbered{11};
      DEL(p);
    }
    for (auto& t : ID(pair_of("x", "y"))) {
      say(t.name());
    }
  }
  if (k == 4) {
    traced e{"e"};
    DROP(e);
    say("dropped");
    co_await LAM(numbered z{12}; co_return;)();
    auto [u, v] = ID(std::pair<traced, int>{named("sb"), 1});
    static_cast<void>(v);
  }
  if (k == 5) {
    numbered z{13};
    ID(co_return z.get());
  }
  if (k == 6) {
    for (int i = 0; i < 3; ++i) {
      numbered z{i};
      if (i == 0) ID(continue);
      ID(break;)
    }
  }
  if (k == 7) {
    try {
      numbered z{14};
      ID(throw 1;)
    } catch (int) {
      numbered h{15};
      ID(co_return h.get();)
    }
  }
  co_return TEMP(16);
}
START {
  for (int k = 0; k < 9; ++k) {
    std::printf("-- %d\n", k);
    std::printf("= %d\n", co_await f(k));
  }
}
// OUT: -- 0
// OUT-NEXT: make 1
// OUT-NEXT: make 2
// OUT-NEXT: drop 2
// OUT-NEXT: ~2
// OUT-NEXT: make 3
// OUT-NEXT: drop 3
// OUT-NEXT: ~3
// OUT-NEXT: make 4
// OUT-NEXT: drop 4
// OUT-NEXT: ~4
// OUT-NEXT: make 5
// OUT-NEXT: drop 5
// OUT-NEXT: ~5
// OUT-NEXT: 5
// OUT-NEXT: drop 1
// OUT-NEXT: ~1
// OUT-NEXT: make 16
// OUT-NEXT: drop 16
// OUT-NEXT: ~16
// OUT-NEXT: = 16
// OUT-NEXT: -- 1
// OUT-NEXT: make 6
// OUT-NEXT: then
// OUT-NEXT: drop 6
// OUT-NEXT: ~6
// OUT-NEXT: make 8
// OUT-NEXT: drop 8
// OUT-NEXT: ~8
// OUT-NEXT: make 9
// OUT-NEXT: drop 9
// OUT-NEXT: ~9
// OUT-NEXT: nine
// OUT-NEXT: make 16
// OUT-NEXT: drop 16
// OUT-NEXT: ~16
// OUT-NEXT: = 16
// OUT-NEXT: -- 2
// OUT-NEXT: drop a
// OUT-NEXT: assign d
// OUT-NEXT: drop d
// OUT-NEXT: ~d
// OUT-NEXT: make 16
// OUT-NEXT: drop 16
// OUT-NEXT: ~16
// OUT-NEXT: = 16
// OUT-NEXT: -- 3
// OUT-NEXT: make 10
// OUT-NEXT: drop 10
// OUT-NEXT: ~10
// OUT-NEXT: make 77
// OUT-NEXT: scope
// OUT-NEXT: drop 77
// OUT-NEXT: ~77
// OUT-NEXT: make 11
// OUT-NEXT: drop 11
// OUT-NEXT: ~11
// OUT-NEXT: x
// OUT-NEXT: y
// OUT-NEXT: drop x
// OUT-NEXT: drop y
// OUT-NEXT: ~x
// OUT-NEXT: ~y
// OUT-NEXT: make 16
// OUT-NEXT: drop 16
// OUT-NEXT: ~16
// OUT-NEXT: = 16
// OUT-NEXT: -- 4
// OUT-NEXT: drop e
// OUT-NEXT: dropped
// OUT-NEXT: make 12
// OUT-NEXT: drop 12
// OUT-NEXT: ~12
// OUT-NEXT: drop sb
// OUT-NEXT: ~sb
// OUT-NEXT: ~e
// OUT-NEXT: make 16
// OUT-NEXT: drop 16
// OUT-NEXT: ~16
// OUT-NEXT: = 16
// OUT-NEXT: -- 5
// OUT-NEXT: make 13
// OUT-NEXT: drop 13
// OUT-NEXT: ~13
// OUT-NEXT: = 13
// OUT-NEXT: -- 6
// OUT-NEXT: make 0
// OUT-NEXT: drop 0
// OUT-NEXT: ~0
// OUT-NEXT: make 1
// OUT-NEXT: drop 1
// OUT-NEXT: ~1
// OUT-NEXT: make 16
// OUT-NEXT: drop 16
// OUT-NEXT: ~16
// OUT-NEXT: = 16
// OUT-NEXT: -- 7
// OUT-NEXT: make 14
// OUT-NEXT: drop 14
// OUT-NEXT: ~14
// OUT-NEXT: make 15
// OUT-NEXT: drop 15
// OUT-NEXT: ~15
// OUT-NEXT: = 15
// OUT-NEXT: -- 8
// OUT-NEXT: make 16
// OUT-NEXT: drop 16
// OUT-NEXT: ~16
// OUT-NEXT: = 16
