// RUN: not %check 2>&1 | FileCheck %s
#include <async/async.hpp>
// CHECK: errors/arguments.cpp:[[@LINE+2]]:10: error: {{\[\[}}async::maybe]] on 'f' is written with arguments, and it takes none: the mode is that of the result async::maybe<M, T>; remove them [async-maybe-arguments]
template <async::mode M>
[[async::maybe(M)]] async::maybe<M, int> f() { co_return 1; }
