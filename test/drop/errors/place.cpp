// RUN: not %check 2>&1 | FileCheck %s
#include "Inputs/res.hpp"
struct flag : res {
  using res::res;
  explicit operator bool() const;
};
async::task<void> places(int n) {
  // CHECK: errors/place.cpp:[[@LINE+1]]:21: error: 'r' of type 'const flag' has an async drop that cannot be awaited at the end of the condition of a 'for'{{.*}}[async-drop-place]
  for (; const flag r{n}; ++n) {}
  // CHECK: errors/place.cpp:[[@LINE+1]]:32: error: 'pair' {{.*}}at the end of a declaration of several variables that also defines a type{{.*}}[async-drop-place]
  struct pair_of { res a{1}; } pair, other;
  co_return;
}
