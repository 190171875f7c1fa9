// A class template drops its own members first and then its dependent base.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/numbered.hpp"
template <class T>
struct box {
  T t;
};
template <class T, int N>
class many : public box<T> {
 public:
  explicit many(T t) : box<T>{std::move(t)}, own_{named("n0"), named("n1")} {}

 private:
  T own_[N];
};
START {
  // CHECK: async::dropping(m
  many<traced, 2> m{named("base")};
  many<int, 2>* untouched = nullptr;
  static_assert(async::has_drop<many<traced, 2>> && !async::has_drop<many<traced, 2>*>);
  static_assert(!async::has_drop<box<int>>);
  say(untouched == nullptr ? "null" : "not null");
  co_return;
}
// OUT: null
// OUT-NEXT: drop n1
// OUT-NEXT: drop n0
// OUT-NEXT: drop base
// OUT-NEXT: ~n1
// OUT-NEXT: ~n0
// OUT-NEXT: ~base
