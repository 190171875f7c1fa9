// Elements that a range-for makes by value, or by a reference to a temporary, are dropped each round.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/numbered.hpp"

struct counter {
  struct iterator {
    int i;
    traced operator*() const { return traced(i == 0 ? "zero" : "one"); }
    iterator& operator++() {
      ++i;
      return *this;
    }
    bool operator!=(iterator const& o) const { return i != o.i; }
  };
  iterator begin() const { return {0}; }
  iterator end() const { return {2}; }
};
START {
  for (traced t : counter{}) {
    if (t.name()[0] == 'z') continue;
    say(t.name());
  }
  for (auto const& t : counter{}) say(t.name());
  for (auto&& t : counter{}) {
    say(t.name());
    break;
  }
  co_return;
}
// CHECK: async::dropping(t
// OUT: drop zero
// OUT-NEXT: ~zero
// OUT-NEXT: one
// OUT-NEXT: drop one
// OUT-NEXT: ~one
// OUT-NEXT: zero
// OUT-NEXT: drop zero
// OUT-NEXT: ~zero
// OUT-NEXT: one
// OUT-NEXT: drop one
// OUT-NEXT: ~one
// OUT-NEXT: zero
// OUT-NEXT: drop zero
// OUT-NEXT: ~zero
