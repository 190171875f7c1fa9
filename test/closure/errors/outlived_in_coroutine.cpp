// A closure in a variable that what keeps its coroutine outlives, with nothing awaited in between.
// RUN: %check 2>&1 | FileCheck %s
#include <async/async.hpp>
#include <cstdio>
#include <string>
#include <vector>
async::task<void> rows() {
  async::task_group g;
  for (int i = 0; i < 3; ++i) {
    auto child = [i]() -> async::task<void> { co_await async::this_task::yield(); std::printf("child %d\n", i); };
  // CHECK: outlived_in_coroutine.cpp:[[@LINE+1]]:13: warning: 'child' is a lambda with captures that ends with its scope
    g.spawn(child());
  }
  co_return;
}
async::task<void> level() {
  async::task_group g;
  auto child = [s = std::string(60, 'x')]() -> async::task<void> { co_await async::this_task::yield(); std::puts(s.c_str()); };
  // CHECK: outlived_in_coroutine.cpp:[[@LINE+1]]:11: warning: 'child' is a lambda with captures that ends with its scope
  g.spawn(child());
  co_return;
}
async::task<void> joined() {
  async::task_group g;
  auto child = [s = std::string(60, 'x')]() -> async::task<void> { co_await async::this_task::yield(); std::puts(s.c_str()); };
  // CHECK-NOT: warning:
  g.spawn(child());
  co_await g.join();
}
async::task<void> order() {
  auto child = [s = std::string(60, 'x')]() -> async::task<void> { co_await async::this_task::yield(); std::puts(s.c_str()); };
  async::task_group g;
  // CHECK-NOT: warning:
  g.spawn(child());
  co_return;
}
async::task<void> detaches() {
  auto child = [s = std::string(60, 'x')]() -> async::task<void> { co_await async::this_task::yield(); std::puts(s.c_str()); };
  // CHECK: outlived_in_coroutine.cpp:[[@LINE+1]]:16: warning: 'child' is a lambda with captures that ends with its scope
  async::spawn(child()).detach();
  co_return;
}
async::task<void> waits(async::event<>& done) {
  auto child = [&, s = std::string(60, 'x')]() -> async::task<void> { co_await async::this_task::yield(); std::puts(s.c_str()); done.set(); };
  // CHECK-NOT: warning:
  async::spawn(child()).detach();
  co_await done.wait();
}
async::task<void> outside(async::task_group& g) {
  auto child = [s = std::string(60, 'x')]() -> async::task<void> { co_await async::this_task::yield(); std::puts(s.c_str()); };
  // CHECK: outlived_in_coroutine.cpp:[[@LINE+1]]:11: warning: 'child' is a lambda with captures that ends with its scope
  g.spawn(child());
  co_return;
}
struct holder {
  std::vector<async::task<void>> tasks;
  void add(int i) {
    auto child = [i]() -> async::task<void> { std::printf("%d\n", i); co_return; };
  // CHECK: outlived_in_coroutine.cpp:[[@LINE+1]]:21: warning: 'child' is a lambda with captures that ends with its scope
    tasks.push_back(child());
  }
};
async::task<void> vec() {
  std::vector<async::task<void>> v;
  auto child = [s = std::string(60, 'x')]() -> async::task<void> { std::puts(s.c_str()); co_return; };
  // CHECK-NOT: warning:
  v.push_back(child());
  for (auto& t : v) co_await t;
}
async::task<void> vec2() {
  std::vector<async::task<void>> v;
  for (int i = 0; i < 2; ++i) {
    auto child = [s = std::string(60, 'x')]() -> async::task<void> { std::puts(s.c_str()); co_return; };
  // CHECK: outlived_in_coroutine.cpp:[[@LINE+1]]:17: warning: 'child' is a lambda with captures that ends with its scope
    v.push_back(child());
  }
  for (auto& t : v) co_await t;
}
async::task<int> handle() {
  auto child = [s = std::string(60, 'x')]() -> async::task<int> { co_return static_cast<int>(s.size()); };
  // CHECK-NOT: warning:
  auto h = async::spawn(child());
  int n = co_await h;
  // CHECK-NOT: warning:
  async::spawn(child()).detach();
  co_await async::sleep_for(std::chrono::milliseconds(1));
  co_return n;
}
