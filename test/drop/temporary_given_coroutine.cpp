// A temporary with a drop that is made with the help of a coroutine closure, in both modes: the type of the temporary is told by
// the call, whose closure blocks in a blocking mode.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include <async/async.hpp>
#include <cstdio>
#include <optional>
#include <utility>
#include <vector>

template <async::mode M>
[[async::maybe]] async::maybe<M, int> number(int n) { co_return n; }

template <async::mode M>
struct [[async::maybe]] res {
  int id = 0;
  explicit res(int n) : id(n) {}
  res(res&& o) noexcept : id(std::exchange(o.id, 0)) {}
  res& operator=(res&& o) noexcept {
    id = std::exchange(o.id, 0);
    return *this;
  }
  template <class F>
  static async::maybe<M, res> make(F f) { co_return res(co_await f()); }
  [[async::drop(id)]] async::maybe<M, void> close() {
    std::printf(" drop %d\n", id);
    id = 0;
    co_return;
  }
};
template <async::mode M>
[[async::maybe]] async::maybe<M, void> run(int k) {
  res<M> r(1);
  // CHECK: async::temporary<decltype(res<M>::make([k]() -> async::maybe<M, int> {
  // CHECK-NEXT: return {{ *}}number<M>(k)
  r = co_await res<M>::make([k]() -> async::maybe<M, int> {
    co_return co_await number<M>(k) + 1;
  });
  std::vector<res<M>> all;
  all.push_back(co_await res<M>::make([&, n = k]() -> async::maybe<M, int> {
    auto own = []() -> async::task<int> { co_return 5; };
    (void)own;
    auto inner = [&]() -> async::maybe<M, int> { co_return co_await number<M>(n + 2); };
    co_return co_await inner();
  }));
  std::optional<res<M>> o;
  o = co_await res<M>::make([]() -> async::maybe<M, int> { co_return 7; });
  co_await res<M>::make([]() -> async::maybe<M, int> { co_return 8; });
  std::puts(" end");
}
// OUT: blocking
// OUT-NEXT: drop 1
// OUT-NEXT: drop 8
// OUT-NEXT: end
// OUT-NEXT: drop 7
// OUT-NEXT: drop 5
// OUT-NEXT: drop 4
// OUT-NEXT: suspending
// OUT-NEXT: drop 1
// OUT-NEXT: drop 8
// OUT-NEXT: end
// OUT-NEXT: drop 7
// OUT-NEXT: drop 5
// OUT-NEXT: drop 4
int main() {
  std::puts("blocking");
  run<async::blocking>(3);
  std::puts("suspending");
  async::block_on(run<async::suspending>(3));
}
