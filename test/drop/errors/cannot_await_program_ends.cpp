// Where the program ends no life does; where a function that does not return may throw, or only an exception ends a
// loop, one is lost.
// RUN: not %check 2>&1 | FileCheck %s
#include "Inputs/res.hpp"
#include <cstdlib>
#include <exception>
void work();
[[noreturn]] void fails();
[[noreturn]] void ends() noexcept;

// CHECK-NOT: error:
void aborts() {
  res r{1};
  std::abort();
}
void some(bool b) {
  res r{1};
  if (b) std::exit(1);
  std::terminate();
}
void own() {
  res r{1};
  work();
  ends();
}
void may_throw() {
  // CHECK: errors/cannot_await_program_ends.cpp:[[@LINE+1]]:7: error: 'r' of type 'res'{{.*}}in 'may_throw'{{.*}}[async-drop-cannot-await]
  res r{1};
  fails();
}
void either(bool b) {
  // CHECK: errors/cannot_await_program_ends.cpp:[[@LINE+1]]:7: error: 'r' of type 'res'{{.*}}in 'either'
  res r{1};
  if (b) throw 1;
  std::abort();
}
void loops() {
  // CHECK: errors/cannot_await_program_ends.cpp:[[@LINE+1]]:7: error: 'r' of type 'res'{{.*}}in 'loops'
  res r{1};
  for (;;) work();
}
void handled() {
  // CHECK: errors/cannot_await_program_ends.cpp:[[@LINE+2]]:9: error: 'r' of type 'res'{{.*}}in 'handled'
  try {
    res r{1};
    work();
    throw 1;
  } catch (...) {
    std::abort();
  }
}
