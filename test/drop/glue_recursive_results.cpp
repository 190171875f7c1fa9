// Classes that own objects of themselves, in blocking modes and in another library's coroutines: the drop gives what the
// drops of the other parts give.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include <async/async.hpp>
#include "Inputs/lazy.hpp"

#include <cstdio>
#include <memory>
#include <utility>
#include <vector>

using own::lazy;
template <async::mode M>
struct [[async::maybe]] of_mode {
  explicit of_mode(int n) : n(n) {}
  of_mode(of_mode&& o) noexcept : n(std::exchange(o.n, 0)) {}
  [[async::drop(n)]] async::maybe<M, void> close() {
    std::printf("%d ", std::exchange(n, 0));
    co_return;
  }
  int n;
};
struct of_lazy {
  explicit of_lazy(int n) : n(n) {}
  of_lazy(of_lazy&& o) noexcept : n(std::exchange(o.n, 0)) {}
  [[async::drop(n)]] lazy<void> close() {
    std::printf("%d ", std::exchange(n, 0));
    co_return;
  }
  int n;
};
using blocks = of_mode<async::blocking>;
using suspends = of_mode<async::suspending>;

// CHECK: friend void async_drop(blocking_list& self, std::exception_ptr const& error) { return async::drop_parts_in<void>(error,
struct blocking_list {
  explicit blocking_list(int n) : value(n) {}
  blocks value;
  std::unique_ptr<blocking_list> next;
};
struct blocking_tree {
  explicit blocking_tree(int n) : value(n) {}
  blocks value;
  std::vector<blocking_tree> below;
};
// CHECK: friend own::lazy<void> async_drop(lazy_list& self, std::exception_ptr const& error) { return async::drop_parts_in<own::lazy<void>>(error,
struct lazy_list {
  explicit lazy_list(int n) : value(n) {}
  of_lazy value;
  std::unique_ptr<lazy_list> next;
};
struct lazy_odd;
struct lazy_even {
  explicit lazy_even(int n) : value(n) {}
  of_lazy value;
  std::unique_ptr<lazy_odd> next;
};
struct lazy_odd {
  explicit lazy_odd(int n) : value(n) {}
  of_lazy value;
  std::unique_ptr<lazy_even> next;
};
struct blocking_odd;
struct blocking_even {
  explicit blocking_even(int n) : value(n) {}
  blocks value;
  std::unique_ptr<blocking_odd> next;
};
struct blocking_odd {
  explicit blocking_odd(int n) : value(n) {}
  blocks value;
  std::unique_ptr<blocking_even> next;
};
// With a drop of its own.
struct lazy_own {
  explicit lazy_own(int n) : value(n) {}
  lazy_own(lazy_own&&) = delete;
  [[async::drop]] lazy<void> close() {
    std::printf("own%d ", value.n);
    co_return;
  }
  of_lazy value;
  std::unique_ptr<lazy_own> next;
};
template <class T>
struct list_of {
  explicit list_of(int n) : value(n) {}
  T value;
  std::unique_ptr<list_of> next;
};

void plain() {
  blocking_list a(1);
  a.next = std::make_unique<blocking_list>(2);
  blocking_tree b(3);
  b.below.emplace_back(4);
  b.below.emplace_back(5);
  blocking_even c(6);
  c.next = std::make_unique<blocking_odd>(7);
  list_of<blocks> d(8);
  d.next = std::make_unique<list_of<blocks>>(9);
}
lazy<int> foreign() {
  lazy_list a(1);
  a.next = std::make_unique<lazy_list>(2);
  lazy_even b(3);
  b.next = std::make_unique<lazy_odd>(4);
  b.next->next = std::make_unique<lazy_even>(5);
  lazy_own c(6);
  c.next = std::make_unique<lazy_own>(7);
  list_of<of_lazy> d(8);
  d.next = std::make_unique<list_of<of_lazy>>(9);
  co_return 1;
}
async::task<int> library() {
  list_of<suspends> d(8);
  d.next = std::make_unique<list_of<suspends>>(9);
  list_of<int> none(7);
  co_return none.value;
}
int main() {
  plain();
  std::puts("");
  foreign().run();
  std::puts("");
  async::block_on(library());
  std::puts("");
}
// OUT: 9 8 7 6 4 5 3 2 1
// OUT-NEXT: 9 8 own6 own7 7 6 5 4 3 2 1
// OUT-NEXT: 9 8
