// A class template whose objects own others of its kind: all of them are dropped.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/numbered.hpp"
#include <memory>
template <class T>
struct node {
  T value;
  std::unique_ptr<node> next;
  explicit node(const char* n) : value(n) {}
};
template <class T>
struct tree {
  std::vector<tree<T>> children;
  T value;
  explicit tree(const char* n) : value(n) {}
};
struct without {
  explicit without(const char*) {}
};
// CHECK: friend async::parts_result<decltype(node::value)> async_drop(node& self, std::exception_ptr const& error)
// CHECK-NEXT: requires (async::has_drop<std::remove_reference_t<decltype((async::own_part<decltype(std::declval<node&>().value)>(std::declval<node&>().value)))>>) { return async::drop_parts(error, self.next, async::own_part<decltype(self.value)>(self.value)); }
START {
  node<traced> head("n0");
  head.next = std::make_unique<node<traced>>("n1");
  head.next->next = std::make_unique<node<traced>>("n2");
  {
    tree<traced> root("t0");
    root.children.emplace_back("t1");
  }
  node<without> none("p");
  static_assert(!async::has_drop<node<without>>);
  co_return;
}
// OUT: drop t0
// OUT-NEXT: drop t1
// OUT: drop n2
// OUT-NEXT: drop n1
// OUT-NEXT: drop n0
