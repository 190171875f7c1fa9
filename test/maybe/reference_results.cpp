// Results that are references stay references, const and not, and bind to auto and decltype(auto).
// RUN: %run %s | FileCheck %s
#include "Inputs/both.hpp"
template <async::mode M>
struct [[async::maybe]] cell {
  int n = 1;
  async::maybe<M, int&> ref() {
    co_await value<M>(n);
    co_return n;
  }
  async::maybe<M, int const&> peek() const { co_return n; }
  async::maybe<M, int> use() {
    co_await ref() = 5;
    int& r = co_await ref();
    decltype(auto) d = co_await ref();
    auto&& u = co_await peek();
    auto copy = co_await ref();
    ++(co_await ref());
    d += 10;
    r += 100;
    copy += 1000;
    co_return u + (&(co_await ref()) == &n ? 0 : 5000);
  }
};
// CHECK: both: v1 v5 v5 v5 v5 v116 = 116
int main() {
  both([]<class M>(M) {
    static cell<M> c;
    return c.use();
  });
}
