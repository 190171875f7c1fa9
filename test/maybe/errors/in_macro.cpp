// The text of a maybe-async class or function is emitted twice, so no part of it may come out of the
// middle of a macro.
// RUN: not %check 2>&1 | FileCheck %s
#include <async/async.hpp>
#define OPEN struct other; template
#define CLOSE } struct more {}
// CHECK: errors/in_macro.cpp:[[@LINE+2]]:29: error: 's' is maybe-async, so its text is emitted once for each kind of mode, but part of it comes out of a macro's definition; write its head and its braces out here [async-maybe-in-macro]
OPEN <async::mode M>
    struct [[async::maybe]] s { async::maybe<M, int> f() { co_return 1; } };
template <async::mode M>
// CHECK: errors/in_macro.cpp:[[@LINE+1]]:39: error: 'f' is maybe-async{{.*}}[async-maybe-in-macro]
[[async::maybe]] async::maybe<M, int> f() { co_return 1; CLOSE;
