// A temporary with a drop that is asked for something stays in its place, also where g++ gets it from a call.
// RUN: %run %s | FileCheck %s
#include "Inputs/both.hpp"
#include <async/drop.hpp>

template <async::mode M>
struct [[async::maybe]] resource {
  using async_mode = M;
  explicit resource(int i) : id(i) {}
  resource(resource&&) = delete;
  [[async::drop]] async::maybe<M, void> close() { say("close" + std::to_string(id)); co_await value<M>(0); }
  async::maybe<M, int> ask(int q) { co_return id * co_await value<M>(q); }
  int id;
};
template <async::mode M>
[[async::maybe]] async::maybe<M, int> run() {
  int s = 0;
  s = co_await resource<M>{16}.ask(1);
  s += co_await resource<M>{2}.ask(s);
  co_return s;
}
int main() {
  both([]<class M>(M) { return run<M>(); });
}
// CHECK: both: v1 close16 v0 v16 close2 v0 = 48
