// An aggregate that a default argument makes in an awaited call cannot be written otherwise: a warning.
// RUN: %check 2>&1 | FileCheck %s
// RUN: %asyncc --check g++ %flags -Wno-async-gcc-await -c %s 2>&1 | count 0
#include <async/mode.hpp>
#include <async/task.hpp>
#include <string>
#include <vector>
struct options {
  std::string user = {};
};
struct client {
  async::task<int> open(options const& o = {});
};
template <async::mode M>
[[async::maybe]] async::maybe<M, int> open(int n, options o = {}) {
  co_return n + static_cast<int>(o.user.size());
}
template <async::mode M>
[[async::maybe]] async::maybe<M, int> use() {
  // CHECK: default_argument.cpp:[[@LINE+1]]:31: warning: g++ 12 destroys an aggregate that a default argument makes in an awaited call twice; pass the argument, by a variable, or use another compiler [async-gcc-await]
  co_return co_await open<M>(1);
}
async::task<int> plain(client& c) {
  options const mine;
  // CHECK: default_argument.cpp:[[@LINE+1]]:33: warning: g++ 12 destroys
  int const n = co_await c.open();
  co_return n + co_await c.open(mine);
}
template <async::mode M>
[[async::maybe]] async::maybe<M, int> sum(int n, std::vector<int> const& more = {1, 2}) {
  co_return n + more[0];
}
template <async::mode M>
[[async::maybe]] async::maybe<M, int> default_list() {
  // CHECK: default_argument.cpp:[[@LINE+1]]:30: warning: g++ 12 rejects a std::initializer_list that a default argument takes in an awaited call; pass the argument, by a variable, or use another compiler [async-gcc-await]
  co_return co_await sum<M>(1);
}
// CHECK-NOT: warning
