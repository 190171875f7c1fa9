// A reference to a member of what is awaited keeps it alive.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "../maybe/Inputs/both.hpp"
#include <vector>
struct inner {
  noisy name;
  std::vector<int> list;
};
struct outer {
  inner in;
  int n;
};
template <async::mode M>
struct [[async::maybe]] source {
  outer kept{{"kept", {7}}, 8};
  async::maybe<M, outer> make(char const* name) {
    co_return outer{{name, {co_await value<M>(1), 2}}, 3};
  }
  async::maybe<M, outer&> ref() { co_return kept; }
};
template <async::mode M>
[[async::maybe]] async::maybe<M, int> run() {
  source<M> s;
  // CHECK: auto&& in = async::holding(co_await s.make("a")).value.in;
  auto&& in = (co_await s.make("a")).in;
  say("used");
  int sum = in.list[0];
  // CHECK: for (int x : async::holding(co_await s.make("b")).value.in.list)
  for (int x : (co_await s.make("b")).in.list) sum += co_await value<M>(x);
  say("ranged");
  // CHECK: auto& n = async::holding(co_await s.ref()).value.n;
  auto& n = (co_await s.ref()).n;
  n = 9;
  // CHECK: sum += async::itself(co_await s.make("c")).n;
  sum += (co_await s.make("c")).n;
  co_return sum + s.kept.n;
}
// OUT: both: +kept +a v1 used +b v1 v1 v2 -b ranged +c v1 -c -a -kept = 16
int main() {
  both([]<class M>(M) { return run<M>(); });
}
