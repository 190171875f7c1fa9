// Where the argument cannot be written at the call: a warning.
// RUN: %check 2>&1 | FileCheck %s
// RUN: %asyncc --check g++ %flags -Wno-async-gcc-await -c %s 2>&1 | count 0
#include <async/mode.hpp>
#include <async/task.hpp>
#include <string>
#include <vector>
inline std::string somebody() { return "somebody"; }
struct options {
  std::string user = {};
};
struct client {
  async::task<int> open(options const& o = {});
};
template <async::mode M>
[[async::maybe]] async::maybe<M, int> open(int n, options o = {somebody()}) {
  co_return n + static_cast<int>(o.user.size());
}
template <async::mode M>
[[async::maybe]] async::maybe<M, int> use() {
  // CHECK: default_argument_told.cpp:[[@LINE+1]]:31: warning: g++ 12 destroys an aggregate that a default argument makes in an awaited call twice; pass the argument, by a variable, or use another compiler [async-gcc-await]
  co_return co_await open<M>(1);
}
async::task<int> plain(client& c) {
  options const mine;
  // CHECK: default_argument_told.cpp:[[@LINE+1]]:33: warning: g++ 12 destroys
  int const n = co_await c.open();
  co_return n + co_await c.open(mine);
}
template <async::mode M>
[[async::maybe]] async::maybe<M, int> sum(int n, std::vector<std::string> const& more = {somebody(), "b"}) {
  co_return n + static_cast<int>(more.size());
}
template <async::mode M>
[[async::maybe]] async::maybe<M, int> default_list() {
  // CHECK: default_argument_told.cpp:[[@LINE+1]]:30: warning: g++ 12 rejects a std::initializer_list that a default argument takes in an awaited call; pass the argument, by a variable, or use another compiler [async-gcc-await]
  co_return co_await sum<M>(1);
}
// Only instantiations tell what is called, and they differ.
struct other_options {
  std::string path = {};
};
template <async::mode M, class Options>
struct [[async::maybe]] wire {
  using async_mode = M;
  async::maybe<M, int> open(Options o = {}) { co_return static_cast<int>(sizeof o); }
  async::maybe<M, int> close(int n = 1) { co_return n; }
};
template <class W>
[[async::maybe]] async::maybe<async::mode_of<W>, int> of_argument(W& w) {
  // CHECK: default_argument_told.cpp:[[@LINE+1]]:33: warning: g++ 12 destroys an aggregate that a default argument makes
  int const n = co_await w.open();
  // CHECK: default_argument_told.cpp:[[@LINE+1]]:36: warning: g++ 12 may reject a braced list in an awaited call, or destroy twice what it makes; write its type in front of it
  int const more = co_await w.open({});
  co_return n + more + co_await w.close();
}
async::task<int> instances(wire<async::suspending, options>& a, wire<async::suspending, other_options>& b) {
  co_return co_await of_argument(a) + co_await of_argument(b);
}
// CHECK-NOT: warning
