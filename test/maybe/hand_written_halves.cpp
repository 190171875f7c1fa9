// Halves by hand: both of them, in a class and free; the generated code calls the right one.
// RUN: PCH=no %run %s | FileCheck %s
#include "Inputs/both.hpp"
template <async::mode M>
[[async::maybe]] async::maybe<M, int> sleep(int n) requires(M::is_async) {
  co_await async::this_task::yield();
  co_return say("sleep", n);
}
template <async::mode M>
[[async::maybe]] async::maybe<M, int> sleep(int n) requires(!M::is_async) {
  return say("sleep", n);
}
template <async::mode M>
struct [[async::maybe]] s {
  async::maybe<M, int> half(int n) requires(M::is_async);
  async::maybe<M, int> half(int n) requires(!M::is_async);
  async::maybe<M, int> use() { co_return co_await half(1) + co_await sleep<M>(2); }
};
template <async::mode M>
async::maybe<M, int> s<M>::half(int n) requires(M::is_async) {
  co_return co_await value<M>(n);
}
template <async::mode M>
async::maybe<M, int> s<M>::half(int n) requires(!M::is_async) {
  return value<M>(n);
}
// CHECK: both: v1 sleep = 3
int main() {
  both([]<class M>(M) {
    static s<M> o;
    return o.use();
  });
}
