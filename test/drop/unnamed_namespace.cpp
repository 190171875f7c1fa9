// Temporaries, captures and bases of types that no other unit sees.
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/numbered.hpp"
namespace {
struct hidden {
  traced value{"hidden"};
  int get() const { return 1; }
};
struct derived : hidden {
  traced more{"more"};
};
}  // namespace
START {
  std::printf("%d\n", hidden{}.get());
  auto f = [h = hidden{}] { return h.get(); };
  std::printf("%d\n", f() + derived{}.get());
  co_return;
}
// OUT: 1
// OUT-NEXT: drop hidden
// OUT-NEXT: ~hidden
// OUT-NEXT: 2
// OUT-NEXT: drop more
// OUT-NEXT: drop hidden
// OUT-NEXT: ~more
// OUT-NEXT: ~hidden
// OUT-NEXT: drop hidden
// OUT-NEXT: ~hidden
