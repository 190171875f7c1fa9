// Assigning to an owner drops what it owned.
// RUN: %lower | FileCheck %s
// RUN: PCH=no %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/numbered.hpp"

#include <memory>
#include <optional>

START {
  std::optional<traced> o;
  o = named("o1");
  o = named("o2");
  *o = named("o3");
  o = std::nullopt;
  std::unique_ptr<traced> p = std::make_unique<traced>("p1");
  p = std::make_unique<traced>("p2");
  p = nullptr;
  auto v = pair_of("v1", "v2");
  v = std::vector<traced>();
  say("end");
  co_return;
}
// CHECK: async::dropping(temporary{{[0-9]*}}_
// CHECK: async::dropping(owed
// CHECK: async::dropping(owed
// OUT: drop o1
// OUT-NEXT: assign o2
// OUT-NEXT: drop o2
// OUT-NEXT: assign o3
// OUT-NEXT: drop o3
// OUT-NEXT: ~o3
// OUT-NEXT: drop p1
// OUT-NEXT: ~p1
// OUT-NEXT: drop p2
// OUT-NEXT: ~p2
// OUT-NEXT: drop v1
// OUT-NEXT: drop v2
// OUT-NEXT: ~v1
// OUT-NEXT: ~v2
// OUT-NEXT: end
