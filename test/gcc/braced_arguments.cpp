// A bare braced list that makes an aggregate for a function template: made by a closure.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include <async/block_on.hpp>
#include <async/mode.hpp>
#include <async/task.hpp>
#include <cstdio>
#include <string>
struct options {
  int version = 3;
  std::string user = {};
};
template <async::mode M>
[[async::maybe]] async::maybe<M, int> open(options o) {
  co_return o.version + static_cast<int>(o.user.size());
}
template <async::mode M>
[[async::maybe]] async::maybe<M, int> use() {
  int const n = co_await open<M>({.version = 2, .user = "a name that is longer than a small string"});
  co_return n;
}
// CHECK: auto form1_ = [&]() -> options { return {.version = 2, .user = "a name
// CHECK: int const n = co_await open<M>(form1_());
// OUT: 43 43
int main() { std::printf("%d %d\n", use<async::blocking>(), async::block_on(use<async::suspending>())); }
