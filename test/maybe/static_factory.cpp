// A static factory of a marked class; its private constructor stays reachable in both modes.
// RUN: %lower | FileCheck %s --check-prefix=LOWER
// RUN: %run %s | FileCheck %s
#include "Inputs/both.hpp"
template <async::mode M>
class [[async::maybe]] file {
 public:
  using async_mode = M;
  static async::maybe<M, file> open(int n) { co_return file{co_await value<M>(n)}; }
  async::maybe<M, int> read() const { co_return co_await value<M>(n_ * 2); }

 private:
  explicit file(int n) : n_(n) {}
  int n_;
};
// LOWER: class file<M> {
// LOWER: return file{value<M>(n)};
template <async::mode M>
[[async::maybe]] async::maybe<M, int> use() {
  auto f = co_await file<M>::open(4);
  co_return co_await f.read();
}
// CHECK: both: v4 v8 = 8
int main() {
  both([]<class M>(M) { return use<M>(); });
}
