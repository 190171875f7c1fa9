// Ordinary temporaries beside droppable ones die at the end of the full-expression, in reverse order.
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/numbered.hpp"
struct tagged : plain {
  int get() const { return 1; }
};
START {
  int n = (make(1).get(), tagged{{"p"}}.get(), make(2).get());
  say("after");
  make(3).get(), tagged{{"q"}}.get(), make(4).get();
  std::printf("%d\n", n);
  co_return;
}
// OUT: make 1
// OUT-NEXT: make 2
// OUT-NEXT: drop 2
// OUT-NEXT: ~2
// OUT-NEXT: ~p
// OUT-NEXT: drop 1
// OUT-NEXT: ~1
// OUT-NEXT: after
// OUT-NEXT: make 3
// OUT-NEXT: make 4
// OUT-NEXT: drop 4
// OUT-NEXT: ~4
// OUT-NEXT: ~q
// OUT-NEXT: drop 3
// OUT-NEXT: ~3
// OUT-NEXT: 2
