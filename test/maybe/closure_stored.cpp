// Closures stored: in a std::function, in a vector, called through a member.
// RUN: %run %s | FileCheck %s
#include "Inputs/both.hpp"
#include <functional>
#include <vector>
template <async::mode M>
struct [[async::maybe]] hooks {
  std::vector<std::function<async::maybe<M, int>(int)>> list;
  async::maybe<M, void> add(int base) {
    list.push_back([base] [[async::maybe]] (int n) -> async::maybe<M, int> {
      co_return base + co_await value<M>(n);
    });
    co_return;
  }
  async::maybe<M, int> run() {
    co_await add(10);
    co_await add(20);
    int sum = 0;
    for (auto& hook : list) sum += co_await hook(1);
    co_return sum;
  }
};
// CHECK: both: v1 v1 = 32
int main() {
  both([]<class M>(M) {
    static hooks<M> h;
    return h.run();
  });
}
