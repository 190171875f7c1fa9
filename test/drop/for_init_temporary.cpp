// A temporary in the first part of an if, switch or for is dropped before the condition is evaluated.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/numbered.hpp"
START {
  traced a{"a"};
  // CHECK: async::dropping(temporary
  if (make(1).get(); say("if")) say("then");
  switch (make(2).get(); say("ab")) { case 2: say("two"); }
  int i = 0;
  for (make(3).get(); say("for"), i < 1; ++i) say("body");
  if (a = named("b"); say("assigned")) say("end");
  co_return;
}
// OUT: make 1
// OUT-NEXT: drop 1
// OUT-NEXT: ~1
// OUT-NEXT: if
// OUT-NEXT: then
// OUT-NEXT: make 2
// OUT-NEXT: drop 2
// OUT-NEXT: ~2
// OUT-NEXT: ab
// OUT-NEXT: two
// OUT-NEXT: make 3
// OUT-NEXT: drop 3
// OUT-NEXT: ~3
// OUT-NEXT: for
// OUT-NEXT: body
// OUT-NEXT: for
// OUT-NEXT: drop a
// OUT-NEXT: assign b
// OUT-NEXT: assigned
// OUT-NEXT: end
// OUT-NEXT: drop b
// OUT-NEXT: ~b
