// Coroutines that are members of nested classes, operators, lambdas with captures, generic and
// recursive ones.
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/numbered.hpp"
struct this_is_unused;
#include <functional>
struct outer {
  traced m{"m"};
  struct inner {
    traced im{"im"};
    int v = 3;
    async::task<int> go(this_is_unused* = nullptr);
    struct deep {
      traced d{"d"};
      async::task<int> set(traced t) {
        d = std::move(t);
        this->d = named("d2");
        co_return static_cast<int>(d.name()[0]);
      }
    };
    deep dd;
  };
  inner in;
  async::task<int> swap_in(traced t) {
    m = std::move(t);
    auto l = [this](traced u) -> async::task<int> {
      in.im = std::move(u);
      make(1).get();
      if (numbered n{2}; n) co_return in.v;
      co_return 0;
    };
    co_return co_await l(named("u"));
  }
  template <class T>
  async::task<int> gen(T t) {
    T u{std::move(t)};
    auto g = [&](auto x) -> async::task<int> {
      auto y = std::move(x);
      for (auto v = pair_of("g1", "g2"); auto& z : v) {
        say(z.name());
        break;
      }
      co_return 4;
    };
    co_return co_await g(std::move(u)) + co_await g(1);
  }
  static async::task<int> st(traced t) { co_return t.name()[0] == 's'; }
  async::task<int> operator()(int k) {
    switch (numbered n{k}; n.get()) {
      case 5:
        co_return n.get();
      default:
        break;
    }
    co_return 1;
  }
  async::task<void> operator+=(traced t) {
    m = std::move(t);
    co_return;
  }
};
async::task<int> outer::inner::go(this_is_unused*) {
  traced t = std::move(im);
  im = named("im2");
  co_return v;
}
START {
  outer o;
  std::printf("= %d\n", co_await o.swap_in(named("n")));
  std::printf("= %d\n", co_await o.in.dd.set(named("s")));
  std::printf("= %d\n", co_await o.in.go());
  std::printf("= %d\n", co_await o.gen(named("g")));
  std::printf("= %d\n", co_await outer::st(named("s")));
  std::printf("= %d\n", co_await o(5));
  co_await (o += named("pl"));
  auto once = [k = 1]() mutable -> async::task<int> {
    numbered n{k++};
    co_return n.get();
  };
  std::printf("= %d\n", co_await once() + co_await once());
  std::function<async::task<int>(int)> fn = [](int q) -> async::task<int> {
    numbered w{q};
    while (numbered x{w.get(), w.get() > 3}) {
      co_return x.get();
    }
    co_return 0;
  };
  std::printf("= %d\n", co_await fn(4));
  auto rec = [](auto self, int d) -> async::task<int> {
    traced t{"rec"};
    if (d == 0) co_return 0;
    co_return 1 + co_await self(self, d - 1);
  };
  std::printf("= %d\n", co_await rec(rec, 2));
  std::printf(
      "= %d\n", co_await [](auto... xs) -> async::task<int> {
        numbered n{20};
        co_return (0 + ... + xs);
      }(1, 2, 3));
  std::printf(
      "= %d\n", co_await []<class T>(T t) -> async::task<int> {
        T u = std::move(t);
        co_return u.name()[0] == 'z';
      }(named("z")));
  if (auto r = co_await [&]() -> async::task<traced> {
        traced q{"q"};
        co_return std::move(o.m);
      }();
      r.name())
    say(r.name());
}
// OUT: drop m
// OUT-NEXT: assign n
// OUT-NEXT: drop im
// OUT-NEXT: assign u
// OUT-NEXT: make 1
// OUT-NEXT: drop 1
// OUT-NEXT: ~1
// OUT-NEXT: make 2
// OUT-NEXT: drop 2
// OUT-NEXT: ~2
// OUT-NEXT: = 3
// OUT-NEXT: drop d
// OUT-NEXT: assign s
// OUT-NEXT: drop s
// OUT-NEXT: assign d2
// OUT-NEXT: = 100
// OUT-NEXT: assign im2
// OUT-NEXT: drop u
// OUT-NEXT: ~u
// OUT-NEXT: = 3
// OUT-NEXT: g1
// OUT-NEXT: drop g1
// OUT-NEXT: drop g2
// OUT-NEXT: ~g1
// OUT-NEXT: ~g2
// OUT-NEXT: drop g
// OUT-NEXT: ~g
// OUT-NEXT: g1
// OUT-NEXT: drop g1
// OUT-NEXT: drop g2
// OUT-NEXT: ~g1
// OUT-NEXT: ~g2
// OUT-NEXT: = 8
// OUT-NEXT: drop s
// OUT-NEXT: = 1
// OUT-NEXT: ~s
// OUT-NEXT: make 5
// OUT-NEXT: drop 5
// OUT-NEXT: ~5
// OUT-NEXT: = 5
// OUT-NEXT: drop n
// OUT-NEXT: assign pl
// OUT-NEXT: make 1
// OUT-NEXT: drop 1
// OUT-NEXT: ~1
// OUT-NEXT: make 2
// OUT-NEXT: drop 2
// OUT-NEXT: ~2
// OUT-NEXT: = 3
// OUT-NEXT: make 4
// OUT-NEXT: make 4
// OUT-NEXT: drop 4
// OUT-NEXT: ~4
// OUT-NEXT: drop 4
// OUT-NEXT: ~4
// OUT-NEXT: = 4
// OUT-NEXT: drop rec
// OUT-NEXT: ~rec
// OUT-NEXT: drop rec
// OUT-NEXT: ~rec
// OUT-NEXT: drop rec
// OUT-NEXT: ~rec
// OUT-NEXT: = 2
// OUT-NEXT: make 20
// OUT-NEXT: drop 20
// OUT-NEXT: ~20
// OUT-NEXT: = 6
// OUT-NEXT: drop z
// OUT-NEXT: ~z
// OUT-NEXT: = 1
// OUT-NEXT: drop q
// OUT-NEXT: ~q
// OUT-NEXT: pl
// OUT-NEXT: drop pl
// OUT-NEXT: ~pl
// OUT-NEXT: drop d2
// OUT-NEXT: drop im2
// OUT-NEXT: ~d2
// OUT-NEXT: ~im2
