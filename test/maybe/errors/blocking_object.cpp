// A blocking object where a suspending one is needed.
// RUN: not %check 2>&1 | FileCheck %s
#include <async/block_on.hpp>
#include <async/mode.hpp>
#include <async/task.hpp>
template <async::mode M>
struct [[async::maybe]] source {
  using async_mode = M;
  async::maybe<M, int> get() { co_return 1; }
};
template <class S>
[[async::maybe]] async::maybe<async::mode_of<S>, int> parse(S& s) {
  co_return co_await s.get();
}
async::task<int> start(source<async::blocking>& s) {
  // CHECK-NOT: foreign.hpp
  // CHECK: blocking_object.cpp:[[@LINE+1]]:11: error: 's.get()' cannot be awaited: 's' of type 'source<async::blocking>' runs in the mode 'async::blocking', {{.*}}async::suspending{{.*}} [async-maybe-blocking-object]
  int n = co_await s.get();
  // CHECK: blocking_object.cpp:[[@LINE+1]]:17: error: 'parse(s)' cannot be awaited: 's' of type
  co_return n + co_await parse(s);
}
struct file : source<async::blocking> {};
async::task<int> inherited(file& f) {
  // CHECK: blocking_object.cpp:[[@LINE+1]]:13: error: 'f.get()' cannot be awaited: 'f' of type 'file' runs in the mode 'async::blocking', {{.*}} [async-maybe-blocking-object]
  co_return co_await f.get();
}
