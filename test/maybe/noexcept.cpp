// noexcept terminates in both modes.
// RUN: %lower | FileCheck %s
#include <async/async.hpp>
template <async::mode M>
struct [[async::maybe]] t {
  async::maybe<M, void> f() noexcept { throw 1; co_return; }
};
// CHECK: async::maybe<M, void> f() noexcept { try {
// CHECK: } catch (...) { std::terminate(); }
// CHECK: struct t<M>
// CHECK: async::maybe<M, void> f() noexcept { throw 1; return; }
