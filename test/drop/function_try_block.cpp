// The body may be a try block: its objects end before a handler runs, parameters behind the handlers.
// RUN: %lower %s | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/named.hpp"
#include <stdexcept>
#include <string>
async::task<int> fails(int n) {
  if (n > 1) throw n;
  co_return n;
}
// CHECK: async::task<int> value(res p, int n) {
// CHECK: async::result_slot<async::task<int>> result_;
// CHECK: parameter p
// CHECK: try {
// CHECK: co_await async::dropping(a
// CHECK: co_await async::dropping(p
async::task<int> value(res p, int n) try {
  res a("a");
  int const got = co_await fails(n);
  co_return got;
} catch (int e) {
  res h("in handler");
  std::printf("handler %s\n", p.name);
  if (e > 2) throw std::runtime_error("from handler");
  co_return -1;
}
async::task<> nothing(res p) try {
  std::printf("nothing %s\n", p.name);
  if (co_await fails(1) == 1) throw 5;
} catch (...) {
  std::puts("caught");
}
template <class T>
async::task<T> of(res p, T value) try {
  res a(p.name ? "b" : "c");
  if (co_await fails(int(value.size())) == 0) throw 1;
  co_return value;
} catch (int) {
  co_return "failed";
}
async::task<bool> untouched(int n) noexcept try {
  if (co_await fails(n)) co_return true;
  co_return false;
} catch (int) {
  co_return false;
}
struct holder {
  async::task<> member(res p) try {
    co_await fails(int(p.name[0]));
  } catch (int e) {
    res c("in member");
    std::printf("member %d\n", e);
  }
};
async::task<> keeps(res r) { std::printf("handed %s\n", r.name);
  co_return; }
void handed(res&& r) { async::spawn(keeps(std::move(r))).detach(); }
void plain(res p, bool b) try {
  if (b) throw 1;
  handed(std::move(p));
} catch (int) {
  handed(std::move(p));
}
async::task<> run() {
  std::printf("%d\n", co_await value(res("1"), 1));
  std::printf("%d\n", co_await value(res("2"), 2));
  try {
    co_await value(res("3"), 3);
  } catch (std::exception const& e) {
    std::puts(e.what());
  }
  co_await nothing(res("n"));
  std::puts((co_await of<std::string>(res("t"), "x")).c_str());
  std::puts((co_await of<std::string>(res("u"), "xx")).c_str());
  std::printf("%d\n", co_await untouched(1) + co_await untouched(2));
  co_await holder().member(res("m"));
  plain(res("plain 1"), false);
  plain(res("plain 2"), true);
}
int main() { async::block_on(run()); }
// OUT: drop a
// OUT-NEXT: drop 1
// OUT-NEXT: 1
// OUT-NEXT: drop a
// OUT-NEXT: handler 2
// OUT-NEXT: drop in handler
// OUT-NEXT: drop 2
// OUT-NEXT: -1
// OUT-NEXT: drop a
// OUT-NEXT: handler 3
// OUT-NEXT: drop in handler
// OUT-NEXT: drop 3
// OUT-NEXT: from handler
// OUT-NEXT: nothing n
// OUT-NEXT: caught
// OUT-NEXT: drop n
// OUT-NEXT: drop b
// OUT-NEXT: drop t
// OUT-NEXT: x
// OUT-NEXT: drop b
// OUT-NEXT: drop u
// OUT-NEXT: failed
// OUT-NEXT: 1
// OUT-NEXT: member 109
// OUT-NEXT: drop in member
// OUT-NEXT: drop m
// OUT-NEXT: handed plain 1
// OUT-NEXT: handed plain 2
// OUT-NEXT: drop plain 1
// OUT-NEXT: drop plain 2
