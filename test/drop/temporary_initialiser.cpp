// Temporaries in a block-scope initialiser are dropped before the next statement, before the variable.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/numbered.hpp"

#include <memory>

START {
  auto v = std::vector<int>{make(1).get(), make(2).get()};
  numbered n{make(3).get() * 10};
  auto p = std::make_unique<int>(make(4).get());
  std::printf("%zu %d\n", v.size(), *p);
  co_return;
}
// CHECK: async::dropping(temporary{{[0-9]*}}_
// CHECK: async::dropping(n
// OUT: make 1
// OUT-NEXT: make 2
// OUT-NEXT: drop 2
// OUT-NEXT: ~2
// OUT-NEXT: drop 1
// OUT-NEXT: ~1
// OUT-NEXT: make 3
// OUT-NEXT: make 30
// OUT-NEXT: drop 3
// OUT-NEXT: ~3
// OUT-NEXT: make 4
// OUT-NEXT: drop 4
// OUT-NEXT: ~4
// OUT-NEXT: 2 4
// OUT-NEXT: drop 30
// OUT-NEXT: ~30
