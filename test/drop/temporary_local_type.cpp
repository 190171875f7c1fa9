// Temporaries of a class that is local to another function, which nothing here can name.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/numbered.hpp"

auto local(const char* n) {
  struct holder {
    traced part;
  };
  return holder{traced(n)};
}

START {
  local("discarded");
  say(local("used").part.name());
  auto&& l = local("extended");
  say(l.part.name());
  co_return;
}
// CHECK: async::temporary<decltype(local("used"))>
// OUT: drop discarded
// OUT: used
// OUT: drop used
// OUT: extended
// OUT: drop extended
