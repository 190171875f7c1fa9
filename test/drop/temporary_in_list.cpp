// Elements of a list that are converted are temporaries, in templates as elsewhere.
// RUN: %lower %s | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/converted.hpp"
#include <vector>
struct pair {
  int a, b;
};
struct part {
  res r;
  int m;
};
async::task<int> number(part const& p) { co_return p.r.n; }
// CHECK: int a[2] = {temporary1_.make([&]() -> decltype(auto) { return R(1); })};
template <class R>
async::task<int> lists() {
  int a[2] = {R(1)};
  pair b{R(2), 0};
  pair c = {.a = R(3), .b = 4};
  int d{R(4)};
  std::vector<int> e{R(5)};
  co_return a[0] + b.a + c.a + d + e[0];
}
// The object is made in its place, not moved out of it, for g++ 12, too.
async::task<int> arguments() {
  int sum = co_await number({res(6), 0});
  sum += co_await number(part{res(7), 0});
  co_return sum;
}
// An arrow that gives an object by value.
struct proxy {
  res r;
  res* operator->() { return &r; }
};
struct handle {
  int n;
  proxy operator->() const { return {res(n)}; }
};
async::task<int> arrow() {
  handle h{8};
  co_return h->n;
}
// Nothing is made where nothing is evaluated.
template <class R>
async::task<bool> unevaluated() {
  if constexpr (requires { R(9).n; }) co_return !noexcept(R(9).n) && sizeof(R(9)) > 1;
  co_return false;
}
// The switch is over what the object converts to.
template <class R>
async::task<int> choice() {
  switch (R(10)) {
    case 10: std::puts("ten"); co_return 10;
    default: co_return 0;
  }
}
// OUT: drop 1
// OUT-NEXT: drop 2
// OUT-NEXT: drop 3
// OUT-NEXT: drop 4
// OUT-NEXT: drop 5
// OUT-NEXT: drop 6
// OUT-NEXT: drop 7
// OUT-NEXT: drop 8
// OUT-NEXT: drop 10
// OUT-NEXT: ten
// OUT-NEXT: 46
int main() {
  int sum = async::block_on(lists<res>());
  sum += async::block_on(arguments());
  sum += async::block_on(arrow());
  async::block_on(unevaluated<res>());
  sum += async::block_on(choice<res>());
  std::printf("%d\n", sum);
}
