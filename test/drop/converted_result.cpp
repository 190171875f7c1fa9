// Converted result: close 7, close 8
// RUN: env STATUS=0 %run %s -Wno-unused-value | FileCheck %s --check-prefix=OUT
#include <async/async.hpp>
#include <cstdio>
#include <utility>
template <async::mode M> struct [[async::maybe]] res {
  explicit res(int n) : n_(n) {}
  res(res&& o) noexcept : n_(std::exchange(o.n_, 0)) {}
  [[async::drop(n_)]] async::maybe<M, void> close() { std::printf("close %d\n", std::exchange(n_, 0)); co_return; }
  int n_;
};
struct view { int n; view(res<async::blocking> const& r) : n(r.n_) {} };
view f() { res<async::blocking> r{7}; return r; }
view g() { res<async::blocking> r{8}; return view(r); }
int main() { f(); g(); }
// OUT: close 7
// OUT-NEXT: close 8
