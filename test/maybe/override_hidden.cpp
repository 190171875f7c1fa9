// A member with other parameters or qualifiers hides a virtual function and overrides nothing.
// RUN: %run %s -Wno-overloaded-virtual | FileCheck %s
#include "Inputs/both.hpp"
template <async::mode M>
struct base {
  virtual ~base() = default;
  virtual int f(int n) { return n; }
  virtual int size() const { return 1; }
};
template <async::mode M>
struct [[async::maybe]] derived : base<M> {
  using base<M>::f;
  async::maybe<M, int> f(std::string x) { co_return static_cast<int>(x.size()); }
  async::maybe<M, int> size() { co_return 5; }
  async::maybe<M, int> run() { co_return co_await f(std::string("abc")) + f(2) + co_await size(); }
};
// CHECK: both: = 10
int main() {
  both([]<class M>(M) {
    static derived<M> d;
    return d.run();
  });
}
