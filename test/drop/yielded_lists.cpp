// Braced lists, and bit-fields, that are yielded beside an object with a drop.
// RUN: %lower %s | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include <async/async.hpp>
#include <cstdio>
#include <utility>
struct guard {
  bool open = true;
  [[async::drop(open)]] async::task<void> close() noexcept {
    open = false;
    std::puts("close");
    co_return;
  }
};
struct header {
  unsigned version : 4, size : 4;
};
template <class T>
async::stream<std::pair<int, T>> numbered(T first) {
  guard g;
  // CHECK: co_yield async::or_leave(typename async::stream<std::pair<int, T>>::value_type{1, first})
  co_yield {1, first};
  co_yield {2, first};
}
template <async::mode M, class T>
using gen = async::maybe_generator<M, T>;
template <async::mode M, class T>
[[async::maybe]] gen<M, std::pair<int, T>> enumerated(gen<M, T> in) {
  int i = 0;
  // CHECK: auto form1_ = [&]() -> std::pair<int, T> { return std::pair<int, T>{i++, x}; }; { bool const leaves_ = co_yield async::or_leave(form1_());
  for co_await (T x : in) co_yield {i++, x};
}
template <async::mode M>
[[async::maybe]] async::maybe_generator<M, int> numbers() {
  co_yield 7;
  co_yield 8;
}
async::stream<unsigned> fields(header& h) {
  guard g;
  // CHECK: co_yield async::or_leave(static_cast<unsigned int>(h.version))
  co_yield h.version;
  co_yield h.size;
}
async::task<void> all() {
  for co_await (auto [n, c] : numbered('x')) std::printf("%d%c\n", n, c);
  for co_await (auto [n, x] : enumerated<async::suspending, int>(numbers<async::suspending>())) std::printf("%d %d\n", n, x);
  for (auto [n, x] : enumerated<async::blocking, int>(numbers<async::blocking>())) std::printf("%d %d\n", n, x);
  header h{4, 5};
  for co_await (unsigned x : fields(h)) std::printf("%u\n", x);
}
// OUT: 1x
// OUT-NEXT: 2x
// OUT-NEXT: close
// OUT-NEXT: 0 7
// OUT-NEXT: 1 8
// OUT-NEXT: 0 7
// OUT-NEXT: 1 8
// OUT-NEXT: 4
// OUT-NEXT: 5
// OUT-NEXT: close
int main() { async::block_on(all()); }
