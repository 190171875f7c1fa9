// Drops by hand that are function templates: what ends in their bodies is dropped, too.
// RUN: %run %s | FileCheck %s
#include <async/async.hpp>
#include <concepts>
#include <cstdio>
#include <utility>
struct part {
  int id;
  explicit part(int i) : id(i) {}
  part(part&& other) noexcept : id(std::exchange(other.id, 0)) {}
  [[async::drop(id)]] async::task<void> close() {
    std::printf("part %d\n", std::exchange(id, 0));
    co_return;
  }
};
struct by_friend {
  int n = 1;
  template <std::same_as<by_friend> T>
  friend async::task<void> async_drop(T& self) {
    part p(self.n);
    std::puts("friend");
    co_return;
  }
};
template <class T>
struct by_space {
  T v;
};
template <class T>
async::task<void> async_drop(by_space<T>& self, const std::exception_ptr&) {
  part p(self.v);
  std::puts("namespace");
  co_return;
}
template <class T>
struct declared {
  T v;
  template <class U>
  friend async::task<void> async_drop(declared<U>& self);
};
template <class U>
async::task<void> async_drop(declared<U>& self) {
  auto p = part(self.v);
  std::puts("declared");
  co_return;
}
[[async::main(async::current_thread)]] async::task<void> start() {
  by_friend a;
  by_space<int> b{2};
  declared<int> c{3};
  co_return;
  // CHECK: declared
  // CHECK-NEXT: part 3
  // CHECK-NEXT: namespace
  // CHECK-NEXT: part 2
  // CHECK-NEXT: friend
  // CHECK-NEXT: part 1
}
