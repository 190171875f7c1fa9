// In a blocking mode, too, what the parts of an owner throw while an error leaves the scope is suppressed as soon as it
// happens.
// RUN: %run %s | FileCheck %s
#include <async/async.hpp>

#include <cstdio>
#include <exception>
#include <utility>
#include <vector>

template <async::mode M>
struct [[async::maybe]] part {
  explicit part(int n) : id(n) {}
  part(part&& x) noexcept : id(x.id), open(std::exchange(x.open, false)) {}
  [[async::drop(open)]] async::maybe<M, void> close() {
    open = false;
    std::printf("drop%d ", id);
    throw id;
    co_return;
  }
  int id;
  bool open = true;
};
template <async::mode M>
struct pair {
  part<M> a{4}, b{5};
};
template <async::mode M>
[[async::maybe]] async::maybe<M, void> leave(bool fails) {
  pair<M> both;
  std::vector<part<M>> v;
  for (int i = 1; i < 4; ++i) v.push_back(part<M>(i));
  if (fails) throw 9;
  co_return;
}
void array() {
  part<async::blocking> v[2] = {part<async::blocking>(1), part<async::blocking>(2)};
  throw 9;
}
void suppressed(std::exception_ptr p) {
  try {
    std::rethrow_exception(p);
  } catch (int n) {
    std::printf("suppressed%d ", n);
  }
}
template <class F>
void run(char const* what, F f) {
  try {
    f();
  } catch (int n) {
    std::printf("error%d %s\n", n, what);
  }
}
int main() {
  async::set_suppressed_exception_handler(suppressed);
  for (bool fails : {false, true}) {
    run("suspending", [&] { async::block_on(leave<async::suspending>(fails)); });
    run("blocking", [&] { leave<async::blocking>(fails); });
  }
  run("array", array);
}
// CHECK: drop1 drop2 suppressed2 drop3 suppressed3 drop5 suppressed5 drop4 suppressed4 error1 suspending
// CHECK-NEXT: drop1 drop2 suppressed2 drop3 suppressed3 drop5 suppressed5 drop4 suppressed4 error1 blocking
// CHECK-NEXT: drop1 suppressed1 drop2 suppressed2 drop3 suppressed3 drop5 suppressed5 drop4 suppressed4 error9 suspending
// CHECK-NEXT: drop1 suppressed1 drop2 suppressed2 drop3 suppressed3 drop5 suppressed5 drop4 suppressed4 error9 blocking
// CHECK-NEXT: drop2 suppressed2 drop1 suppressed1 error9 array
