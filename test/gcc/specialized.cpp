// g++ loses the parameters of an explicit specialization of a function template that is constrained behind its
// declarator: there the constraint stands in the head.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "../maybe/Inputs/both.hpp"
// CHECK: template <async::mode M, class T> requires async::suspending_mode<M>
// CHECK: template <async::mode M, class T> requires async::blocking_mode<M>
template <async::mode M, class T>
[[async::maybe]] async::maybe<M, int> conv(T t) {
  co_return co_await value<M>(static_cast<int>(t));
}
template <>
int conv<async::blocking, char>(char c) {
  return c - 'a';
}
template <>
async::task<int> conv<async::suspending, char>(char c) {
  co_return c - 'a';
}
// CHECK: requires(async::suspending_mode<M>) && ((sizeof(T) < 100))
template <async::mode M, class T>
  requires(sizeof(T) < 100)
[[async::maybe]] async::maybe<M, int> size(T) {
  co_return static_cast<int>(sizeof(T));
}
template <>
int size<async::blocking>(char c) {
  return c;
}
template <>
async::task<int> size<async::suspending>(char c) {
  co_return c;
}
template <async::mode M>
[[async::maybe]] async::maybe<M, int> run() {
  co_return co_await conv<M>(3.0) + 10 * co_await conv<M>('c') + 100 * co_await size<M>('\2') +
      1000 * co_await size<M>(short{1});
}
// OUT: both: v3 = 2223
int main() {
  both([]<class M>(M) { return run<M>(); });
}
