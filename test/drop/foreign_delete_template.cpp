// delete in templates whose coroutines another library's are, known or not: of a pointer whose type is deduced, too.
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/lazy.hpp"
#include <async/async.hpp>
#include <cstdio>
struct res {
  explicit res(int n) : n(n) {}
  res(res const&) = delete;
  ~res() { std::printf("~%d\n", n); }
  [[async::drop]] own::lazy<void> close() {
    std::printf("close %d\n", n);
    co_return;
  }
  int n;
};
struct kind {
  template <class T>
  using result = own::lazy<T>;
  using object = res;
};
template <class R>
own::lazy<void> known(int n) {
  auto* p = new R{n};
  delete p;
  co_return;
}
template <class K>
typename K::template result<void> unknown(int n) {
  auto* p = new typename K::object{n};
  delete p;
  co_return;
}
int main() {
  known<res>(1).run();
  unknown<kind>(2).run();
}
// OUT: close 1
// OUT-NEXT: ~1
// OUT-NEXT: close 2
// OUT-NEXT: ~2
