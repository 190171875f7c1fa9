// The requires-clause of a class that is no concept becomes one: everywhere, in front of the first declaration and on
// the definitions of members outside of the class, whatever they call the parameters.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include <async/async.hpp>
#include <cstdio>
namespace lib {
// CHECK: concept limited_constraint = (Limit > 0);
// CHECK: requires limited_constraint<M, Limit>
template <async::mode M, std::size_t Limit>
  requires(Limit > 0)
class limited;
template <async::mode M, std::size_t Limit = 10>
  requires(Limit > 0)
class [[async::maybe]] limited {
 public:
  limited();
  async::maybe<M, int> get(int n);
  static int const most;
};
template <async::mode N, std::size_t L>
  requires(L > 0)
// CHECK: requires ::lib::limited_constraint<N, L>
limited<N, L>::limited() {}
template <async::mode M, std::size_t Limit>
  requires(Limit > 0)
int const limited<M, Limit>::most = static_cast<int>(Limit);
}  // namespace lib
template <async::mode M, std::size_t Limit>
  requires(Limit > 0)
// CHECK: ::lib::limited_constraint<M, Limit>
async::maybe<M, int> lib::limited<M, Limit>::get(int n) {
  if (n == most) co_return 0;
  co_return co_await get(n + 1) + 1;
}
[[async::main(async::current_thread)]] async::task<void> go() {
  lib::limited<async::blocking> x;
  lib::limited<async::suspending, 7> y;
  // OUT: 8 5
  std::printf("%d %d\n", x.get(2), co_await y.get(2));
}
