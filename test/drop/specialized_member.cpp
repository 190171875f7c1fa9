// The drop of a class template, specialized for one of its instances.
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include <async/async.hpp>
#include <cstdio>
template <class T>
struct res {
  explicit res(T t) : value(t) {}
  res(res&& o) noexcept : value(o.value), open(std::exchange(o.open, false)) {}
  [[async::drop(open)]] async::task<void> close();
  T value;
  bool open = true;
};
template <class T>
async::task<void> res<T>::close() {
  open = false;
  std::printf("close %d\n", static_cast<int>(value));
  co_return;
}
template <class T>
struct quick {
  explicit quick(T t) : value(t) {}
  quick(quick const&) = delete;
  [[async::drop]] async::task<void> close() {
    std::printf("quick %d\n", static_cast<int>(value));
    co_return;
  }
  T value;
};
template <>
async::task<void> res<int>::close() {
  open = false;
  std::printf("int %d\n", value);
  co_return;
}
template <>
async::task<void> quick<int>::close() {
  std::printf("quick int %d\n", value);
  co_return;
}
async::task<void> user(res<int> r) {
  std::printf("user of %d\n", r.value);
  co_return;
}
[[async::main(async::current_thread)]] async::task<void> go() {
  res<int> a(1);
  res<char> b('\2');
  quick<int> c(3);
  quick<char> d('\4');
  co_await user(res<int>(5));
}
// OUT: user of 5
// OUT-NEXT: int 5
// OUT-NEXT: quick 4
// OUT-NEXT: quick int 3
// OUT-NEXT: close 2
// OUT-NEXT: int 1
