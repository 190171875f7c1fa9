// A member of an anonymous union is captured by name. (g++ 12 crashes on one in any coroutine.)
// RUN: %lower | FileCheck %s
// RUN: env COMPILERS=clang++-19 %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/traced.hpp"
struct name {
  std::string text;
  explicit name(std::string t) : text(std::move(t)) {}
  name(name&&) = delete;
  std::size_t size() const { return text.size(); }
  [[async::drop]] async::task<void> close() {
    std::printf("drop %s\n", text.c_str());
    co_return;
  }
};
// CHECK: temporary1_.make([&, &i = i]() -> name { return name{std::to_string(++i)}; })
async::task<std::size_t> united() {
  union {
    int i;
    float f;
  };
  i = 4;
  std::size_t n = name{std::to_string(++i)}.size();
  co_return n + static_cast<std::size_t>(i);
}
START { std::printf("%zu\n", co_await united()); }
// OUT: drop 5
// OUT-NEXT: 6
