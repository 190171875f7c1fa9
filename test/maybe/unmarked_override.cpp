// A class of one mode overrides members of a marked base without a mark.
// RUN: %run %s | FileCheck %s
#include "Inputs/both.hpp"
template <async::mode M>
struct [[async::maybe]] reader {
  virtual ~reader() = default;
  virtual async::maybe<M, int> read() = 0;
  async::maybe<M, int> all() {
    int sum = 0;
    while (int n = co_await read()) sum += n;
    co_return sum;
  }
};
struct blocking_one : reader<async::blocking> {
  int n = 3;
  int read() override { return n-- ? say("r", n + 1) : 0; }
};
struct suspending_one : reader<async::suspending> {
  int n = 3;
  async::task<int> read() override {
    co_await async::this_task::yield();
    co_return n-- ? say("r", n + 1) : 0;
  }
};
// CHECK: both: r r r = 6
blocking_one b;
suspending_one s;
int main() {
  both([]<class M>(M) {
    if constexpr (M::is_async)
      return s.all();
    else
      return b.all();
  });
}
