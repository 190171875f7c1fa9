// Constructors, destructors, conversions, assignment and defaulted members, inline and out of line.
// RUN: %run %s | FileCheck %s
#include "Inputs/both.hpp"
template <async::mode M>
class [[async::maybe]] s {
 public:
  s(int n);
  s(s const&) = default;
  s& operator=(s const& o);
  ~s();
  explicit operator bool() const { return n_ > 0; }
  operator int() const;
  friend bool operator==(s const&, s const&) = default;
  async::maybe<M, int> get() const { co_return co_await value<M>(n_); }

 private:
  int n_;
};
template <async::mode M>
s<M>::s(int n) : n_(n) {
  say("make");
}
template <async::mode M>
s<M>& s<M>::operator=(s const& o) {
  n_ = o.n_ + 1;
  return *this;
}
template <async::mode M>
s<M>::~s() {
  say("end");
}
template <async::mode M>
s<M>::operator int() const {
  return n_;
}
template <async::mode M>
[[async::maybe]] async::maybe<M, int> use() {
  s<M> a{1}, b = a;
  b = a;
  if (!a || a == b) co_return 0;
  co_return co_await a.get() + co_await b.get() + static_cast<int>(b);
}
// CHECK: both: make v1 v2 end end = 5
int main() {
  both([]<class M>(M) { return use<M>(); });
}
