// Macros in a marked class: as a member, as a specifier, defined and undefined inside of it.
// RUN: %run %s | FileCheck %s
#include "Inputs/both.hpp"
#define GETTER(name, n) \
  int name() const { return n; }
#define CONST const
template <async::mode M>
struct [[async::maybe]] s {
  GETTER(one, 1)
#define PLUS(n) \
  async::maybe<M, int> plus(int k) CONST { return value<M>(k + n); }
  PLUS(10)
#undef PLUS
#if 1
  async::maybe<M, int> all() CONST { co_return co_await plus(one()) + co_await value<M>(__LINE__ - 15); }
#else
  nonsense
#endif
};
// CHECK: both: v11 v0 = 11
int main() {
  both([]<class M>(M) {
    static s<M> o;
    return o.all();
  });
}
