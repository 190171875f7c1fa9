// Where both sides of an assignment await and one of them makes a closure, its type names none, on which g++ 12 crashes.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include <async/async.hpp>
#include <cstdio>
#include <string>
struct table {
  int v[10] = {};
  int& operator[](int i) { return v[i]; }
};
template <async::mode M>
[[async::maybe]] async::maybe<M, int> index(int n) {
  co_return n;
}
template <async::mode M, class F>
[[async::maybe]] async::maybe<M, int> apply(F f, int n) {
  co_return co_await f(n);
}
template <async::mode M>
[[async::maybe]] async::maybe<M, int> all() {
  table t;
  // CHECK: -> async::maybe<M, decltype((t[std::declval<{{.*}}>()] += static_cast<decltype(right2_)>(right2_)))> { co_return t[co_await index<M>(1)] +=
  std::string s{((t[co_await index<M>(1)] += co_await apply<M>([&] [[async::maybe]] (int n) -> async::maybe<M, int> { co_return n + 1; }, 1)),
                 std::string("text"))};
  const int n = (t[co_await index<M>(2)] = co_await apply<M>([] [[async::maybe]] (auto n) -> async::maybe<M, int> { co_return n + 2; }, 1)) + 1;
  // CHECK: decltype((t[(std::declval<async::await_result<async::maybe<M, int>>>())] += std::declval<
  const int m = co_await index<M>((t[(co_await [&] [[async::maybe]] (int k) -> async::maybe<M, int> {
                                     int z(((t[3]) += (co_await index<M>(k))));
                                     co_return z + 4;
                                   }(0))] += co_await index<M>(5)));
  // A closure in the result of a generic one: what that gave was no value.
  // CHECK: auto closure1_ = []{{ +}}(int k) -> async::maybe<M, int> {{.*}}; using {{.*}} = decltype((t[(std::declval<async::await_result<decltype(apply<M>(std::declval<decltype(closure1_)>(), 1))>>())]
  const int k = (t[(co_await apply<M>([&] [[async::maybe]] (int k) -> async::maybe<M, int> { co_return co_await index<M>(k + 4); }, 1))] +=
                 co_await index<M>(m)) -
                t[5];
  co_return t[1] * 100 + t[2] * 10 + n + static_cast<int>(s.size()) + t[4] - m + k;
}
// OUT: 238 238
int main() {
  const int s = async::block_on(all<async::suspending>());
  std::printf("%d %d\n", s, all<async::blocking>());
}
