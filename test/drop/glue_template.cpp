// The parts of a class template have drops or none, as it is instantiated.
// RUN: %lower | FileCheck %s
// RUN: %run %s -Wno-async-drop-half-built | FileCheck %s --check-prefix=OUT
#include "Inputs/numbered.hpp"

template <class T>
struct box {
  T value;
  T more[2];
};
template <class A, class B>
class both {
 public:
  both(A a, B b) : a_(std::move(a)), b_(std::move(b)) {}

 private:
  A a_;
  B b_;
};
static_assert(!async::has_drop<box<int>> && async::has_drop<box<traced>>);
static_assert(!async::has_drop<both<int, int>> && async::has_drop<both<int, traced>>);
START {
  box<int> none{1, {2, 3}};
  static_cast<void>(none);
  box<traced> b{named("value"), {named("one"), named("two")}};
  both<int, traced> c{1, named("second")};
  both<traced, both<traced, int>> d{named("outer"), {named("inner"), 2}};
  co_return;
}
// CHECK: async::dropping(d
// CHECK: async::dropping(c
// CHECK: async::dropping(b
// OUT: drop inner
// OUT-NEXT: drop outer
// OUT-NEXT: ~inner
// OUT-NEXT: ~outer
// OUT-NEXT: drop second
// OUT-NEXT: ~second
// OUT-NEXT: drop two
// OUT-NEXT: drop one
// OUT-NEXT: drop value
// OUT-NEXT: ~two
// OUT-NEXT: ~one
// OUT-NEXT: ~value
