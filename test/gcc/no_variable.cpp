// g++ 12 loses its way in a condition that awaits if the body declares no variable.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include <async/async.hpp>
#include <cstdio>
template <async::mode M>
struct [[async::maybe]] source {
  int left = 3;
  async::maybe<M, bool> more(int&) { co_return left-- > 0; }
};
// CHECK-COUNT-6: maybe_unused{{\]\]}} char local_ = 0;
template <async::mode M>
[[async::maybe]] async::maybe<M, int> of_while(source<M>& s, int x) {
  while (co_await s.more(x)) ++x;
  co_return x;
}
template <async::mode M>
[[async::maybe]] async::maybe<M, int> of_do(source<M>& s, int x) {
  do {
    ++x;
  } while (co_await s.more(x));
  co_return x;
}
template <async::mode M>
[[async::maybe]] async::maybe<M, int> of_do_in_try(source<M>& s, int x) {
  try {
    do ++x;
    while (++x, co_await s.more(x));
  } catch (...) {
  }
  co_return x;
}
template <async::mode M>
[[async::maybe]] async::maybe<M, int> of_for(source<M>& s, int x) {
  for (; co_await s.more(x);) ++x;
  co_return x;
}
template <async::mode M>
[[async::maybe]] async::maybe<M, int> of_for_with_init(source<M>& s, int x) {
  for (x = 10; co_await s.more(x); ++x) {
  }
  co_return x;
}
template <async::mode M>
[[async::maybe]] async::maybe<M, int> of_switch(source<M>& s, int x) {
  switch (int{co_await s.more(x)}) {
    case 1: ++x;
    default:;
  }
  co_return x;
}
template <async::mode M>
[[async::maybe]] async::maybe<M, void> all() {
  int n[6] = {};
  int i = 0;
  for (auto each : {of_while<M>, of_do<M>, of_do_in_try<M>, of_for<M>, of_for_with_init<M>, of_switch<M>}) {
    source<M> s;
    n[i++] = co_await each(s, 0);
  }
  for (int each : n) std::printf("%d ", each);
}
// OUT: 3 4 8 3 13 1 3 4 8 3 13 1
int main() {
  all<async::blocking>();
  async::block_on(all<async::suspending>());
}
