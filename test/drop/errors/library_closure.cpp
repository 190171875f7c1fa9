// A closure that owns an object with a drop ends inside of what this library makes of it.
// RUN: not %check 2>&1 | FileCheck %s
// RUN: not %check 2>&1 | grep -c error: | grep -x 5
#include "Inputs/res.hpp"
async::stream<int> numbers();
async::task<void> owners() {
  res a{1}, b{2}, c{3};
  // CHECK: errors/library_closure.cpp:[[@LINE+1]]:34: error: 'async::spawn_blocking' of type '(lambda at {{.*}})' hides an object with an async drop (a copy of it in what async::spawn_blocking keeps): {{.*}}[async-drop-opaque]
  co_await async::spawn_blocking([a = std::move(a)] { return a.n_; });
  auto f = [b = std::move(b)](int i) { return b.n_ + i; };
  // CHECK: errors/library_closure.cpp:[[@LINE+1]]:38: error: 'async::map' of type
  auto some = numbers() | async::map(std::move(f));
  // CHECK: errors/library_closure.cpp:[[@LINE+1]]:49: error: 'async::filter' of type
  auto others = std::move(some) | async::filter([c = std::move(c)](int) { return true; });
  async::once<> first;
  // CHECK: errors/library_closure.cpp:[[@LINE+1]]:23: error: 'async::once<>::call' of type
  co_await first.call([d = res{4}]() -> async::task<void> { (void)d; co_return; });
  // CHECK: errors/library_closure.cpp:[[@LINE+1]]:55: error: 'async::for_each_concurrent' of type
  co_await (numbers() | async::for_each_concurrent(2, [e = res{5}](int) -> async::task<void> { (void)e; co_return; }));
  // By reference, or as a number, there is nothing to lose.
  res kept{6};
  co_await async::spawn_blocking([&kept] { return kept.n_; });
}
