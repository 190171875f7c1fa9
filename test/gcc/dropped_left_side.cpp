// The left side of an assignment that drops what it had comes after the right one.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "../maybe/Inputs/both.hpp"
#include <async/drop.hpp>
#include <vector>

template <async::mode M>
struct [[async::maybe]] owner {
  int n;
  bool owned = true;
  explicit owner(int k) : n(k) {}
  owner(owner&& o) noexcept : n(o.n), owned(std::exchange(o.owned, false)) {}
  owner& operator=(owner&& o) noexcept {
    n = o.n;
    owned = std::exchange(o.owned, false);
    return *this;
  }
  [[async::drop(owned)]] async::maybe<M, void> close() {
    say("close" + std::to_string(n));
    owned = false;
    co_return;
  }
};
template <async::mode M>
[[async::maybe]] async::maybe<M, owner<M>> make(int k) {
  co_return owner<M>(co_await value<M>(k));
}
template <async::mode M>
owner<M> made(int k) {
  say("make" + std::to_string(k));
  return owner<M>(k);
}
inline int at(int i) {
  say("at" + std::to_string(i));
  return i;
}
template <async::mode M>
[[async::maybe]] async::maybe<M, int> run() {
  std::vector<owner<M>> v;
  v.push_back(co_await make<M>(4));
  // CHECK: (co_await (async::assigning(async::later([&]() -> auto&& { return v[0]; })) = 
  v[0] = co_await make<M>(5);
  v[at(0)] = co_await make<M>(6);
  v[at(0)] = made<M>(7);
  co_return 1;
}
template <async::mode M>
struct [[async::maybe]] holder {
  owner<M> r{1};
  owner<M>* p = &r;
  async::maybe<M, void> again() {
    r = co_await make<M>(2);
    this->r = co_await make<M>(3);
    *p = co_await make<M>(4);
    (*this).r = co_await make<M>(co_await value<M>(5));
  }
};
template <async::mode M>
[[async::maybe]] async::maybe<M, int> members() {
  holder<M> h;
  co_await h.again();
  h.r = co_await make<M>(9);
  co_return 2;
}
// OUT: both: v4 v5 close4 v6 at0 close5 make7 at0 close6 close7 = 1
// OUT: both: v2 close1 v3 close2 v4 close3 v5 v5 close4 v9 close5 close9 = 2
int main() {
  both([]<class M>(M) { return run<M>(); });
  both([]<class M>(M) { return members<M>(); });
}
