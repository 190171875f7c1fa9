// RUN: not %check 2>&1 | FileCheck %s
#include <async/async.hpp>
// CHECK: errors/test_annotation.cpp:[[@LINE+1]]:10: error: {{.*}}{{\[\[}}async::test]] is not supported yet{{.*}}[async-not-lowered-annotation]
[[async::test]] async::task<void> go() { co_return; }
