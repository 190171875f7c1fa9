// The iterator of a range-for has no name to drop it by.
// RUN: not %check 2>&1 | FileCheck %s
// RUN: not %check 2>&1 | grep -c error: | grep -x 3
#include "../Inputs/traced.hpp"
struct rows {
  struct iterator {
    traced now{"row"};
    int operator*() const { return 1; }
    iterator& operator++() { return *this; }
    bool operator!=(int) const { return false; }
  };
  iterator begin() { return {}; }
  int end() { return 3; }
};
async::task<void> in_coroutine() {
  rows all;
  // CHECK-DAG: errors/range_iterator.cpp:[[@LINE+1]]:18: error: 'begin()' of type 'iterator' has an async drop that cannot be awaited at the end of a range-for, which hides it; {{.*}}[async-drop-place]
  for (int one : all) (void)one;
  co_return;
}
template <class T>
async::task<void> in_template() {
  T all;
  // CHECK-DAG: errors/range_iterator.cpp:[[@LINE+1]]:18: error: 'begin()' of type 'iterator' {{.*}}[async-drop-place]
  for (int one : all) (void)one;
  co_return;
}
inline void in_function(rows& all) {
  // CHECK-DAG: errors/range_iterator.cpp:[[@LINE+1]]:18: error: 'begin()' of type 'iterator' {{.*}}[async-drop-place]
  for (int one : all) (void)one;
}
START {
  co_await in_coroutine();
  co_await in_template<rows>();
}
