// Without asyncc the file is C++20, and its suspending instantiation runs.
// RUN: g++ -std=c++20 -Wall -Wextra -Wpedantic -Werror -Wno-attributes %flags %s -o %t.g %library
// RUN: %t.g | FileCheck %s
// RUN: clang++-19 -std=c++20 -Wall -Wextra -Wpedantic -Werror -Wno-unknown-attributes %flags %s -o %t.c %library
// RUN: %t.c | FileCheck %s
// RUN: %run %s | FileCheck %s
#include <async/block_on.hpp>
#include <async/mode.hpp>
#include <async/task.hpp>
#include <async/this_task.hpp>

#include <cstdio>
template <async::mode M>
struct [[async::maybe]] source {
  using async_mode = M;
  async::maybe<M, int> next() {
    if constexpr (M::is_async) co_await async::this_task::yield();
    co_return n ? n-- : 0;
  }
  int n = 3;
};
template <class S>
[[async::maybe]] async::maybe<async::mode_of<S>, int> total(S& s) {
  int sum = 0;
  while (int n = co_await s.next()) sum += n;
  co_return sum;
}
// CHECK: 6
int main() {
  source<async::suspending> s;
  std::printf("%d\n", async::block_on(total(s)));
}
