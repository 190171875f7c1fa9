// What a closure cannot capture by reference is captured otherwise where a temporary is made, and __func__ names the function.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/printed_name.hpp"
#include "Inputs/traced.hpp"
struct bits {
  int a : 5 = 2, b : 3 = 1;
};
template <async::mode M>
struct [[async::maybe]] both_name {
  std::string text;
  explicit both_name(std::string t) : text(std::move(t)) {}
  both_name(both_name&&) = delete;
  async::maybe<M, std::size_t> size() { co_return text.size(); }
  [[async::drop]] async::maybe<M, void> close() {
    std::printf("drop %s\n", text.c_str());
    co_return;
  }
};
// CHECK: async::task<std::size_t> bound() {
// CHECK: temporary1_.make([&, x = static_cast<decltype(x)>(x)]() -> name { return name{std::to_string(x)}; })
async::task<std::size_t> bound() {
  auto [x, y] = bits{};
  co_return name{std::to_string(x)}.size() + static_cast<std::size_t>(y);
}
// CHECK: auto const& func_ = __func__;
// CHECK: temporary1_.make([&]() -> name { return name{func_}; })
async::task<std::size_t> named() {
  say(__func__);
  co_return name{__func__}.size() + [] { return sizeof(__func__); }();
}
template <async::mode M>
[[async::maybe]] async::maybe<M, std::size_t> both() {
  auto [x, y] = bits{};
  std::size_t n = co_await both_name<M>{std::to_string(y)}.size();
  co_return n + co_await both_name<M>{__func__}.size();
}
START {
  std::printf("%zu\n", co_await bound());
  std::printf("%zu\n", co_await named());
  std::printf("%zu\n", both<async::blocking>());
  std::printf("%zu\n", co_await both<async::suspending>());
}
// OUT: drop 2
// OUT-NEXT: 2
// OUT-NEXT: named
// OUT-NEXT: drop named
// OUT-NEXT: 16
// OUT-NEXT: drop 1
// OUT-NEXT: drop both
// OUT-NEXT: 5
// OUT-NEXT: drop 1
// OUT-NEXT: drop both
// OUT-NEXT: 5
