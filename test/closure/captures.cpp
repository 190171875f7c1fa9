// Every kind of capture lives as long as the coroutine, however often and on what the closure is called.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include <async/async.hpp>
#include <cstdio>
#include <memory>
#include <string>
#include <vector>
using async::task;
struct counter {
  int n = 7;
  auto add(std::string s) { return [this, s] [[async::closure]] (int k) -> task<int> { co_await async::this_task::yield(); co_return n + k + static_cast<int>(s.size()); }; }
  auto whole() { return [*this] [[async::closure]] () mutable -> task<int> { co_await async::this_task::yield(); co_return ++n; }(); }
};
template <class... T> task<int> sum(T... t) {
  return [...t = std::move(t)] [[async::closure]] () -> task<int> { co_await async::this_task::yield(); co_return (0 + ... + static_cast<int>(t.size())); }();
}
task<int> moved(std::unique_ptr<std::string> p) {
  return [p = std::move(p)] [[async::closure]] () -> task<int> { co_await async::this_task::yield(); co_return static_cast<int>(p->size()); }();
}
// CHECK: return async::closure([...t = std::move(t)] (async::own_captures) -> task<int> {
// CHECK: auto f = async::closure([s, &c] (async::own_captures, int k = 3, std::vector<int> v = {}) mutable -> task<int> {
// CHECK: async::closure([&, s]<class T> (async::own_captures, T x) noexcept -> task<T> {
// OUT: 53 51 54 50 43 51 52 53 8 44 42
int main() {
  std::string s = "a long string that is on the heap for sure";
  counter c;
  auto f = [s, &c] [[async::closure]] (int k = 3, std::vector<int> v = {}) mutable -> task<int> { s += "!"; co_await async::this_task::yield(); co_return k + c.n + static_cast<int>(s.size() + v.size()); };
  auto g = [=] [[async::closure]] (auto x) -> task<decltype(x)> { co_await async::this_task::yield(); co_return x + static_cast<decltype(x)>(s.size()); };
  auto h = [&, s]<class T> [[async::closure]] (T x) noexcept -> task<T> { co_await async::this_task::yield(); co_return x + static_cast<T>(s.size()) + c.n; };
  auto t1 = f(), t2 = f(1), t3 = f(1, {1, 2, 3}), t4 = std::move(f)(0);
  auto t5 = g(1); auto t6 = h(2L); auto t7 = h.operator()<int>(3);
  auto t8 = c.add(s)(4), t9 = c.whole(), t10 = sum(s, std::string("xy")), t11 = moved(std::make_unique<std::string>(s));
  auto run = [](auto& t) { std::printf("%ld ", static_cast<long>(async::block_on(std::move(t)))); };
  run(t1); run(t2); run(t3); run(t4); run(t5); run(t6); run(t7); run(t8); run(t9); run(t10); run(t11);
}
