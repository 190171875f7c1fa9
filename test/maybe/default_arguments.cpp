// Default arguments of functions and templates belong to both modes.
// RUN: %run %s | FileCheck %s
#include "Inputs/both.hpp"
template <async::mode M = async::suspending, class T = std::pair<int, int>, int N = (3 > 2)>
struct [[async::maybe]] s {
  async::maybe<M, int> get(int a = 1, T b = T{2, 3}, std::string c = "x, y") {
    co_return co_await value<M>(a) + b.first + b.second + static_cast<int>(c.size()) + N;
  }
  async::maybe<M, int> later(int n = 7);
};
template <async::mode M, class T, int N>
async::maybe<M, int> s<M, T, N>::later(int n) {
  co_return n;
}
template <async::mode M>
[[async::maybe]] async::maybe<M, int> f(int a = 1, int b = say("default", 2));
template <async::mode M>
[[async::maybe]] async::maybe<M, int> f(int a, int b) {
  s<M> o;
  co_return a + b + co_await o.get() + co_await o.later();
}
static_assert(std::is_same_v<s<>, s<async::suspending, std::pair<int, int>, 1>>);
// CHECK: both: default v1 = 21
int main() {
  both([]<class M>(M) { return f<M>(); });
}
