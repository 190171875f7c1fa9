// Classes in unnamed namespaces: no compiler finds what is generated for them unneeded.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include <async/async.hpp>
#include <cstdio>
namespace {
struct res {
  res() = default;
  res(res const&) = delete;
  // CHECK: {{\[\[}}maybe_unused]] friend async::task<void> async_drop(res& self)
  [[async::drop]] async::task<void> close() {
    std::puts("dropped");
    co_return;
  }
};
struct around {
  res r;
};
}  // namespace
async::task<void> f() {
  res a;
  around b;
  co_return;
}
int main() { async::block_on(f()); }
// OUT: dropped
// OUT-NEXT: dropped
