// An operator-> that is not the standard library's is called before the arguments are awaited, as C++ says.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include <async/async.hpp>

#include <cstdio>
#include <memory>

struct target {
  int id;
  int add(int n) {
    std::printf("add%d ", id);
    return id + n;
  }
};
struct pointer {
  target* t;
  target* operator->() const {
    std::printf("-> ");
    return t;
  }
};
template <async::mode M>
[[async::maybe]] async::maybe<M, int> number(int n) {
  std::printf("number%d ", n);
  co_return n;
}
template <async::mode M>
[[async::maybe]] async::maybe<M, int> all(pointer p) {
  // CHECK: async::in_order(async::target_of(p)).get()->add(co_await number<M>(1));
  int n = p->add(co_await number<M>(1));
  n += p->add(co_await number<M>(2));
  auto own = std::make_unique<target>(target{3});
  // CHECK: n += own->add(co_await number<M>(4));
  n += own->add(co_await number<M>(4));
  co_return n;
}
int main() {
  target t{1};
  std::printf("%d\n", all<async::blocking>({&t}));
  std::printf("%d\n", async::block_on(all<async::suspending>({&t})));
}
// OUT: -> number1 add1 -> number2 add1 number4 add3 12
// OUT-NEXT: -> number1 add1 -> number2 add1 number4 add3 12
