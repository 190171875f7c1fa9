// What lacks its mark is used in a blocking mode: clang would say that an int has no promise_type.
// RUN: not %check 2>&1 | FileCheck %s --implicit-check-not=error:
// RUN: grep -v "async::main" %s > %t.cpp
// RUN: not %asyncc g++ %flags -c %t.cpp -o %t.o 2>&1 | FileCheck %s --check-prefix=ALONE --implicit-check-not=error:
#include <async/async.hpp>
// CHECK: errors/unmarked_blocking.cpp:[[@LINE+3]]:22: error: 'f' awaits and its result is async::maybe<…>, but neither it nor its class is marked, so it cannot run in blocking modes; write {{\[\[}}async::maybe]] in front of it [async-maybe-unmarked]
// ALONE: 22: error: 'f' awaits
template <async::mode M>
async::maybe<M, int> f() { co_return 1; }
struct box {
  // CHECK: :[[@LINE+3]]:24: error: 'get' awaits
  // ALONE: 24: error: 'get' awaits
  template <async::mode M>
  async::maybe<M, int> get() { co_return co_await f<M>(); }
};
template <async::mode M>
struct reader {
  // CHECK: :[[@LINE+2]]:24: error: 'read' awaits
  // ALONE: 24: error: 'read' awaits
  async::maybe<M, int> read() { co_return co_await f<M>(); }
};
int use() { return f<async::blocking>() + box().get<async::blocking>() + reader<async::blocking>().read(); }
[[async::main]] async::task<int> go() { co_return use(); }
