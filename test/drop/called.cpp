// The drop of a class in a blocking mode is called where the life ends, in every function.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include <async/async.hpp>
#include <cstdio>
#include <stdexcept>
#include <utility>
template <async::mode M>
class [[async::maybe]] res {
 public:
  explicit res(int n) : n_(n) {}
  res(res&& o) noexcept : n_(std::exchange(o.n_, 0)) {}
  [[async::drop(n_)]] async::maybe<M, void> close() {
    std::printf("close %d\n", std::exchange(n_, 0));
    co_return;
  }

 private:
  int n_;
};
int plain(int way) {
  res<async::blocking> a{1};
  // CHECK: res<async::blocking> a{1}; async::drop_guard drop1_{a};
  for (int i = 0; i < 2; ++i) {
    res<async::blocking> b{10 + i};
    if (way == i) break;
  }
  if (way == 5) throw std::runtime_error("five");
  return way;
}
res<async::blocking> make() {
  res<async::blocking> r{7};
  // CHECK: { drop1_.dismiss(); return r; }
  return r;
}
// OUT: close 10
// OUT-NEXT: close 1
// OUT-NEXT: close 10
// OUT-NEXT: close 11
// OUT-NEXT: close 1
// OUT-NEXT: five
// OUT-NEXT: made
// OUT-NEXT: close 7
int main() {
  plain(0);
  try {
    plain(5);
  } catch (std::exception const& e) {
    std::puts(e.what());
  }
  auto r = make();
  std::puts("made");
}
