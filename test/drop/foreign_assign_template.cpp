// A template that assigns, deletes and destroys in another library's coroutines is instantiated for types with a drop and
// without one.
// RUN: %run %s | FileCheck %s
#include <async/async.hpp>
#include "Inputs/lazy.hpp"

#include <cstdio>
#include <memory>
#include <utility>

using own::lazy;
struct dropped {
  explicit dropped(int n) : n(n) {}
  dropped(dropped&& o) noexcept : n(std::exchange(o.n, 0)) {}
  dropped& operator=(dropped&& o) noexcept {
    n = std::exchange(o.n, 0);
    return *this;
  }
  [[async::drop(n)]] lazy<void> close() {
    std::printf("drop%d ", std::exchange(n, 0));
    co_return;
  }
  int n;
};
struct plain {
  explicit plain(int n) : n(n) {}
  int n;
};
template <class T>
lazy<int> assigns() {
  T x(1);
  x = T(2);
  co_return x.n;
}
template <class T>
lazy<int> deletes() {
  auto* p = new T(3);
  delete p;
  co_return 4;
}
template <class T>
lazy<int> destroys() {
  struct alignas(T) place {
    unsigned char bytes[sizeof(T)];
  } room;
  T* p = ::new (static_cast<void*>(&room)) T(5);
  std::destroy_at(p);
  co_return 6;
}
template <class T>
void run() {
  int const a = assigns<T>().run();
  int const b = deletes<T>().run();
  int const c = destroys<T>().run();
  std::printf("%d %d %d\n", a, b, c);
}
int main() {
  run<dropped>();
  run<plain>();
}
// CHECK: drop1 drop2 drop3 drop5 2 4 6
// CHECK-NEXT: 2 4 6
