// A drop that is written by hand and written once: temporaries of such a class, of the library's files, too, are dropped in
// both modes.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include <async/async.hpp>
#include <async/fs/file.hpp>
#include <cstdio>

template <async::mode M>
struct [[async::maybe]] res {
  int id;
  explicit res(int n) : id(n) {}
  static async::maybe<M, res> make(int n) { co_return res(n); }
  async::maybe<M, void> close() {
    std::printf(" drop %d\n", id);
    co_return;
  }
  friend async::maybe<M, void> async_drop(res& self) { return self.close(); }
};
template <async::mode M>
[[async::maybe]] async::maybe<M, int> id(res<M> const& r) { co_return r.id; }

template <async::mode M>
[[async::maybe]] async::maybe<M, void> run() {
  // CHECK: async::drop_guard
  std::printf(" %d\n", co_await id<M>(res<M>(1)));
  co_await async::fs::file<M>::open("/dev/null");
  for (int i = 0; i < 2; ++i) {
    if (co_await id<M>(res<M>(2 + i)) == 3) co_return;
    std::puts(" again");
  }
}
// OUT: blocking
// OUT-NEXT: 1
// OUT-NEXT: drop 1
// OUT-NEXT: drop 2
// OUT-NEXT: again
// OUT-NEXT: drop 3
// OUT-NEXT: suspending
// OUT-NEXT: 1
// OUT-NEXT: drop 1
// OUT-NEXT: drop 2
// OUT-NEXT: again
// OUT-NEXT: drop 3
int main() {
  std::puts("blocking");
  run<async::blocking>();
  std::puts("suspending");
  async::block_on(run<async::suspending>());
}
