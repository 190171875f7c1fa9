// In a template an instantiation tells which temporaries have a drop; others are as they were.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/numbered.hpp"

struct without {
  const char* text;
  const char* name() const { return text; }
};
template <class T>
async::task<T> opening(const char* n) {
  co_await async::this_task::yield();
  co_return T{n};
}
template <class T>
T const& same(T const& x) {
  return x;
}
template <class T>
struct user {
  T made(const char* n) { return T{n}; }
  async::task<int> use(const char* n) {
    T{n};
    (void)this->made(n);
    if (say(T{n}.name()) > 1) say("if");
    switch (say(T{n}.name())) {
      default: say("switch");
    }
    for (int i = 0; i < say(same(made(n)).name()) - 1; ++i) say("body");
    say((co_await opening<T>(n)).name());
    auto text = std::string(same(T{n}).name()) + same(T{"other"}).name();
    co_return say(same(T{text.c_str()}).name());
  }
};
template <class F, class T = decltype(std::declval<F&>()())>
async::task<void> either(F f) {
  f();
  static_cast<void>(f());
  co_return;
}

START {
  user<traced> a;
  std::printf("%d\n", co_await a.use("ab"));
  say("--");
  user<without> b;
  std::printf("%d\n", co_await b.use("ab"));
  co_await either([] { return traced{"either"}; });
  co_await either([] { say("void"); });
  int n = 0;
  co_await either([&n]() -> int& { return ++n; });
  std::printf("%d\n", n);
}
// CHECK: async::temporary<decltype(T{n})> temporary1_;
// CHECK: if constexpr (async::has_drop<decltype(temporary1_)>) { co_await async::dropping<decltype(temporary1_)>(temporary1_
// CHECK: async::temporary<async::await_result<decltype(opening<T>(n))>>
// OUT: drop ab
// OUT-NEXT: ~ab
// OUT-NEXT: drop ab
// OUT-NEXT: ~ab
// OUT-NEXT: ab
// OUT-NEXT: drop ab
// OUT-NEXT: ~ab
// OUT-NEXT: if
// OUT-NEXT: ab
// OUT-NEXT: drop ab
// OUT-NEXT: ~ab
// OUT-NEXT: switch
// OUT-NEXT: ab
// OUT-NEXT: drop ab
// OUT-NEXT: ~ab
// OUT-NEXT: body
// OUT-NEXT: ab
// OUT-NEXT: drop ab
// OUT-NEXT: ~ab
// OUT-NEXT: ab
// OUT-NEXT: drop ab
// OUT-NEXT: ~ab
// OUT-NEXT: drop other
// OUT-NEXT: ~other
// OUT-NEXT: drop ab
// OUT-NEXT: ~ab
// OUT-NEXT: abother
// OUT-NEXT: drop abother
// OUT-NEXT: ~abother
// OUT-NEXT: 7
// OUT-NEXT: --
// OUT-NEXT: ab
// OUT-NEXT: if
// OUT-NEXT: ab
// OUT-NEXT: switch
// OUT-NEXT: ab
// OUT-NEXT: body
// OUT-NEXT: ab
// OUT-NEXT: ab
// OUT-NEXT: abother
// OUT-NEXT: 7
// OUT-NEXT: drop either
// OUT-NEXT: ~either
// OUT-NEXT: drop either
// OUT-NEXT: ~either
// OUT-NEXT: void
// OUT-NEXT: void
// OUT-NEXT: 2
