// A generic lambda calls members of the object around it by their names, also where the type of a call is asked for.
// RUN: env CXX=g++ %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include <async/async.hpp>
#include <cstdio>
template <async::mode M>
struct [[async::maybe]] box {
  using async_mode = M;
  int n = 3;
  async::maybe<M, int> get(int k) { co_return n + k; }
  async::maybe<M, int> all(bool c) {
    auto g = [this] [[async::maybe]] (auto k, bool d) -> async::maybe<M, int> {
      // CHECK: decltype(this->get(k))
      co_return d ? co_await get(k) : 0;
    };
    auto h = [this] [[async::maybe]] (auto k, bool d) -> async::maybe<M, int> {
      auto v = d ? co_await get(k) : n;
      co_return v + (d && co_await get(k) > 2);
    };
    co_return co_await g(1, c) + co_await h(2, c);
  }
};
int main() {
  // OUT: 10
  box<async::blocking> b;
  std::printf("%d\n", b.all(true));
  // OUT: 10
  box<async::suspending> s;
  std::printf("%d\n", async::current_thread{}.block_on(s.all(true)));
}
