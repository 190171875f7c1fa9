// RUN: not %check 2>&1 | FileCheck %s
#include <async/async.hpp>
void f() {
  // CHECK: errors/local.cpp:[[@LINE+1]]:12: error: {{\[\[}}async::test]] marks 'reads', declared inside a function{{.*}}[async-test-local]
  [[async::test]] async::task<void> reads();
}
