// A marked function that is deprecated: who owns an object does not call it himself, and is not warned.
// RUN: %run %s | FileCheck %s
#include <async/async.hpp>
#include <cstdio>

struct res {
  res() = default;
  res(res const&) = delete;
  [[deprecated("objects close themselves")]] [[async::drop]] async::task<void> close() {
    std::puts("close");
    co_return;
  }
};
template <async::mode M>
struct [[async::maybe]] by_mode {
  by_mode() = default;
  by_mode(by_mode const&) = delete;
  [[deprecated, async::drop]] async::maybe<M, void> close();
};
template <async::mode M>
async::maybe<M, void> by_mode<M>::close() {
  std::puts("by mode");
  co_return;
}
template <async::mode M>
[[async::maybe]] async::maybe<M, void> owns() {
  by_mode<M> x;
  co_return;
}
async::task<void> run() {
  res x;
  co_return;
}
// CHECK: close
// CHECK-NEXT: by mode
// CHECK-NEXT: by mode
int main() {
  async::block_on(run());
  owns<async::blocking>();
  async::block_on(owns<async::suspending>());
}
