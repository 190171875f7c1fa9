// In a fold expression there is no place for what g++ 12 would destroy twice: it is warned of, clang gets it right.
// RUN: %check 2>&1 | FileCheck %s
// RUN: env COMPILERS=clang++-19 %run %s | FileCheck %s --check-prefix=OUT
#include <async/async.hpp>
#include <cstdio>
#include <string>
using async::task;
template <class... T>
task<int> sizes(T... t) {
  // CHECK: closure/pack.cpp:[[@LINE+1]]:34: warning: g++ 12 destroys a closure that is made in an awaited expression twice; {{.*}}[async-gcc-await]
  co_return (0 + ... + (co_await [t] [[async::closure]] () -> task<int> {
               co_await async::this_task::yield();
               co_return static_cast<int>(t.size());
             }()));
}
int main() {
  std::printf("%d\n", async::block_on(sizes(std::string("a long string that is on the heap for sure"), std::string("ab"))));
}
// OUT: 44
