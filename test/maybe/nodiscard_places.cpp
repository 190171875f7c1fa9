// Awaiting uses up a [[nodiscard]] result, wherever the statement stands and however it is called.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/both.hpp"
struct [[nodiscard]] status {};
template <async::mode M>
struct [[async::maybe]] file {
  using async_mode = M;
  [[nodiscard]] async::maybe<M, int> write(int n) { total += co_await value<M>(n); co_return n; }
  async::maybe<M, status> sync() { co_return status{}; }
  async::maybe<M, void> both(bool c) {
    if (c) co_await write(1);
    else co_await this->write(2);
    for (int i = 0; i < 2; ++i) co_await write(1);
    for (; total < 4; co_await write(1)) {}
    while (total < 6) co_await write(1);
    do co_await write(1); while (total < 8);
    switch (total) { case 1: co_await write(1); break; default: co_await write(2); }
    co_await write(1), co_await write(2);
    int last = (co_await write(0), co_await write(0), 0);
    if (co_await write(0), last != 0) co_return;
    (co_await write(1));
    (void)co_await sync();
  }
  int total = 0;
};
template <async::mode M>
struct [[async::maybe]] sub : file<M> {
  async::maybe<M, void> more() { co_await this->write(1); co_await file<M>::write(2); co_await this->both(true); }
};
template <class F>
[[async::maybe]] async::maybe<async::mode_of<F>, void> put(F& f) {
  if (f.total > 2) co_await f.write(3);
}
// CHECK: modes that block
// CHECK: if (c) (void){{ *}}write(1);
// CHECK: else (void){{ *}}this->write(2);
// CHECK: (void){{ *}}write(1), (void){{ *}}write(2);
// CHECK: if (f.total > 2) (void){{ *}}f.write(3);
// OUT: both: {{.*}} = 17
template <async::mode M>
[[async::maybe]] async::maybe<M, int> all() {
  sub<M> o;
  co_await o.more();
  co_await put(o);
  co_return o.total;
}
int main() {
  both([]<class M>(M) { return all<M>(); });
}
