// When the drop of an assignment fails, the old value counts as dropped although its predicate is still true.
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/traced.hpp"
#include "Inputs/unruly.hpp"
using unruly_task = unruly<async::task<void>>;
START {
  unruly_task a{"a", true};
  try {
    a = unruly_task{"b"};
    say("not this");
  } catch (std::exception const& e) {
    std::printf("caught %s\n", e.what());
  }
  say("end");
  a = unruly_task{"c"};
  say("last");
  co_return;
}
// OUT: drop a
// OUT-NEXT: drop b
// OUT-NEXT: caught a
// OUT-NEXT: end
// OUT-NEXT: assign c
// OUT-NEXT: last
// OUT-NEXT: drop c
