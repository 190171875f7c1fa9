// A temporary of the range that is not extended dies before the loop begins, as C++20 has it.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/numbered.hpp"
struct source : numbered {
  using numbered::numbered;
  std::vector<int> const& values() const {
    static const std::vector<int> two{1, 2};
    return two;
  }
};
START {
  // CHECK: async::dropping(temporary
  for (int i : std::vector<int>{make(19).get(), 20}) std::printf("i %d\n", i);
  for (int i : source{5}.values()) std::printf("i %d\n", i);
  co_return;
}
// OUT: make 19
// OUT-NEXT: drop 19
// OUT-NEXT: ~19
// OUT-NEXT: i 19
// OUT-NEXT: i 20
// OUT-NEXT: make 5
// OUT-NEXT: drop 5
// OUT-NEXT: ~5
// OUT-NEXT: i 1
// OUT-NEXT: i 2
