// A function that cannot await may make a closure with a captured object that has a drop, and call it in place: the
// coroutine owns what it captured.
// RUN: %run %s | FileCheck %s
#include <async/async.hpp>

#include <cstdio>
#include <string>
#include <utility>

struct res {
  std::string name;
  explicit res(std::string s) : name(std::move(s)) {}
  res(res&& o) noexcept : name(std::exchange(o.name, "")) {}
  bool open() const { return !name.empty(); }
  [[async::drop(open)]] async::task<void> close() {
    co_await async::this_task::yield();
    std::printf("close %s\n", name.c_str());
    name.clear();
  }
};
void start(async::task_group& g, res r) {
  g.spawn([r = std::move(r)] [[async::closure]] () -> async::task<void> {
    std::printf("job %s\n", r.name.c_str());
    co_return;
  }());
}
async::task<std::size_t> length(res r) {
  return [r = std::move(r)] [[async::closure]] () mutable -> async::task<std::size_t> { co_return r.name.size(); }();
}
[[async::main]] async::task<void> main() {
  {
    async::task_group g;
    start(g, res("one"));
    co_await g.join();
  }
  std::printf("%zu\n", co_await length(res("three")));
}
// CHECK: job one
// CHECK-NEXT: close one
// CHECK-NEXT: close three
// CHECK-NEXT: 5
