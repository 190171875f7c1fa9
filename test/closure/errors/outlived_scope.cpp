// Closures that end with their function, while a coroutine of theirs is returned by a detour or runs on its own; and
// streams that adaptors carry on.
// RUN: %check 2>&1 | FileCheck %s
#include <async/async.hpp>
#include <functional>
#include <string>
#include <utility>
using async::task;
task<int> kept(std::string x) {
  auto f = [x]() -> task<int> { co_return static_cast<int>(x.size()); };
  // CHECK: errors/outlived_scope.cpp:[[@LINE+1]]:12: warning: 'f' is a lambda with captures that ends with its scope{{.*}}[async-closure-outlived-scope]
  auto t = f();
  return t;
}
task<int> moved(std::string x) {
  auto f = [x]() -> task<int> { co_return static_cast<int>(x.size()); };
  // CHECK: errors/outlived_scope.cpp:[[@LINE+1]]:10: warning: 'f' is a lambda{{.*}}[async-closure-outlived-scope]
  return std::move(f)();
}
task<int> invoked(std::string x) {
  // CHECK: errors/outlived_scope.cpp:[[@LINE+1]]:22: warning: this lambda captures 'x'{{.*}}[async-closure-outlived]
  return std::invoke([x]() -> task<int> { co_return static_cast<int>(x.size()); });
}
async::join_handle<void> handle(std::string x) {
  auto f = [x]() -> task<void> { co_return; };
  // CHECK: errors/outlived_scope.cpp:[[@LINE+1]]:23: warning: 'f' is a lambda{{.*}}[async-closure-outlived-scope]
  return async::spawn(f());
}
void detached(std::string x) {
  auto f = [x]() -> task<void> { co_return; };
  // CHECK: errors/outlived_scope.cpp:[[@LINE+1]]:16: warning: 'f' is a lambda{{.*}}[async-closure-outlived-scope]
  async::spawn(f());
  // CHECK: errors/outlived_scope.cpp:[[@LINE+1]]:16: warning: 'f' is a lambda{{.*}}[async-closure-outlived-scope]
  async::spawn(f()).detach();
}
void grouped(async::task_group& g, int i) {
  auto f = [i]() -> task<void> { static_cast<void>(i); co_return; };
  // CHECK: errors/outlived_scope.cpp:[[@LINE+1]]:11: warning: 'f' is a lambda{{.*}}[async-closure-outlived-scope]
  g.spawn(f());
}
task<void> adapted(std::string x) {
  // CHECK: errors/outlived_scope.cpp:[[@LINE+1]]:17: warning: this lambda captures 'x'{{.*}}[async-closure-outlived]
  auto firsts = [x]() -> async::stream<char> { for (char c : x) co_yield c; }() | async::take(3);
  for co_await (char c : firsts) static_cast<void>(c);
  // CHECK: errors/outlived_scope.cpp:[[@LINE+1]]:26: warning: this lambda captures 'x'{{.*}}[async-closure-outlived]
  for co_await (char c : [x]() -> async::stream<char> { for (char c : x) co_yield c; }() | async::take(3)) static_cast<void>(c);
}
// CHECK-NOT: warning:
task<int> awaited(std::string x, async::task_group& g) {
  auto f = [x]() -> task<int> { co_return static_cast<int>(x.size()); };
  auto t = f();
  int const n = co_await std::move(t);
  auto h = async::spawn(f());
  g.spawn([x] [[async::closure]] () -> task<void> { co_return; }());
  auto all = f();
  auto const m = co_await std::move(all);
  co_return n + m + co_await h;
}
int blocks(std::string x) {
  auto f = [x]() -> task<int> { co_return static_cast<int>(x.size()); };
  async::current_thread rt;
  rt.spawn(f());
  auto n = async::block_on(f());
  return n;
}
auto no_captures() {
  auto f = []() -> task<int> { co_return 1; };
  auto t = f();
  return t;
}
