// A blocking object where a suspending one is needed.
// RUN: not %check 2>&1 | FileCheck %s
#include <async/block_on.hpp>
#include <async/mode.hpp>
#include <async/task.hpp>
#include <memory>
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
template <async::mode M>
[[async::maybe]] async::maybe<M, int> number(int n) {
  co_return n;
}
template <async::mode M>
struct [[async::maybe]] unnamed {  // no alias says its mode
  async::maybe<M, int> get() { co_return 1; }
};
struct owner {
  source<async::blocking> s;
  source<async::blocking>& all() { return s; }
};
struct derived : owner {
  async::task<int> go() {
    // CHECK: blocking_object.cpp:[[@LINE+1]]:15: error: 's.get()' cannot be awaited: 's' of type 'source<async::blocking>' runs
    co_return co_await s.get();
  }
};
source<async::blocking> make();
using blocks = async::blocking;
async::task<int> places(owner o, source<async::blocking>* p, std::unique_ptr<unnamed<async::blocking>> u) {
  // CHECK: blocking_object.cpp:[[@LINE+1]]:11: error: 'o.s.get()' cannot be awaited: 'o.s' of type 'source<async::blocking>' runs in the mode 'async::blocking',
  int n = co_await o.s.get();
  // CHECK: blocking_object.cpp:[[@LINE+1]]:8: error: 'o.all().get()' cannot be awaited: 'o.all' of type 'source<async::blocking>' runs
  n += co_await o.all().get();
  // CHECK: blocking_object.cpp:[[@LINE+1]]:8: error: 'p->get()' cannot be awaited: 'p' of type 'source<async::blocking> *' runs
  n += co_await p->get();
  // CHECK: blocking_object.cpp:[[@LINE+1]]:8: error: 'u->get()' cannot be awaited: 'u' of type 'std::unique_ptr<unnamed<async::blocking>>' runs
  n += co_await u->get();
  // CHECK: blocking_object.cpp:[[@LINE+1]]:8: error: 'make().get()' cannot be awaited: 'make' of type 'source<async::blocking>' runs
  n += co_await make().get();
  // CHECK: blocking_object.cpp:[[@LINE+1]]:8: error: 'source<async::blocking>{}.get()' cannot be awaited: 'source<async::blocking>' runs in the mode 'async::blocking',
  n += co_await source<async::blocking>{}.get();
  // CHECK: blocking_object.cpp:[[@LINE+1]]:8: error: 'number<blocks>(1)' cannot be awaited: 'number<blocks>' runs in the mode 'async::blocking',
  n += co_await number<blocks>(1);
  co_return n;
}
