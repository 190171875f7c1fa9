// The line that a message shows is the developer's.
// RUN: not %check 2>&1 | FileCheck %s
#include <async/async.hpp>
template <class T, ?async M> [[async::maybe]] async::maybe<M, void> f() {}
// CHECK: errors/mode_spelling.cpp:4:74: error: the body of maybe-async 'f'{{.*}}[async-maybe-empty-body]
// CHECK-NEXT: template <class T, ?async M>
