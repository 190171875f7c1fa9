// A plain template that drops early what needs no await does so at once, as a function does.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include <async/async.hpp>

#include <cstdio>
#include <utility>

template <async::mode M>
struct [[async::maybe]] file {
  explicit file(int n) : id(n) {}
  file(file&& x) noexcept : id(x.id), open(std::exchange(x.open, false)) {}
  [[async::drop(open)]] async::maybe<M, void> close() {
    open = false;
    std::printf("drop%d ", id);
    co_return;
  }
  int id;
  bool open = true;
};
template <class T>
void of_any() {
  T x(1), y(2);
  // CHECK: drop2_.now();
  async::drop(x);
  std::printf("behind ");
  // CHECK: drop4_.dismiss();
  async::release(y);
}
template <class T>
void by_reference(T& x) {
  // CHECK: async::dropping_now(x);
  async::drop(x);
  std::printf("behind ");
}
int main() {
  of_any<file<async::blocking>>();
  file<async::blocking> z(3);
  by_reference(z);
  std::printf("end\n");
}
// OUT: drop1 behind drop3 behind end
