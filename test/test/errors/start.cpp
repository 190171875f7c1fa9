// RUN: not %check 2>&1 | FileCheck %s
#include <async/async.hpp>
// CHECK: errors/start.cpp:[[@LINE+1]]:10: error: {{\[\[}}async::test]] marks 'main', which starts the program{{.*}}[async-test-main]
[[async::test]] async::task<void> main() { co_return; }
