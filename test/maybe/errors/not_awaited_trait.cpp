// In a static trait the type of the object is a parameter: what this unit gives for it tells.
// RUN: not %check 2>&1 | FileCheck %s
#include <async/async.hpp>
template <async::mode M>
struct [[async::maybe]] numbers {
  using async_mode = M;
  async::maybe<M, int> read() { co_return 1; }
  int size() const { return 1; }
};
template <class R>
[[async::maybe]] async::maybe<async::mode_of<R>, int> parse(R& r, R* p) {
  // CHECK: errors/not_awaited_trait.cpp:[[@LINE+1]]:3: error: {{.*}}'read'{{.*}}[async-maybe-not-awaited]
  r.read();
  // CHECK: errors/not_awaited_trait.cpp:[[@LINE+1]]:11: error: {{.*}}'read'{{.*}}[async-maybe-not-awaited]
  int n = p->read() + 1;
  // CHECK-NOT: error:
  r.size();
  co_return n + co_await r.read();
}
int use(numbers<async::blocking>& b) { return parse(b, &b); }
