// A generator is written once: a synchronous range in one mode, a stream in the other.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include <async/async.hpp>
#include <cstdio>
#include <vector>
#include <string>
template <async::mode M>
class [[async::maybe]] source {
 public:
  using async_mode = M;
  explicit source(int n) : n_(n) {}
  async::maybe<M, int> next() {
    if constexpr (M::is_async) co_await async::this_task::yield();
    co_return n_ ? n_-- : 0;
  }
  async::maybe_generator<M, int> all() {
    while (int x = co_await next()) co_yield x;
  }
  [[async::drop(n_)]] async::maybe<M, void> close() { std::printf("closed %d\n", n_); n_ = 0; co_return; }
 private:
  int n_;
};
template <async::mode M>
[[async::maybe]] async::maybe_generator<M, std::string> words(int n) {
  source<M> s{n};
  for co_await (int x : s.all()) co_yield std::to_string(x) + "!";
}
template <async::mode M>
[[async::maybe]] async::maybe<M, int> sum(int n, int stop) {
  int total = 0;
  for co_await (auto&& w : words<M>(n)) {
    std::printf("%s ", w.c_str());
    if (++total == stop) break;
  }
  co_return total;
}
[[async::main]] async::task<void> main() {
  std::printf("= %d\n", sum<async::blocking>(3, 9));
  std::printf("= %d\n", co_await sum<async::suspending>(3, 9));
  std::printf("= %d\n", sum<async::blocking>(5, 2));
  std::printf("= %d\n", co_await sum<async::suspending>(5, 2));
}
// CHECK: async::maybe_generator<M, std::string> words(int n) requires async::suspending_mode<M>
// CHECK: co_await range1_.begin()
// CHECK: words for modes that block
// CHECK: source<M> s{n}; async::drop_guard<decltype(s)> drop1_{s};
// CHECK-NEXT: for (int x : async::ended_range{s.all()}) { if ((co_yield async::or_leave(std::to_string(x) + "!"), async::stays())) co_return; }
// CHECK: sum for modes that block
// CHECK: for (auto&& w : async::ended_range{words<M>(n)}) {
// OUT: 3! 2! 1! = 3
// OUT-NEXT: 3! 2! 1! = 3
// OUT-NEXT: 5! 4! closed 3
// OUT-NEXT: = 2
// OUT-NEXT: 5! 4! closed 3
// OUT-NEXT: = 2
