// Elements that the iterator of a range makes, kept alive by a reference, where they cannot be dropped.
// RUN: not %check 2>&1 | FileCheck %s
#include "Inputs/res.hpp"
template <class T>
struct made {
  struct it {
    int n = 0;
    T operator*() const { return T(n); }
    it& operator++() { return ++n, *this; }
    bool operator!=(int m) const { return n != m; }
  };
  it begin() { return {}; }
  int end() { return 2; }
};
void plain(made<res>& all) {
  // CHECK: range_elements.cpp:[[@LINE+2]]:15: error: a temporary of type 'res' has an async drop{{.*}}[async-drop-temporary]
  // CHECK: range_elements.cpp:[[@LINE+1]]:15: note: each round makes one; declare it by value, and a coroutine drops it
  for (auto&& x : all) (void)x;
  // CHECK: range_elements.cpp:[[@LINE+1]]:19: error: a temporary of type 'res' {{.*}}[async-drop-temporary]
  for (res const& x : all) (void)x;
}
template <class T>
async::task<void> in_template(made<T>& all) {
  // CHECK: range_elements.cpp:[[@LINE+1]]:15: error: a temporary of type 'res' {{.*}}[async-drop-temporary]
  for (auto&& x : all) (void)x;
  co_return;
}
// CHECK-NOT: error:
template <class T>
async::task<void> by_value(made<T>& all) {
  for (auto x : all) (void)x;
  co_return;
}
async::task<void> awaits(made<res>& all, made<int>& numbers) {
  for (auto&& x : all) (void)x;
  for (auto&& x : numbers) (void)x;
  co_await in_template(all);
  co_await in_template(numbers);
  co_await by_value(all);
}
