// RUN: not %check 2>&1 | FileCheck %s
#include <async/async.hpp>
// CHECK: errors/template.cpp:[[@LINE+1]]:29: error: {{.*}}'go', a template{{.*}}[async-main-template]
template <class T> [[async::main]] async::task<int> go() { co_return 0; }
