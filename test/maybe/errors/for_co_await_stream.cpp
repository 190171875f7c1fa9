// `for co_await` over a stream that is always asynchronous.
// RUN: not %check 2>&1 | FileCheck %s
#include <async/async.hpp>
async::stream<int> numbers();
template <async::mode M>
[[async::maybe]] async::maybe<M, int> f() {
  int n = 0;
  // CHECK: for_co_await_stream.cpp:[[@LINE+1]]:{{[0-9]+}}: error: 'f' also has to run in blocking modes{{.*}}[async-maybe-always-async]
  for co_await (int x : numbers()) n += x;
  co_return n;
}
