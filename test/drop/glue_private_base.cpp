// A drop that comes by a private base and private members: members in reverse, then the base.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/numbered.hpp"

class inner : traced {
 public:
  inner() : traced("base") {}

 private:
  numbered first_{1};

 protected:
  numbered second_{2};
};
class outer : inner {
  ::traced own_{"own"};
};
static_assert(async::has_drop<inner> && async::has_drop<outer const>);
START {
  outer o;
  co_return;
}
// CHECK: async::dropping(o
// OUT: make 1
// OUT-NEXT: make 2
// OUT-NEXT: drop own
// OUT-NEXT: drop 2
// OUT-NEXT: drop 1
// OUT-NEXT: drop base
// OUT-NEXT: ~own
// OUT-NEXT: ~2
// OUT-NEXT: ~1
// OUT-NEXT: ~base
