// What g++ 12 rejects although it is never evaluated, or is not an await as it is written: the step of a `for` that becomes
// the await of a form, and the body of a closure in a decltype.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include <async/async.hpp>
#include <cstdio>
template <async::mode M>
[[async::maybe]] async::maybe<M, int> number(int n) {
  co_return n;
}
template <async::mode M>
struct [[async::maybe]] counter {
  int at = 0;
  async::maybe<M, int&> now() { co_return at; }
};
template <async::mode M>
[[async::maybe]] async::maybe<M, int> steps() {
  counter<M> c;
  int rounds = 0;
  // CHECK: ++rounds < 4; static_cast<void>((co_await c.now())
  for (; ++rounds < 4; (co_await c.now()) += rounds) {
  }
  // CHECK: ++rounds < 7; static_cast<void>(((co_await form
  for (; ++rounds < 7; (c.at < 9 && co_await number<M>(c.at += 1))) {
  }
  // CHECK: ++rounds < 9; static_cast<void>((co_await form
  for (; ++rounds < 9; rounds > 7 ? co_await number<M>(c.at += 100) : 0) {
  }
  co_return c.at;
}
template <async::mode M, class F>
[[async::maybe]] async::maybe<M, int> apply(F f, int x) {
  co_return co_await f(x);
}
template <async::mode M>
[[async::maybe]] async::maybe<M, int> chosen(bool first) {
  // CHECK: auto closure1_ = []{{ +}}(int y) -> async::maybe<M, int> { static_cast<void>(y); __builtin_unreachable(); }; using {{.*}} = async::either_t<decltype((1)), {{.*}}apply<M>(std::declval<decltype(closure1_)>(), 4)
  co_return first ? 1 : co_await apply<M>([&] [[async::maybe]] (int y) -> async::maybe<M, int> {
    int sum = 0;
    for (; sum < 10; (co_await number<M>(sum += y))) {
    }
    co_return sum;
  }, 4) + 0;
}
template <async::mode M>
[[async::maybe]] async::maybe<M, int> both() {
  co_return co_await steps<M>() * 100 + co_await chosen<M>(true) + co_await chosen<M>(false);
}
// OUT: 10813 10813
int main() { std::printf("%d %d\n", async::block_on(both<async::suspending>()), both<async::blocking>()); }
