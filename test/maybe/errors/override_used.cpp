// An override with another result, where the suspending class is used, too.
// RUN: not %check 2>&1 | FileCheck %s
#include <async/async.hpp>
template <async::mode M>
struct base {
  virtual ~base() = default;
  virtual int read() = 0;
};
template <async::mode M>
struct [[async::maybe]] file : base<M> {
  // CHECK: errors/override_used.cpp:[[@LINE+2]]:24: error: the result of 'read' is 'async::maybe<{{.*}}, int>'{{.*}}, but it overrides a function of 'base' whose result is 'int'; {{.*}}[async-maybe-override]
  // CHECK: errors/override_used.cpp:7:15: note: the function that it overrides
  async::maybe<M, int> read() override { co_return 1; }
};
// CHECK-NOT: error:
async::task<int> use(file<async::suspending>& f) { co_return co_await f.read(); }
