// RUN: not %check 2>&1 | FileCheck %s
#include <async/async.hpp>
// CHECK: errors/namespace_without_runtime.cpp:[[@LINE+1]]:34: error: {{.*}}namespace 'empty' has no class 'runtime'{{.*}}[async-main-namespace-without-runtime]
namespace empty {} [[async::main(empty)]] async::task<int> go() { co_return 0; }
