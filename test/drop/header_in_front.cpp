// Templates of a header that stands in front of the library's are given drops, too: the header includes what that names.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
// RUN: sed '/#include "Inputs/d' %s > %t.cpp && for c in g++ clang++-19; do %asyncc $c %flags -include %S/Inputs/plain_box.hpp -include %S/Inputs/only_task.hpp %t.cpp -o %t.exe %library && %t.exe | FileCheck %s --check-prefix=OUT || exit 1; done
#include "Inputs/plain_box.hpp"
#include "Inputs/only_task.hpp"
#include <async/async.hpp>

#include <cstdio>
#include <utility>

// CHECK: #include <async/drop.hpp>
// CHECK: struct box
// CHECK: friend auto async_drop(box& self
// CHECK: #include <async/async.hpp>
template <async::mode M>
struct [[async::maybe]] res {
  explicit res(int n) : n(n) {}
  res(res&& o) noexcept : n(std::exchange(o.n, 0)) {}
  res& operator=(res&& o) noexcept {
    n = std::exchange(o.n, 0);
    return *this;
  }
  [[async::drop(n)]] async::maybe<M, void> close() {
    std::printf("drop %d\n", std::exchange(n, 0));
    co_return;
  }
  int n;
};
void blocking() {
  box<res<async::blocking>> b{res<async::blocking>{1}};
  replace(b.value, res<async::blocking>{2});
}
async::task<int> suspending() {
  box<res<async::suspending>> b{res<async::suspending>{3}};
  holds h;
  co_return co_await number<async::suspending>{}.sum(b.value.n == 3);
}
int main() {
  blocking();
  async::block_on(suspending());
}
// OUT: drop 1
// OUT-NEXT: drop 2
// OUT-NEXT: 1
// OUT-NEXT: noted 5
// OUT-NEXT: noted 4
// OUT-NEXT: drop 3
