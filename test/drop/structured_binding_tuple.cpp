// A pair or tuple behind a structured binding is dropped as a whole: pair in reverse.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/numbered.hpp"

#include <tuple>

START {
  auto [x, n] = std::pair<traced, int>{named("pair"), 1};
  auto&& [y, m, z] = std::tuple<traced, int, traced>{named("one"), 2, named("two")};
  std::printf("%s %s %s %d\n", x.name(), y.name(), z.name(), n + m);
  co_return;
}
// CHECK: async::dropping(temporary{{[0-9]*}}_
// CHECK: async::dropping(bound{{[0-9]*}}_
// OUT: pair one two 3
// OUT-NEXT: drop one
// OUT-NEXT: drop two
// OUT-NEXT: ~one
// OUT-NEXT: ~two
// OUT-NEXT: drop pair
// OUT-NEXT: ~pair
