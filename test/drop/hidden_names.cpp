// Macros that are called like the parameters of the functions that asyncc writes.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include <async/async.hpp>

#include <cstdio>
#include <memory>

#define self (*this)
#define error 1
#define own 2
#define cause 3
struct res {
  explicit res(int n) : n(n) {}
  res(res&&) = delete;
  // CHECK: async_drop(res& self_) { return self_.close(); }
  [[async::drop]] async::task<void> close() {
    std::printf("%d ", self.n);
    co_return;
  }
  int n;
};
template <class T>
struct box {
  T value{2};
};
struct holder {
  res a{3};
  std::unique_ptr<holder> next;
};
struct last : res {
  last() : res(own * cause) {}
  res more{7};
};
async::task<int> all(bool early) {
  res a{1};
  box<res> b;
  holder h;
  last l;
  auto closure = [r = std::make_unique<res>(4)] { return r->n; };
  if (early) co_return error;
  co_return closure();
}
int main() {
  int const n = async::block_on(all(true)), m = async::block_on(all(false));
  std::printf("%d %d\n", n, m);
}
// OUT: 4 7 6 3 2 1 4 7 6 3 2 1 1 4
