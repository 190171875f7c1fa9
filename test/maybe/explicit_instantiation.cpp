// Definitions in a .cpp with explicit instantiations of both modes, linked with another unit.
// RUN: %asyncc g++ -c -Wall -Wextra -Werror %flags %S/Inputs/store.cpp -o %t.g.o
// RUN: env COMPILERS=g++ %run %s %t.g.o | FileCheck %s
// RUN: %asyncc clang++-19 -c -Wall -Wextra -Werror %flags %S/Inputs/store.cpp -o %t.c.o
// RUN: env COMPILERS=clang++-19 %run %s %t.c.o | FileCheck %s
#include "Inputs/both.hpp"
#include "Inputs/store.hpp"
extern template class store<async::blocking>;
extern template class store<async::suspending>;
int other_unit();
// CHECK: other 42
// CHECK: both: = 7
int main() {
  std::printf("other %d\n", other_unit());
  both([]<class M>(M) {
    static store<M> s{3};
    return s.get(4);
  });
}
