// If the drop fails nothing is assigned, the old value counts as dropped and the error goes on.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/numbered.hpp"

START {
  traced a{"a"};
  a.failing();
  try {
    a = named("b");
    say("not this");
  } catch (std::exception const& e) {
    std::printf("caught %s\n", e.what());
  }
  say(a.name());
  co_return;
}
// CHECK: async::dropping(temporary{{[0-9]*}}_
// CHECK: async::dropping(owed
// OUT: drop a
// OUT-NEXT: drop b
// OUT-NEXT: ~b
// OUT-NEXT: caught drop of a
// OUT-NEXT: a
// OUT-NEXT: ~a
