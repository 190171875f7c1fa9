// A class may name its mode, or that of what it wraps, and use that name in its results.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include <async/block_on.hpp>
#include <async/mode.hpp>
#include <async/task.hpp>
#include <cstdio>
template <async::mode M>
struct [[async::maybe]] source {
  using async_mode = M;
  using shorter = async_mode;
  async::maybe<shorter, int> get() { co_return 20; }
};
template <class S>
class [[async::maybe]] wrapper {
 public:
  using async_mode = async::mode_of<S>;
  explicit wrapper(S& s) : from(s) {}
  async::maybe<async_mode, int> twice();

 private:
  S& from;
};
template <class S>
async::maybe<typename wrapper<S>::async_mode, int> wrapper<S>::twice() {
  co_return co_await from.get() + co_await from.get();
}
// CHECK: template <async::mode M> requires async::blocking_mode<M>
// CHECK: template <class S> requires async::blocking_mode<typename async::mode_of<S>>
// CHECK-NEXT: class wrapper<S> {
// CHECK: return from.get() + from.get();
// OUT: 40 40
int main() {
  source<async::blocking> b;
  source<async::suspending> s;
  wrapper<source<async::suspending>> w(s);
  std::printf("%d %d\n", wrapper(b).twice(), async::block_on(w.twice()));
}
