// What is called runs under the guards of its caller in both modes, its errors end a noexcept function, and whatever names a local variable keeps it.
// RUN: %lower %s | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include <async/async.hpp>
#include <cstdio>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <vector>
using async::maybe;
int depth = 0;
struct guard {
  explicit guard(int n) : was(n) { depth += n; }
  ~guard() { depth -= was; }
  guard(guard const&) = delete;
  int was;
};
template <async::mode M>
[[async::maybe]] maybe<M, int> seen(int n) {
  if constexpr (M::is_async) co_await async::this_task::yield();
  co_return n + 10 * depth;
}
template <async::mode M>
[[async::maybe]] maybe<M, int> ref(int const& n) {
  if constexpr (M::is_async) co_await async::this_task::yield();
  co_return n;
}
template <async::mode M, class... T>
[[async::maybe]] maybe<M, int> refs(T const&... n) {
  co_return (... + n);
}
template <async::mode M, class F>
[[async::maybe]] maybe<M, int> run(F f) {
  co_return co_await f();
}
struct box {
  int v;
  int const& get() const { return v; }
};
inline int const& pick(box const& b) { return b.v; }
template <async::mode M>
struct [[async::maybe]] calls {
  maybe<M, int> local() {
    guard g(1);
    // CHECK: guard g(1);
    // CHECK: co_return co_await seen<M>(1);
    return seen<M>(1);
  }
  maybe<M, int> condition() {
    // CHECK: if (guard g(2); true) co_return co_await seen<M>(2);
    // CHECK: co_return co_await seen<M>(3);
    if (guard g(2); true) return seen<M>(2);
    return seen<M>(3);
  }
  // CHECK: operand() { co_return co_await (guard(3), seen<M>(3)); }
  maybe<M, int> operand() { return guard(3), seen<M>(3); }
  // CHECK: argument() { co_return co_await seen<M>(guard(4).was); }
  maybe<M, int> argument() { return seen<M>(guard(4).was); }
  // CHECK: none(int n) { return seen<M>(n); }
  maybe<M, int> none(int n) { return seen<M>(n); }
  // CHECK: fails() noexcept { try { co_return co_await seen<M>(5); }
  maybe<M, int> fails() noexcept { return seen<M>(5); }

  // CHECK: co_return co_await refs<M>(j, i);
  maybe<M, int> pack(int p) {
    int j = p, i = 1;
    return refs<M>(j, i);
  }
  // CHECK: co_return co_await ref<M>(v.back());
  maybe<M, int> element(std::vector<int> v) { return ref<M>(v.back()); }
  // CHECK: co_return co_await ref<M>(std::get<0>(t));
  maybe<M, int> of_tuple(std::tuple<int, int> t) { return ref<M>(std::get<0>(t)); }
  // CHECK: co_return co_await ref<M>(static_cast<int const&>(j));
  maybe<M, int> cast(int j) { return ref<M>(static_cast<int const&>(j)); }
  // CHECK: co_return co_await ref<M>(p > 1 ? p : j);
  maybe<M, int> either(int p) {
    int j = 1;
    return ref<M>(p > 1 ? p : j);
  }
  // CHECK: co_return co_await ref<M>(pick(b));
  maybe<M, int> picked(box b) { return ref<M>(pick(b)); }
  maybe<M, int> named(int n) {
    box b{n};
    int const& r = b.get();
    // CHECK: co_return co_await ref<M>(r);
    return ref<M>(r);
  }
  // CHECK: co_return co_await run<M>([&]
  maybe<M, int> closure(int n) {
    return run<M>([&]() -> maybe<M, int> { co_return n; });
  }
};
template <async::mode M>
[[async::maybe]] maybe<M, void> all() {
  calls<M> c;
  std::printf("%d %d %d", co_await c.local(), co_await c.condition(), co_await c.operand());
  std::printf(" %d %d %d", co_await c.argument(), co_await c.none(6), co_await c.fails());
  std::printf(" %d %d %d", co_await c.pack(7), co_await c.element({8}), co_await c.of_tuple({9, 0}));
  std::printf(" %d %d %d", co_await c.cast(10), co_await c.either(11), co_await c.picked({12}));
  std::printf(" %d %d\n", co_await c.named(13), co_await c.closure(14));
}
// OUT: 11 22 33 44 6 5 8 8 9 10 11 12 13 14
// OUT-NEXT: 11 22 33 44 6 5 8 8 9 10 11 12 13 14
int main() {
  all<async::blocking>();
  async::block_on(all<async::suspending>());
}
