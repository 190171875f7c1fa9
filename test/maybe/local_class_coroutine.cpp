// Members of a local class have bodies of their own.
// RUN: %run %s | FileCheck %s
#include "Inputs/both.hpp"
inline async::task<int> fetch() { co_return 2; }
template <async::mode M>
[[async::maybe]] async::maybe<M, int> f() {
  struct local {
    async::task<int> run() { co_return co_await fetch(); }
  };
  if constexpr (M::is_async) {
    local l;
    co_return co_await l.run();
  }
  co_return 2;
}
// CHECK: both: = 2
int main() {
  both([]<class M>(M) { return f<M>(); });
}
