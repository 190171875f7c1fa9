// optional and variant drop what they hold, if they hold it.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/numbered.hpp"

#include <optional>
#include <variant>

START {
  std::optional<traced> o = named("o"), empty;
  std::variant<int, traced, std::vector<traced>> v = named("v");
  decltype(v) w = 1;
  decltype(v) x = pair_of("x1", "x2");
  std::printf("%d\n", o.has_value() + empty.has_value() + static_cast<int>(w.index()));
  co_return;
}
// CHECK: async::dropping(temporary{{[0-9]*}}_
// CHECK: async::dropping(x
// CHECK: async::dropping(w
// OUT: 1
// OUT-NEXT: drop x1
// OUT-NEXT: drop x2
// OUT-NEXT: ~x1
// OUT-NEXT: ~x2
// OUT-NEXT: drop v
// OUT-NEXT: ~v
// OUT-NEXT: drop o
// OUT-NEXT: ~o
