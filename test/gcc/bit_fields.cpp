// A bit-field beside an await is read, where other operands are referred to.
// RUN: %run %s | FileCheck %s
#include <async/async.hpp>
#include <cstdio>
#include <string>
struct bits {
  int b : 5 = 2;
  unsigned c : 3 = 1;
};
struct point {
  int x, y;
};
struct named {
  std::string text;
  int n;
  unsigned m;
};
template <async::mode M>
[[async::maybe]] async::maybe<M, int> id(int i) { co_return i; }
template <async::mode M>
[[async::maybe]] async::maybe<M, int> shifted() {
  bits s;
  co_return s.b << co_await id<M>(1);
}
template <async::mode M>
[[async::maybe]] async::maybe<M, int> listed() {
  bits s;
  point z{s.b, co_await id<M>(1)};
  co_return z.x * 10 + z.y;
}
template <async::mode M>
[[async::maybe]] async::maybe<M, std::string> owned() {
  bits s;
  bits* p = &s;
  named z{std::to_string(p->b), co_await id<M>(3), p->c};
  co_return z.text + std::to_string(z.n) + std::to_string(z.m);
}
async::task<void> all() {
  // CHECK: 4 21 231
  // CHECK-NEXT: 4 21 231
  std::printf("%d %d ", shifted<async::blocking>(), listed<async::blocking>());
  std::printf("%s\n", owned<async::blocking>().c_str());
  std::printf("%d %d ", co_await shifted<async::suspending>(), co_await listed<async::suspending>());
  std::printf("%s\n", (co_await owned<async::suspending>()).c_str());
}
int main() { async::block_on(all()); }
