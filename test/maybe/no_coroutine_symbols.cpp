// A blocking instantiation is plain code: no frame, no .resume, no operator new.
// RUN: %asyncc g++ -c -O2 %flags %s -o %t.g.o
// RUN: nm -C %t.g.o | FileCheck %s
// RUN: nm -C %t.g.o | not grep -E 'resume|\.actor|\.Frame|operator new|coroutine|task'
// RUN: %asyncc clang++-19 -c -O2 %flags %s -o %t.c.o
// RUN: nm -C %t.c.o | FileCheck %s
// RUN: nm -C %t.c.o | not grep -E 'resume|\.destroy|\.cleanup|operator new|coroutine|task'
#include <async/mode.hpp>
#include <async/task.hpp>
template <async::mode M>
struct [[async::maybe]] reader {
  virtual async::maybe<M, int> read(int n) { co_return n + 1; }
  virtual ~reader() = default;
  async::maybe<M, int> twice(int n) { co_return co_await read(co_await read(n)); }
};
template <async::mode M>
[[async::maybe]] async::maybe<M, int> sum(reader<M>& r, int n) {
  int total = 0;
  for (int i = 0; i < n; ++i) total += co_await r.twice(i);
  co_return total;
}
// CHECK: T use(reader<async::blocking>&)
int use(reader<async::blocking>& r) { return sum(r, 3) + sum(r, 4); }
