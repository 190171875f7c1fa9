// An annotated header in two units, one of them twice: one definition of everything when linked.
// RUN: %asyncc g++ -c -DUNIT %flags %s -o %t.g.o
// RUN: env COMPILERS=g++ PCH=no %run %s %t.g.o | FileCheck %s
// RUN: %asyncc clang++-19 -c -DUNIT %flags %s -o %t.c.o
// RUN: env COMPILERS=clang++-19 PCH=no %run %s %t.c.o | FileCheck %s
#include "Inputs/both.hpp"
#include "Inputs/../Inputs/both.hpp"
template <async::mode M>
struct [[async::maybe]] shared {
  static inline int count = 0;
  async::maybe<M, int> next() {
    static int local = 10;
    co_return ++count + ++local;
  }
};
int from_unit();
#ifdef UNIT
int from_unit() { return shared<async::blocking>{}.next() + async::block_on(shared<async::suspending>{}.next()); }
#else
// CHECK: unit 24
// CHECK: both: = 14
int main() {
  std::printf("unit %d\n", from_unit());
  both([]<class M>(M) {
    static shared<M> s;
    return s.next();
  });
}
#endif
