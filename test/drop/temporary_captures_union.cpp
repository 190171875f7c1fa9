// A member of an anonymous union is captured by name. (g++ 12 crashes on one in any coroutine.)
// RUN: %lower | FileCheck %s
// RUN: env COMPILERS=clang++-19 %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/printed_name.hpp"
#include "Inputs/traced.hpp"
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
