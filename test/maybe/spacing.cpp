// Awaits without spaces, with comments and line splices inside, in odd places.
// RUN: %run %s | FileCheck %s
#include "Inputs/both.hpp"
template <async::mode M>
[[async::maybe]] async::maybe<M, int> use() {
  int a = 1 -co_await(value<M>(1)) -/* co_await */co_await/**/value<M>(2);
  a = -co_await value<M>(3)+-co_await(value<M>(4));
  if(co_await value<M>(1))a-=-co_await value<M>(5);else co_return-1;
  auto text = R"(co_await co_return)" "co_await";  // co_await and co_return here
  a +=
      co_await
      // which one?
      value<M>(6);
  a += co_\
await value<M>(7);
  co_return(a + static_cast<int>(std::string(text).size()));
}
// CHECK: both: v1 v2 v3 v4 v1 v5 v6 v7 = 37
int main() {
  both([]<class M>(M) { return use<M>(); });
}
