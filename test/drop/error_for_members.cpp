// The error that leaves the scope reaches the drops of members and bases in both modes.
// RUN: %run %s | FileCheck %s
#include <async/async.hpp>

#include <cstdio>

template <async::mode M>
struct [[async::maybe]] conn {
  explicit conn(char const* name) : name(name) {}
  conn(conn const&) = delete;
  [[async::drop]] async::maybe<M, void> close(std::exception_ptr const& e) {
    std::printf("%s %s\n", name, e ? "error" : "null");
    co_return;
  }
  char const* name;
};
template <async::mode M>
struct [[async::maybe]] session : conn<M> {
  using conn<M>::conn;
  conn<M> data{"data"};
  async::maybe<M, void> noop() { co_return; }
};
template <async::mode M>
struct [[async::maybe]] part {
  conn<M> in{"in"};
  async::maybe<M, void> noop() { co_return; }
};
// Derived from another instance of itself.
template <async::mode M, int Depth>
struct [[async::maybe]] nest : nest<M, Depth - 1> {
  async::maybe<M, int> depth() { co_return 1 + co_await nest<M, Depth - 1>::depth(); }
};
template <async::mode M>
struct nest<M, 0> {
  [[async::maybe]] async::maybe<M, int> depth() { co_return 0; }
};

template <async::mode M>
[[async::maybe]] async::maybe<M, void> run(bool fails) {
  session<M> s("session");
  part<M> p;
  nest<M, 3> n;
  if (fails) throw co_await n.depth();
  co_return;
}
int main() {
  // CHECK: in error
  // CHECK-NEXT: data error
  // CHECK-NEXT: session error
  try {
    run<async::blocking>(true);
  } catch (int) {
  }
  // CHECK-NEXT: in null
  // CHECK-NEXT: data null
  // CHECK-NEXT: session null
  run<async::blocking>(false);
  // CHECK-NEXT: in error
  // CHECK-NEXT: data error
  // CHECK-NEXT: session error
  try {
    async::block_on(run<async::suspending>(true));
  } catch (int n) {
    if (n != 3) return 1;
  }
}
