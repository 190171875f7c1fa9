// An object in a blocking mode where one in a suspending mode is needed, or the other way round, named with both.
// RUN: not %check 2>&1 | FileCheck %s
#include <async/async.hpp>
template <async::mode M>
struct [[async::maybe]] trait {
  using async_mode = M;
  virtual async::maybe<M, int> get() = 0;
};
template <async::mode M>
struct [[async::maybe]] source : trait<M> {
  async::maybe<M, int> get() override { co_return 1; }
};
template <class S>
struct [[async::maybe]] layer {
  using async_mode = async::mode_of<S>;
  S& below;
};
async::task<int> serve(trait<async::suspending>& s) { co_return co_await s.get(); }
async::task<int> serve(trait<async::suspending>& s, int n) { co_return n + co_await s.get(); }
void work(trait<async::blocking>* s);
void take(std::unique_ptr<trait<async::suspending>> s);
struct holder {
  explicit holder(source<async::suspending>& s);
};
source<async::suspending> make();
async::task<int> start(source<async::blocking>& s) {
  // CHECK: object_mode.cpp:[[@LINE+1]]:30: error: 'source<async::blocking>' runs in the mode 'async::blocking', which blocks, and 'source<async::suspending>' in the mode 'async::suspending', which suspends: neither can stand for the other; give both one mode, or {{.*}} [async-maybe-object-mode]
  source<async::suspending>& same = s;
  // CHECK: object_mode.cpp:[[@LINE+1]]:29: error: 'source<async::blocking>' runs {{.*}} 'trait<async::suspending>' in the mode 'async::suspending'
  trait<async::suspending>& base = s;
  // CHECK: object_mode.cpp:[[@LINE+1]]:29: error: 'source<async::blocking>'{{.*}}[async-maybe-object-mode]
  source<async::suspending> v = source<async::blocking>();
  // CHECK-NOT: implicit
  // CHECK: object_mode.cpp:[[@LINE+2]]:10: error: 'source<async::blocking>'{{.*}}[async-maybe-object-mode]
  // CHECK: note: candidate constructor not viable
  holder h(s);
  // CHECK: object_mode.cpp:[[@LINE+1]]:5: error: 'source<async::blocking>'{{.*}}[async-maybe-object-mode]
  v = s;
  // CHECK: object_mode.cpp:[[@LINE+1]]:27: error: 'source<async::blocking>'{{.*}}[async-maybe-object-mode]
  source<async::blocking> b = make();
  // CHECK: object_mode.cpp:[[@LINE+1]]:3: error: 'trait<async::blocking>' {{.*}}[async-maybe-object-mode]
  work(&v);
  // CHECK: object_mode.cpp:[[@LINE+1]]:3: error: {{.*}}[async-maybe-object-mode]
  take(std::make_unique<source<async::blocking>>());
  // CHECK: object_mode.cpp:[[@LINE+1]]:36: error: 'layer<source<async::blocking>>' {{.*}}[async-maybe-object-mode]
  layer<source<async::suspending>> l = layer<source<async::blocking>>{s};
  // CHECK: object_mode.cpp:[[@LINE+3]]:22: error: 'source<async::blocking>' {{.*}}[async-maybe-object-mode]
  // CHECK: note: candidate function not viable: no known conversion
  // CHECK: note: candidate function not viable: requires 2 arguments
  co_return co_await serve(s);
}
source<async::suspending> give(source<async::blocking> s) {
  // CHECK: object_mode.cpp:[[@LINE+1]]:10: error: {{.*}}[async-maybe-object-mode]
  return s;
}
// Another mistake stays clang's.
// CHECK: object_mode.cpp:[[@LINE+1]]:{{[0-9]+}}: error: no viable conversion from 'int' to 'source<async::blocking>'
source<async::blocking> none = 1;
