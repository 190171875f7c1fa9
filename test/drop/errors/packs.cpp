// Each argument of a pack would need a place of its own.
// RUN: not %check 2>&1 | FileCheck %s --implicit-check-not=error:
#include <async/async.hpp>
#include <utility>
struct res {
  int n;
  bool open = true;
  explicit res(int n) : n(n) {}
  res(res&& o) noexcept : n(o.n), open(std::exchange(o.open, false)) {}
  int use() const { return n; }
  [[async::drop(open)]] async::task<void> close() { co_return; }
};
template <class... Ints>
async::task<int> folded(Ints... n) {
  // CHECK: errors/packs.cpp:[[@LINE+1]]:4: error: a temporary of type 'res' has an async drop{{.*}}[async-drop-temporary]
  (res{n}.use(), ...);
  // CHECK: errors/packs.cpp:[[@LINE+1]]:17: error: a temporary of type 'res' {{.*}}[async-drop-temporary]
  int all[] = {(res{n}.use())...};
  co_return all[0];
}
template <class... Res>
async::task<void> early(Res... r) {
  // CHECK: errors/packs.cpp:[[@LINE+1]]:13: error: async::drop('r') drops a 'Res' early{{.*}}[async-drop-early]
  (co_await async::drop(r), ...);
}
template <class... Res>
async::task<int> fine(Res... r) {
  res one{1};
  co_return (r.use() + ... + one.use());
}
int main() {
  async::block_on(folded(1, 2));
  async::block_on(early(res{1}, res{2}));
  async::block_on(fine(res{1}, res{2}));
}
