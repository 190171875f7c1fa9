// `for co_await` is taken apart; the stream is dropped on every exit from the loop.
// RUN: %lower | FileCheck %s
// RUN: PCH=no %run %s | FileCheck %s --check-prefix=OUT
#include "../drop/Inputs/numbered.hpp"

async::stream<int> count(int n) {
  numbered in_stream{n};
  for (int i = 1; i <= n; ++i) {
    co_await async::this_task::yield();
    co_yield i;
  }
}

static void say(char const* what, int n) { std::printf("%s %d\n", what, n); }

/// A range of a type of the user's own, without a drop.
struct ready {
  int value;
  bool await_ready() const { return true; }
  void await_suspend(std::coroutine_handle<>) const {}
  int await_resume() const { return value; }
};
struct down_iterator {
  int n;
  int operator*() const { return n; }
  ready operator++() { return {--n}; }
  bool operator!=(int end) const { return n != end; }
};
struct begins {
  int n;
  bool await_ready() const { return true; }
  void await_suspend(std::coroutine_handle<>) const {}
  down_iterator await_resume() const { return {n}; }
};
struct down {
  int n;
  begins begin() const { return {n}; }
  int end() const { return 0; }
};

async::task<int> first_above(int limit) {
  for co_await (int x : count(5))
    if (x > limit) co_return x;
  co_return -1;
}

template <class S>
async::task<int> sum(S s) {
  int total = 0;
  for co_await (auto&& x : s) total += x;
  co_return total;
}

START {
  for co_await (auto&& x : count(2)) say("x", x);
  for co_await (int x : count(9)) {
    if (x == 1) continue;
    if (x == 3) break;
    say("y", x);
  }
  say("first", co_await first_above(1));
  auto s = count(3);
  for co_await (int x : s) {
    say("z", x);
    break;
  }
  say("after", 0);
  for co_await (int x : down{2}) say("down", x);
  say("sum", co_await sum(count(4)));
  say("sum", co_await sum(down{4}));
}
// CHECK: auto range1_ = count(2);
// CHECK: auto begin1_ = co_await range1_.begin(); auto end1_ = range1_.end();
// CHECK-NEXT: for (; begin1_ != end1_; static_cast<void>(co_await ++begin1_)) { auto&& x = *begin1_; say("x", x); }
// CHECK: co_await async::dropping(range1_)
// CHECK: auto&& range3_ = s;
// CHECK: co_await async::dropping(range3_)
// OUT: make 2
// OUT-NEXT: x 1
// OUT-NEXT: x 2
// OUT-NEXT: drop 2
// OUT-NEXT: ~2
// OUT-NEXT: make 9
// OUT-NEXT: y 2
// OUT-NEXT: drop 9
// OUT-NEXT: ~9
// OUT-NEXT: make 5
// OUT-NEXT: drop 5
// OUT-NEXT: ~5
// OUT-NEXT: first 2
// OUT-NEXT: make 3
// OUT-NEXT: z 1
// OUT-NEXT: drop 3
// OUT-NEXT: ~3
// OUT-NEXT: after 0
// OUT-NEXT: down 2
// OUT-NEXT: down 1
// OUT-NEXT: make 4
// OUT-NEXT: drop 4
// OUT-NEXT: ~4
// OUT-NEXT: sum 10
// OUT-NEXT: sum 10
