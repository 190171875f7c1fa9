// An annotated header with #pragma once that is included again by one without annotations.
// RUN: %run %s | FileCheck %s
// RUN: %asyncc %s -o %t.low.cpp -- %flags && g++ %flags -Wall -Wextra -Werror -c %t.low.cpp -o %t.o
#include "Inputs/diamond/once.hpp"
#include "Inputs/diamond/plain.hpp"
#include <cstdio>
// CHECK: 3 3
int main() {
  source<async::suspending> s;
  std::printf("%d %d\n", plain(), async::block_on(s.get()));
}
