// RUN: not %check 2>&1 | FileCheck %s
#include <utility>
#include "Inputs/res.hpp"
template <async::mode M>
struct [[async::maybe]] s {
  async::maybe<M, int> forward(int n) {
    // CHECK: errors/in_blocking_body.cpp:[[@LINE+1]]:9: error: 'r' of type 'res' has an async drop, but 'forward' also has to run in blocking modes, where nothing can await it [async-drop-in-blocking-body]
    res r{n};
    // CHECK: errors/in_blocking_body.cpp:[[@LINE+1]]:22: note: its life ends here
    return other(r.n_);
  }
  async::maybe<M, int> other(int n) { co_return n; }
};
template <async::mode M>
struct [[async::maybe]] both {
  using async_mode = M;
  bool open = true;
  int n_ = 1;
  both() = default;
  both(both&& o) noexcept : open(std::exchange(o.open, false)) {}
  both& operator=(both&&) noexcept;
  [[async::drop(open)]] async::maybe<M, void> close() { open = false; co_return; }
};
// Objects of one mode in bodies of both, of whatever kind.
template <async::mode M>
[[async::maybe]] async::maybe<M, int> bodies(both<async::suspending>& other) {
  // CHECK: errors/in_blocking_body.cpp:[[@LINE+1]]:27: error: 'r' of type 'both<async::suspending>' has an async drop, but 'bodies' also has to run in blocking modes{{.*}}[async-drop-in-blocking-body]
  both<async::suspending> r;
  // CHECK: errors/in_blocking_body.cpp:[[@LINE+1]]:11: error: {{.*}}[async-drop-temporary]
  int i = both<async::suspending>().n_;
  // CHECK: errors/in_blocking_body.cpp:[[@LINE+1]]:9: error: {{.*}}[async-drop-assignment]
  other = both<async::suspending>();
  // CHECK: errors/in_blocking_body.cpp:[[@LINE+1]]:3: error: {{.*}}[async-drop-delete]
  delete &other;
  co_return i;
}
// Each is dropped by its own mode.
// CHECK-NOT: error:
template <async::mode M>
[[async::maybe]] async::maybe<M, int> fine() {
  both<M> own;
  both<async::blocking> blocks;
  if constexpr (M::is_async) {
    both<async::suspending> here;
    co_return here.n_ + both<async::suspending>().n_;
  }
  co_return own.n_ + blocks.n_ + both<M>().n_;
}
