// Marked lambdas in templates that are no maybe-async code: the mode is that of a template's argument, known where the closure is made.
// RUN: %lower %s | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/both.hpp"
// CHECK: doubler = []() { if constexpr (M::is_async) return [] (int x) -> async::maybe<M, int> { co_return 2 * x; }; else
// CHECK: return [] (int x) -> async::maybe<M, int> { return 2 * x; }; }();
template <async::mode M>
inline constexpr auto doubler = [] [[async::maybe]] (int x) -> async::maybe<M, int> { co_return 2 * x; };
template <async::mode M>
struct [[async::maybe]] holds {
  static inline const auto twice = [] [[async::maybe]] (int x) -> async::maybe<M, int> { co_return 2 * x; };
  async::maybe<M, int> call(int x) { co_return co_await twice(x) + 1; }
};
template <async::mode M>
struct unmarked {
  static inline const auto thrice = [] [[async::maybe]] (int x) -> async::maybe<M, int> {
    co_return 3 * x + co_await doubler<M>(x);
  };
};
template <async::mode M>
auto adds(int by, std::string name) {
  return [by, name = std::move(name), calls = 0] [[async::maybe]] (int x) mutable -> async::maybe<M, int> {
    say(name + std::to_string(++calls));
    co_return co_await doubler<M>(x) + by;
  };
}
template <async::mode M>
int by_reference() {
  int sum = 0;
  auto add = [&] [[async::maybe]] (int x) -> async::maybe<M, int> {
    sum += co_await doubler<M>(x);
    co_return sum;
  };
  if constexpr (M::is_async) {
    async::block_on(add(1));
    async::block_on(add(2));
  } else {
    add(1);
    add(2);
  }
  return sum;
}
template <async::mode M>
[[async::maybe]] async::maybe<M, int> all() {
  auto add = adds<M>(10, "add");
  int got = co_await add(1);
  got += co_await add(2);
  holds<M> h;
  got += 100 * co_await h.call(3);
  co_return got + 10000 * co_await unmarked<M>::thrice(1);
}
// OUT: both: add1 add2 = 50726
// OUT-NEXT: 6 6
int main() {
  both([]<class M>(M) { return all<M>(); });
  std::printf("%d %d\n", by_reference<async::blocking>(), by_reference<async::suspending>());
}
