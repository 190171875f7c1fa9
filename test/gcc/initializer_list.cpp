// g++ does not compile the array behind a std::initializer_list in a statement that awaits: a closure makes
// what is made of it, or an object that holds the elements.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "../maybe/Inputs/both.hpp"
#include <algorithm>
#include <vector>

template <async::mode M>
[[async::maybe]] async::maybe<M, int> sum(std::initializer_list<int> l) {
  int s = 0;
  for (int x : l) s += co_await value<M>(x);
  co_return s;
}
template <async::mode M>
[[async::maybe]] async::maybe<M, int> lengths(std::initializer_list<std::string> l) {
  int s = 0;
  for (auto const& x : l) s += co_await value<M>(static_cast<int>(x.size()));
  co_return s;
}
template <async::mode M>
[[async::maybe]] async::maybe<M, int> of_vector(std::vector<int> l) {
  int s = 0;
  for (int x : l) s += co_await value<M>(x);
  co_return s;
}
template <async::mode M>
struct [[async::maybe]] thing {
  int sum = 0;
  static async::maybe<M, thing> make(std::initializer_list<int> l) {
    thing t;
    for (int x : l) t.sum += co_await value<M>(x);
    co_return t;
  }
  async::maybe<M, void> add(std::vector<thing> l) {
    for (thing const& each : l) sum += co_await value<M>(each.sum);
  }
  async::maybe<M, void> more() { co_await add({thing{3}, thing{4}}); }
};
template <async::mode M>
[[async::maybe]] async::maybe<M, int> run(int k) {
  // CHECK: auto form1_ = [&]() -> async::list_of<int, 2> { return {{[{][{]}}1, k}}; };
  // CHECK: int r = co_await sum<M>(form1_().get());
  int r = co_await sum<M>({1, k});
  r += co_await of_vector<M>({k, 2});
  r += co_await of_vector<M>(std::vector<int>{k, 4});
  // CHECK: [&](auto&& [[G:given.*]]) -> async::list_of<int, 2> { return {{[{][{]}}static_cast<decltype([[G]])>([[G]]), 2}}; };
  r += co_await sum<M>({co_await value<M>(7), 2});
  std::string const s(40, 'x');
  r += co_await lengths<M>({s, "two", std::to_string(co_await value<M>(8))});
  auto t = co_await thing<M>::make({k, 3});
  co_await t.more();
  r += t.sum;
  r += co_await value<M>(5) + std::max({1, k, 2});
  co_return r;
}
// OUT: both: v1 v6 v6 v2 v6 v4 v7 v7 v2 v8 v40 v3 v1 v6 v3 v3 v4 v5 = 105
int main() {
  both([]<class M>(M) { return run<M>(6); });
}
