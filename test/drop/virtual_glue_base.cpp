// A virtual base that drops by way of its members is dropped once, too, if bases that share it add nothing to it.
// RUN: %run %s | FileCheck %s
#include <async/async.hpp>

#include <cstdio>
#include <memory>

struct res {
  explicit res(int n) : n(n) {}
  res(res const&) = delete;
  ~res() { std::printf("~%d ", n); }
  [[async::drop]] async::task<void> close() {
    std::printf("%d ", n);
    co_return;
  }
  int n;
};
struct closable {
  res r{1};
};
struct reader : virtual closable {};
struct writer : virtual closable {};
struct duplex : reader, writer {
  res in{2}, out{3};
};
struct with_more : virtual closable {
  res more{4};
};
struct one_adds : reader, with_more {};
struct further : reader {};
struct deep : further, writer {};
struct plain_base {};
struct beside : plain_base, reader, writer {
  std::unique_ptr<res> owned = std::make_unique<res>(5);
};
template <class T>
async::task<void> drops(char const* what) {
  {
    T x;
    static_cast<void>(x);
  }
  std::puts(what);
  co_return;
}
int main() {
  async::block_on(drops<duplex>("duplex"));
  async::block_on(drops<one_adds>("one_adds"));
  async::block_on(drops<deep>("deep"));
  async::block_on(drops<beside>("beside"));
}
// CHECK: 3 2 1 ~3 ~2 ~1 duplex
// CHECK-NEXT: 4 1 ~4 ~1 one_adds
// CHECK-NEXT: 1 ~1 deep
// CHECK-NEXT: 5 1 ~5 ~1 beside
