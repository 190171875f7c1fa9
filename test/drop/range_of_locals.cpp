// A range-for over objects of the scope drops nothing itself; early exits drop them once.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/numbered.hpp"

async::task<int> find(char c) {
  auto v = pair_of("x", "y");
  for (auto& t : v)
    if (t.name()[0] == c) co_return 1;
  for (auto i = v.begin(); i != v.end(); ++i) say(i->name());
  co_return 0;
}
START {
  std::printf("%d\n", co_await find('y'));
  std::printf("%d\n", co_await find('z'));
}
// CHECK: async::dropping(v
// OUT: drop x
// OUT-NEXT: drop y
// OUT-NEXT: ~x
// OUT-NEXT: ~y
// OUT-NEXT: 1
// OUT-NEXT: x
// OUT-NEXT: y
// OUT-NEXT: drop x
// OUT-NEXT: drop y
// OUT-NEXT: ~x
// OUT-NEXT: ~y
// OUT-NEXT: 0
