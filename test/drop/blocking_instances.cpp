// Plain templates whose objects have a mode that only the instance knows: if it blocks in all of them, their drops are
// called.
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include <async/async.hpp>
#include <cstdio>
template <async::mode M>
struct [[async::maybe]] res {
  using async_mode = M;
  explicit res(const char* s) : name(s) {}
  res(res&& o) noexcept : name(std::exchange(o.name, nullptr)) {}
  [[async::drop(name)]] async::maybe<M, void> close() {
    std::printf("close %s\n", std::exchange(name, nullptr));
    co_return;
  }
  const char* name;
};
template <async::mode M>
void by_mode() {
  res<M> l{"by mode"};
}
template <class T>
int by_object(T& t) {
  res<typename T::async_mode> l{"by object"};
  return t.name != nullptr && l.name != nullptr;
}
template <class M>
struct holder {
  void f() { res<M> l{"of a member"}; }
};
[[async::main(async::current_thread)]] async::task<void> go() {
  by_mode<async::blocking>();
  res<async::blocking> r{"outside"};
  std::printf("%d\n", by_object(r));
  holder<async::blocking>().f();
  co_return;
}
// OUT: close by mode
// OUT-NEXT: close by object
// OUT-NEXT: 1
// OUT-NEXT: close of a member
// OUT-NEXT: close outside
