// vector, deque, list and maps drop their elements one after the other, then destroy them.
// RUN: %lower | FileCheck %s
// RUN: PCH=no %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/numbered.hpp"

#include <deque>
#include <list>
#include <map>
#include <memory>

START {
  {
    std::list<traced> l;
    l.emplace_back("l1");
    l.emplace_back("l2");
    std::deque<traced> d;
    d.emplace_back("d1");
  }
  {
    std::map<int, std::vector<traced>> m;
    m[2] = pair_of("m3", "m4");
    m[1] = pair_of("m1", "m2");
  }
  std::vector<std::unique_ptr<traced>> v;
  v.push_back(std::make_unique<traced>("p"));
  v.push_back(nullptr);
  co_return;
}
// CHECK: async::dropping(d
// CHECK: async::dropping(l
// CHECK: async::dropping(temporary{{[0-9]*}}_
// OUT: drop d1
// OUT-NEXT: ~d1
// OUT-NEXT: drop l1
// OUT-NEXT: drop l2
// OUT-NEXT: ~l1
// OUT-NEXT: ~l2
// OUT-NEXT: drop m1
// OUT-NEXT: drop m2
// OUT-NEXT: drop m3
// OUT-NEXT: drop m4
// OUT-NEXT: ~m3
// OUT-NEXT: ~m4
// OUT-NEXT: ~m1
// OUT-NEXT: ~m2
// OUT-NEXT: drop p
// OUT-NEXT: ~p
