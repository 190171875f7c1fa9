// A temporary that a member of a variable refers to lives as long: no function can make such a list, so it is told, and left.
// RUN: %check 2>&1 | FileCheck %s
// RUN: %run %s -Wno-async-gcc-await | FileCheck %s --check-prefix=OUT
#include <async/async.hpp>
#include <cstdio>
#include <string>
struct view {
  std::string const& text;
  int k;
};
struct outer {
  int a;
  view inner;
};
template <async::mode M>
[[async::maybe]] async::maybe<M, int> id(int i) { co_return i; }
template <async::mode M>
[[async::maybe]] async::maybe<M, int> sum() {
  // CHECK: extended_in_list.cpp:[[@LINE+1]]:9: warning: g++ 12 gets a braced list wrong that awaits
  view v{std::string(30, 'a'), co_await id<M>(1)};
  // CHECK: extended_in_list.cpp:[[@LINE+1]]:23: warning: g++ 12 gets a braced list wrong that awaits
  auto const& w = view{std::string(30, 'b'), co_await id<M>(2)};
  // CHECK: extended_in_list.cpp:[[@LINE+1]]:28: warning: g++ 12 gets a braced list wrong that awaits
  auto const& [x, k] = view{.text = std::string(30, 'c'), .k = co_await id<M>(3)};
  // CHECK: extended_in_list.cpp:[[@LINE+1]]:10: warning: g++ 12 gets a braced list wrong that awaits
  outer o{co_await id<M>(4), {std::string(30, 'd'), co_await id<M>(5)}};
  std::string const named(30, 'e');
  // CHECK-NOT: warning:
  view n{named, co_await id<M>(6)};
  for (std::string const* each : {&v.text, &w.text, &x, &o.inner.text, &n.text}) std::puts(each->c_str());
  co_return v.k + w.k + k + o.a + o.inner.k + n.k;
}
[[async::main(async::current_thread)]] async::task<int> start() {
  std::printf("%d\n", sum<async::blocking>());
  std::printf("%d\n", co_await sum<async::suspending>());
  co_return 0;
}
// OUT: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
// OUT-NEXT: bbbbbbbbbbbbbbbbbbbbbbbbbbbbbb
// OUT-NEXT: cccccccccccccccccccccccccccccc
// OUT-NEXT: dddddddddddddddddddddddddddddd
// OUT-NEXT: eeeeeeeeeeeeeeeeeeeeeeeeeeeeee
// OUT-NEXT: 21
// OUT-NEXT: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
// OUT-NEXT: bbbbbbbbbbbbbbbbbbbbbbbbbbbbbb
// OUT-NEXT: cccccccccccccccccccccccccccccc
// OUT-NEXT: dddddddddddddddddddddddddddddd
// OUT-NEXT: eeeeeeeeeeeeeeeeeeeeeeeeeeeeee
// OUT-NEXT: 21
