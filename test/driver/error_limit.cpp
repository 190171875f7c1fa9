// As many errors as the compiler would print: of asyncc's own parser, and of its rules.
// RUN: not %asyncc g++ -fsyntax-only %flags %s 2>&1 | grep -c 'error: ' | FileCheck %s --check-prefix=ALL
// ALL: {{^}}4
// RUN: not %asyncc g++ -fsyntax-only -fmax-errors=2 %flags %s 2>&1 | FileCheck %s --implicit-check-not=error:
// RUN: not %asyncc g++ -fsyntax-only -Wfatal-errors %flags -DRULES %s 2>&1 | FileCheck %s --check-prefix=RULES --implicit-check-not=error:
// RUN: not %asyncc clang++-19 -fsyntax-only -ferror-limit=1 %flags %s 2>&1 | FileCheck %s --check-prefix=CLANG --implicit-check-not=' error:'
#include <async/async.hpp>
struct res {
  [[async::drop]] async::task<void> close() { co_return; }
  res() = default;
  res(res const&) = delete;
};
#ifdef RULES
// RULES: [[@LINE+1]]:5: error: 'first' of type 'res' has an async drop
res first;
res second;
// RULES-NEXT: res first;
// RULES-NEXT: ^
// RULES-NEXT: compilation terminated due to -Wfatal-errors.
#else
// CHECK: [[@LINE+2]]:13: error: {{.*}}'x'
// CLANG: [[@LINE+1]]:13: error: {{.*}}'x'
int first = x;
// CHECK: [[@LINE+1]]:14: error: {{.*}}'y'
int second = y;
int third = z;
int fourth = v;
// CHECK: compilation terminated due to -fmax-errors=2.
// CLANG: fatal error: too many errors emitted, stopping now [-ferror-limit=]
#endif
