// RUN: %check 2>&1 | FileCheck %s --implicit-check-not=warning:
// RUN: %asyncc --check %s -- %flags -Wno-async-closure-outlived -Wno-async-closure-outlived-scope 2>&1 | FileCheck %s --allow-empty --check-prefix=NONE --implicit-check-not=warning:
// NONE-NOT: warning:
#include <async/async.hpp>
#include <chrono>
#include <vector>
using async::task;
using namespace std::chrono_literals;
[[async::main]] task<void> start() { co_return; }
task<int> returns(int x) {
  // CHECK: errors/outlived.cpp:[[@LINE+2]]:10: warning: this lambda captures 'x' and ends with its full-expression, but its coroutine goes on{{.*}}[async-closure-outlived]
  // CHECK: errors/outlived.cpp:[[@LINE+1]]:3: note: its coroutine is returned here
  return [x]() -> task<int> { co_return x; }();
}
task<int> returns_local(int x) {
  auto f = [&x]() -> task<int> { co_return x; };
  // CHECK: errors/outlived.cpp:[[@LINE+1]]:10: warning: 'f' is a lambda with captures that ends with its scope{{.*}}[async-closure-outlived-scope]
  return f();
}
struct object {
  int n = 0;
  task<int> member() {
    // CHECK: errors/outlived.cpp:[[@LINE+1]]:12: warning: this lambda captures 'this'
    return [this]() -> task<int> { co_return n; }();
  }
};
task<void> stored(int x, bool b) {
  // CHECK: errors/outlived.cpp:[[@LINE+2]]:12: warning: this lambda captures 'x'
  // CHECK: errors/outlived.cpp:[[@LINE+1]]:8: note: its coroutine is stored in 't' here
  auto t = [x]() -> task<int> { co_return x; }();
  co_await std::move(t);
  // CHECK: errors/outlived.cpp:[[@LINE+2]]:16: warning: this lambda captures 'x'
  // CHECK: errors/outlived.cpp:[[@LINE+1]]:3: note: its coroutine is given to 'spawn' here
  async::spawn([=]() -> task<int> { co_return x; }()).detach();
  async::task_group group;
  // CHECK: errors/outlived.cpp:[[@LINE+1]]:15: warning: this lambda captures 'x'
  group.spawn([x]() -> task<void> { (void)x; co_return; }());
  std::vector<task<int>> all;
  // CHECK: errors/outlived.cpp:[[@LINE+1]]:21: warning: this lambda captures 'x'
  all.push_back(b ? [x]() -> task<int> { co_return x; }() : returns(x));
  // CHECK: errors/outlived.cpp:[[@LINE+1]]:32: warning: this lambda captures 'x'
  auto u = async::timeout(10s, [x]() -> task<int> { co_return x; }());
  // CHECK: errors/outlived.cpp:[[@LINE+1]]:16: warning: this lambda captures 'x'
  for (int i : [x]() -> async::generator<int> { co_yield x; }()) (void)i;
  // CHECK: errors/outlived.cpp:[[@LINE+1]]:18: warning: this lambda captures 'y'
  auto generic = [y = x](auto v) -> task<int> { co_return y + v; }(1);
  co_await std::move(u);
  co_await std::move(generic);
  for (auto& each : all) co_await std::move(each);
}
// Nothing of this outlives its closure.
template <class T> task<T> in_template(T x) { co_return co_await [&x]() -> task<T> { co_return x; }(); }
task<int> fine(int x) {
  int n = co_await [x]() -> task<int> { co_return x; }();
  n += co_await async::timeout(1s, [x]() -> task<int> { co_return x; }());
  n += co_await async::spawn([x]() -> task<int> { co_return x; }());
  auto [a, b] = co_await async::join([x]() -> task<int> { co_return x; }(), [&]() -> task<int> { co_return x; }());
  auto f = [x]() -> task<int> { co_return x; };
  auto t = f();
  async::task_group group;
  group.spawn([](int k) -> task<void> { (void)k; co_return; }(x));
  group.spawn([x] [[async::closure]] () -> task<void> { (void)x; co_return; }());
  n += co_await std::move(t);
  auto g = [] () -> task<int> { co_return 1; }();
  auto plain = [x]() { return x; }();
  auto store = [x](auto h) { return h() + x; };
  auto later = [f]() mutable { return f(); };
  (void)later;
  co_return co_await in_template(n) + a + b + co_await std::move(g) + plain + store([x] { return x; });
}
int blocks(int x) { return async::block_on([x]() -> task<int> { co_return x; }()); }
int blocks_on(int x) { async::current_thread rt; auto v = rt.block_on([x]() -> task<int> { co_return x; }()); return v; }
