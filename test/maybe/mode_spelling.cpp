// template <?async M> is a spelling of template <async::mode M>; elsewhere the text stays.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include <async/async.hpp>
#include <cstdio>
// CHECK: // what ?async means
// what ?async means
template <?async M, ? async N = M>
// CHECK: template <async::mode M, async::mode N = M>
struct [[async::maybe]] one {
  async::maybe<M, int> get() { co_return 1; }
};
// CHECK: template <async::mode M, async::mode N > requires async::blocking_mode<M>
const char* text = "<?async M>";
// OUT: 1 1 <?async M>
[[async::main(async::current_thread)]] async::task<int> start() {
  one<async::suspending> s;
  int n = co_await s.get();
  std::printf("%d %d %s\n", n, one<async::blocking>{}.get(), text);
  co_return 0;
}
