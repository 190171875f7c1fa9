// A plain loop over a generator of the body's own mode is one in blocking modes only, in units without a suspending
// instance as well.
// RUN: not %check 2>&1 | FileCheck %s --implicit-check-not=error:
#include <async/async.hpp>
template <async::mode M>
[[async::maybe]] async::maybe_generator<M, int> numbers(int n) {
  for (int i = 0; i < n; ++i) co_yield i;
}
template <async::mode M>
struct [[async::maybe]] box {
  async::maybe_generator<M, int> own_;
  async::maybe_generator<M, int> all() { co_yield 1; }
  async::maybe<M, int> sum() {
    int s = 0;
    // CHECK: errors/loop.cpp:[[@LINE+1]]:5: error: 'all()' is a generator of the mode of maybe-async 'sum', whose elements are awaited where the mode suspends; write 'for co_await (…)' [async-maybe-loop]
    for (int i : all()) s += i;
    // CHECK: errors/loop.cpp:[[@LINE+1]]:5: error: 'own_' is a generator{{.*}}[async-maybe-loop]
    for (int i : own_) s += i;
    for co_await (int i : all()) s += i;
    co_return s;
  }
};
template <async::mode M>
[[async::maybe]] async::maybe<M, int> total() {
  int s = 0;
  // CHECK: errors/loop.cpp:[[@LINE+1]]:3: error: 'numbers<M>(3)' is a generator{{.*}}[async-maybe-loop]
  for (int i : numbers<M>(3)) s += i;
  auto three = numbers<M>(3);
  // CHECK: errors/loop.cpp:[[@LINE+1]]:3: error: 'three' is a generator{{.*}}[async-maybe-loop]
  for (int i : three) s += i;
  if constexpr (!M::is_async)
    for (int i : numbers<M>(3)) s += i;
  for (int i : numbers<async::blocking>(3)) s += i;
  co_return s;
}
int use() { return total<async::blocking>(); }
