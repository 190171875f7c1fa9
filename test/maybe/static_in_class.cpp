// Static members: data defined inside, functions with static locals, nested enums and types.
// RUN: %run %s | FileCheck %s
#include "Inputs/both.hpp"
template <async::mode M>
struct [[async::maybe]] s {
  enum class kind { a, b };
  struct pair {
    int x = 1, y = 2;
  };
  static constexpr int size = M::is_async ? 4 : 4;
  inline static int count = 0;
  static async::maybe<M, pair> make(kind k) {
    static int calls = 0;
    ++calls;
    count += calls;
    co_return pair{k == kind::a ? co_await value<M>(5) : 6, size};
  }
};
template <async::mode M>
[[async::maybe]] async::maybe<M, int> f() {
  using t = s<M>;
  auto [x, y] = co_await t::make(t::kind::a);
  typename t::pair p = co_await t::make(t::kind::b);
  co_return x + y + p.x + t::count;
}
// CHECK: both: v5 = 18
int main() {
  both([]<class M>(M) { return f<M>(); });
}
