// No false alarm: a coroutine lambda in a plain function awaits its own drops.
// RUN: %check 2>&1 | count 0
#include "Inputs/res.hpp"
int outer(int n) {
  auto inner = [](int k) -> async::task<int> {
    res r{k};
    co_return r.n_;
  };
  auto parameter = [](res p) -> async::task<int> { co_return p.n_; };
  (void)parameter;
  return async::block_on(inner(n));
}
struct s {
  async::task<int> get() {
    res r{1};
    co_return r.n_;
  }
  int now() { return async::block_on(get()); }
};
