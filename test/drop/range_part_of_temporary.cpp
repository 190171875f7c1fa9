// The range of a loop that is a part of a temporary keeps the whole of it, which is dropped behind the loop by every exit.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/numbered.hpp"
struct owner {
  std::vector<int> items{1, 2, 3};
  numbered part;
  explicit owner(int n) : part(n) {}
};
async::task<int> first(int wanted) {
  // CHECK: async::temporary<owner> temporary1_;
  // CHECK: auto&& range1_ = temporary1_.make([&]() -> owner { return owner(1); }).items;
  for (int i : owner(1).items)
    if (i == wanted) co_return i;
  throw wanted;
}
template <class T>
async::task<void> in_template() {
  for (int i : T(2).items) {
    if (i == 2) break;
    std::printf("in %d\n", i);
  }
  auto&& items = T(3).items;
  std::printf("%zu\n", items.size());
  co_return;
}
template <class T>
async::task<void> discarded() {
  void(T(5)), void((T(6)));
  co_return;
}
START {
  std::printf("found %d\n", co_await first(2));
  try {
    co_await first(9);
  } catch (int n) {
    std::printf("no %d\n", n);
  }
  co_await in_template<owner>();
  co_await discarded<numbered>();
}
// OUT: make 1
// OUT-NEXT: drop 1
// OUT-NEXT: ~1
// OUT-NEXT: found 2
// OUT-NEXT: make 1
// OUT-NEXT: drop 1
// OUT-NEXT: ~1
// OUT-NEXT: no 9
// OUT-NEXT: make 2
// OUT-NEXT: in 1
// OUT-NEXT: drop 2
// OUT-NEXT: ~2
// OUT-NEXT: make 3
// OUT-NEXT: 3
// OUT-NEXT: drop 3
// OUT-NEXT: ~3
// OUT-NEXT: make 5
// OUT-NEXT: make 6
// OUT-NEXT: drop 6
// OUT-NEXT: ~6
// OUT-NEXT: drop 5
// OUT-NEXT: ~5
