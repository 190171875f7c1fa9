// An object with a drop is made in a place of its own, and before what is awaited behind it.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "../drop/Inputs/numbered.hpp"
struct adder {
  numbered n;
  explicit adder(int i) : n(i) {}
  int plus(int m) const { return n.get() + m; }
  int operator()(int m) const { return plus(m); }
};
struct note {
  explicit note(int n) : n(n) { std::printf("note %d\n", n); }
  ~note() { std::printf("~note %d\n", n); }
  int n;
};
async::task<int> take(note const& x) {
  co_await async::this_task::yield();
  co_return x.n;
}
async::task<int> sum() {
  // CHECK: int const a = async::in_order(temporary1_.make([&]() -> adder { return adder(1); })).get().plus(co_await take(note(2)));
  int const a = adder(1).plus(co_await take(note(2)));
  int const b = adder(3)(co_await take(note(4)));
  co_return adder(a + b).plus(co_await take(note(5)));
}
START { std::printf("%d\n", co_await sum()); }
// OUT: make 1
// OUT-NEXT: note 2
// OUT-NEXT: ~note 2
// OUT-NEXT: drop 1
// OUT-NEXT: ~1
// OUT-NEXT: make 3
// OUT-NEXT: note 4
// OUT-NEXT: ~note 4
// OUT-NEXT: drop 3
// OUT-NEXT: ~3
// OUT-NEXT: make 10
// OUT-NEXT: note 5
// OUT-NEXT: ~note 5
// OUT-NEXT: drop 10
// OUT-NEXT: ~10
// OUT-NEXT: 15
