// RUN: not %check 2>&1 | FileCheck %s
#include <async/async.hpp>
#include <vector>
struct receipt {
  receipt(receipt&&) = default;
  bool open = true;
  [[async::drop(open)]] async::task<void> settle();
};
struct a {
  a(a const&) = delete;
  // CHECK: errors/value.cpp:[[@LINE+1]]:40: error: {{.*}}marks 'close', which gives a 'receipt' that has an async drop itself, and nobody takes it; drop it in 'close', and return async::task<void> [async-drop-value]
  [[async::drop]] async::task<receipt> close();
};
template <async::mode M>
struct [[async::maybe]] b {
  b(b const&) = delete;
  // CHECK: errors/value.cpp:[[@LINE+1]]:57: error: {{.*}}gives a 'std::vector<receipt>' that{{.*}}[async-drop-value]
  [[async::drop]] async::maybe<M, std::vector<receipt>> close() { co_return {}; }
};
struct c {
  c(c const&) = delete;
  [[async::drop]] async::task<int> close();
};
// CHECK-NOT: error:
