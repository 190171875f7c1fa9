// Unmarked functions that await: a lambda, a friend, a static member, a generator lambda.
// RUN: not %check 2>&1 | FileCheck %s
#include <async/mode.hpp>
#include <async/task.hpp>
template <async::mode M>
[[async::maybe]] async::maybe<M, int> get() { co_return 1; }
template <async::mode M>
struct plain {
  // CHECK: errors/unmarked_forms.cpp:[[@LINE+1]]:31: error: 'make' awaits{{.*}}[async-maybe-unmarked]
  static async::maybe<M, int> make() { co_return co_await get<M>(); }
  // CHECK: errors/unmarked_forms.cpp:[[@LINE+1]]:31: error: 'with' awaits{{.*}}[async-maybe-unmarked]
  friend async::maybe<M, int> with(plain&) { co_return 2; }
  // CHECK: errors/unmarked_forms.cpp:[[@LINE+1]]:24: error: 'operator()' awaits{{.*}}[async-maybe-unmarked]
  async::maybe<M, int> operator()() { co_return 3; }
};
