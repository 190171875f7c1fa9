// g++ 12 crashes on a comma whose right side awaits an object of a class, if the left side has no effect.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include <async/async.hpp>
#include <cstdio>
#include <string>
template <async::mode M>
[[async::maybe]] async::maybe<M, std::string> word(const char* s) {
  co_return s;
}
template <async::mode M>
[[async::maybe]] async::maybe<M, std::size_t> all([[maybe_unused]] int n) {
  std::string kept = "kept";
  // CHECK: (async::in_order((static_cast<void>(static_cast<void>(n)), 0)).get(), co_await word<M>("discarded"));
  (static_cast<void>(n), co_await word<M>("discarded"));
  ((static_cast<void>(n), static_cast<void>(kept)), co_await word<M>("of two"));
  static_cast<void>((static_cast<void>(n), co_await word<M>("cast")));
  std::size_t r = (static_cast<void>(n), co_await word<M>("size")).size();
  (static_cast<void>(++n), co_await word<M>("counted"));
  for (int i = 0; i < 2; (static_cast<void>(n), co_await word<M>("step"))) ++i;
  if (kept = (static_cast<void>(kept), co_await word<M>("assigned")); (static_cast<void>(n), co_await word<M>("condition")) == "condition") r += kept.size();
  co_return r + static_cast<std::size_t>(n);
}
// OUT: 14 14
int main() {
  std::printf("%zu %zu\n", async::block_on(all<async::suspending>(1)), all<async::blocking>(1));
}
