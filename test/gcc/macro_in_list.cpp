// A macro that has its argument twice, as text, too, in an element of a list that is given to a function: the use is written
// out there.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include <async/async.hpp>
#include <array>
#include <cstdio>
#include <string>
#include <vector>
int shown = 0;
template <class T>
T note(const char* text, T value) {
  std::printf("%s\n", text);
  ++shown;
  return value;
}
#define SHOWN(...) note(#__VA_ARGS__, __VA_ARGS__)
#define TWICE(x) ((x) + 0 * (x))
struct object {
  std::string name;
  int value;
  int plus(int n) const { return value + n; }
};
template <async::mode M>
[[async::maybe]] async::maybe<M, int> number(int n) {
  if constexpr (M::is_async) co_await async::this_task::yield();
  co_return n;
}
template <async::mode M>
[[async::maybe]] async::maybe<M, object> make(int n) {
  co_return object{"an object with a name of some length", n};
}
template <async::mode M>
[[async::maybe]] async::maybe<M, int> sum() {
  // CHECK: in_order((co_await number<M>(note("(co_await make<M>(1)).plus(3)", async::itself {{ *}}(co_await make<M>(1)).plus(3))))).get());
  std::array<int, 2> a{1, (co_await number<M>(SHOWN((co_await make<M>(1)).plus(3))))};
  std::vector<int> v{2, co_await number<M>(SHOWN((co_await make<M>(SHOWN(5))).plus(1)))};
  object o{co_await number<M>(SHOWN((co_await make<M>(7)).plus(1))) ? "an object with another name" : "", v[1]};
  int const n = std::array<int, 2>{1, co_await number<M>(TWICE((co_await make<M>(2)).plus(1)))}[1];
  co_return a[1] + v[1] + o.value + n;
}
[[async::main(async::current_thread)]] async::task<void> run() {
  int const blocking = sum<async::blocking>(), told = shown;
  int const suspending = co_await sum<async::suspending>();
  std::printf("%d %d, %d %d\n", blocking, told, suspending, shown - told);
}
// OUT: (co_await make<M>(1)).plus(3)
// OUT-NEXT: 5
// OUT-NEXT: (co_await make<M>(SHOWN(5))).plus(1)
// OUT-NEXT: (co_await make<M>(7)).plus(1)
// OUT-NEXT: (co_await make<M>(1)).plus(3)
// OUT: 19 4, 19 4
