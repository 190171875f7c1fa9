// A reference to a member of a temporary extends the whole temporary, which is dropped with the block.
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/numbered.hpp"
struct owner {
  numbered part;
  int n;
};
START {
  int const& d = owner{numbered{4}, 44}.n;
  numbered&& e = owner{numbered{5}, 55}.part;
  std::printf("%d %d\n", d, e.get());
  co_return;
}
// OUT: make 4
// OUT-NEXT: make 5
// OUT-NEXT: 44 5
// OUT-NEXT: drop 5
// OUT-NEXT: ~5
// OUT-NEXT: drop 4
// OUT-NEXT: ~4
