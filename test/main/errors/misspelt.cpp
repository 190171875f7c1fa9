// RUN: not %check 2>&1 | FileCheck %s
#include <async/async.hpp>
// CHECK: errors/misspelt.cpp:[[@LINE+1]]:10: error: {{.*}}unknown annotation 'async::mian'; did you mean 'async::main'?{{.*}}[async-misspelt-attribute]
[[async::mian]] async::task<int> go() { co_return 0; }
