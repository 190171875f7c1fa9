// RUN: not %check 2>&1 | FileCheck %s
#include "Inputs/res.hpp"
struct held {
  res r{1};
};
struct count {
  int n = 0;
};
// CHECK: errors/base_pack.cpp:[[@LINE+2]]:14: error: 'all' has an async drop by way of 'Parts', and a pack of base classes cannot be dropped in the reverse of its order; hold them in a std::tuple, or mark a function of 'all' that drops them [async-drop-base-pack]
template <class... Parts>
struct all : Parts... {};
// CHECK-NOT: error:
template <class... F>
struct overloaded : F... {
  using F::operator()...;
};
template <class... F>
overloaded(F...) -> overloaded<F...>;
async::task<int> f() {
  all<count, held> x;
  overloaded g{[](int i) { return i; }, [](char) { return 0; }};
  co_return g(x.n);
}
