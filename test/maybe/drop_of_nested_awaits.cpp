// Temporaries with a drop whose making awaits, in assignments, discarded, and awaited again.
// RUN: %run %s | FileCheck %s
#include "Inputs/both.hpp"
#include <async/drop.hpp>
template <async::mode M>
struct [[async::maybe]] resource {
  int id;
  bool owned = true;
  explicit resource(int i) : id(i) {}
  resource(resource&& o) noexcept : id(o.id), owned(std::exchange(o.owned, false)) {}
  resource& operator=(resource&& o) noexcept {
    id = o.id, owned = std::exchange(o.owned, false);
    return *this;
  }
  [[async::drop(owned)]] async::maybe<M, void> close() {
    owned = false;
    say("close" + std::to_string(id));
    co_return;
  }
  async::maybe<M, int> ask(int q) { co_return id * co_await value<M>(q); }
};
template <async::mode M>
[[async::maybe]] async::maybe<M, resource<M>> open(int id) { co_return resource<M>(co_await value<M>(id)); }

template <async::mode M>
struct [[async::maybe]] user {
  resource<M> r{1};
  async::maybe<M, int> run() {
    r = co_await open<M>(co_await value<M>(2));
    (void)co_await open<M>(co_await value<M>(3));
    co_return co_await (co_await open<M>(co_await value<M>(4))).ask(co_await value<M>(2));
  }
};
template <async::mode M>
[[async::maybe]] async::maybe<M, int> run() {
  user<M> u;
  co_return co_await u.run();
}
int main() {
  both([]<class M>(M) { return run<M>(); });
}
// CHECK: both: v2 v2 close1 v3 v3 close3 v4 v4 v2 v2 close4 close2 = 8
