// Awaits within casts, new, delete, sizeof's neighbours, array indices and pointers.
// RUN: %run %s | FileCheck %s
#include "Inputs/both.hpp"
template <async::mode M>
struct [[async::maybe]] s {
  int n = 3;
  async::maybe<M, int*> make(int n_) { co_return new int(co_await value<M>(n_)); }
  async::maybe<M, s*> self() { co_return this; }
  async::maybe<M, int> f() {
    int list[4] = {1, 2, 3, 4};
    int* p = co_await make(2);
    int sum = *p + list[co_await value<M>(1)];
    delete p;
    delete co_await make(4);
    sum += (int)co_await value<M>(5) + static_cast<int>(co_await value<M>(6)) + int(co_await value<M>(7));
    sum += (co_await self())->n + (*co_await self()).n;
    const s* c = co_await self();
    bool same = c == co_await self() && !(c != this);
    co_return ~co_await value<M>(0) + sum + same;
  }
};
// CHECK: both: v2 v1 v4 v5 v6 v7 v0 = 28
int main() {
  both([]<class M>(M) {
    static s<M> o;
    return o.f();
  });
}
