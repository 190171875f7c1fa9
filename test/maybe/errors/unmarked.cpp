// RUN: not %check 2>&1 | FileCheck %s
#include <async/async.hpp>
// CHECK: errors/unmarked.cpp:[[@LINE+2]]:22: error: 'f' awaits and its result is async::maybe<…>, but neither it nor its class is marked, so it cannot run in blocking modes; write {{\[\[}}async::maybe]] in front of it [async-maybe-unmarked]
template <async::mode M>
async::maybe<M, int> f() { co_return 1; }
template <async::mode M>
struct s {
  // CHECK: errors/unmarked.cpp:[[@LINE+1]]:24: error: 'g' awaits{{.*}}[async-maybe-unmarked]
  async::maybe<M, int> g() { co_return 1; }
};
// A definition may leave out the mark that the declaration has; a mode that is fixed needs none.
// CHECK-NOT: error:
template <async::mode M>
struct [[async::maybe]] declared {
  async::maybe<M, int> g();
};
template <async::mode M>
async::maybe<M, int> declared<M>::g() { co_return 1; }
template <async::mode M>
[[async::maybe]] async::maybe<M, int> h();
template <async::mode M>
async::maybe<M, int> h() { co_return 1; }
async::maybe<async::suspending, int> fixed() { co_return 1; }
template <async::mode M>
async::maybe<M, int> forwards() { return h<M>(); }
