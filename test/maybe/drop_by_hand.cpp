// co_await async::drop(x) drops there in both modes, whatever x is.
// RUN: %lower | FileCheck %s --check-prefix=TEXT
// RUN: %run %s | FileCheck %s
#include "Inputs/both.hpp"
#include <async/drop.hpp>
#include <optional>
#include <vector>

template <async::mode M>
struct [[async::maybe]] resource {
  int id;
  bool live = true;
  explicit resource(int i) : id(i) {}
  resource(resource&& o) noexcept : id(o.id), live(std::exchange(o.live, false)) {}
  resource& operator=(resource&& o) noexcept {
    id = o.id, live = std::exchange(o.live, false);
    return *this;
  }
  [[async::drop(live)]] async::maybe<M, void> close() {
    live = false;
    say("close" + std::to_string(id));
    co_return;
  }
};
template <async::mode M>
[[async::maybe]] async::maybe<M, resource<M>> make(int i) { co_return resource<M>{i}; }

template <async::mode M>
struct [[async::maybe]] owner {
  resource<M> r{1};
  async::maybe<M, void> stop() {
    // TEXT: co_await async::drop(r); say("stopped");
    // TEXT: async::dropping_now(r); say("stopped");
    co_await async::drop(r); say("stopped");
  }
};
template <async::mode M>
[[async::maybe]] async::maybe<M, int> run() {
  owner<M> o;
  co_await o.stop();
  auto a = co_await make<M>(2);
  co_await async::drop(a);
  say("after");
  a = co_await make<M>(3);
  auto& same = a;
  co_await async::drop(same);
  say("same");
  std::vector<resource<M>> v;
  v.push_back(co_await make<M>(4));
  for (auto& each : v) co_await async::drop(each);
  std::optional<resource<M>> maybe{co_await make<M>(5)};
  co_await async::drop(*maybe);
  say("end");
  co_return 1;
}
int main() {
  both([]<class M>(M) { return run<M>(); });
}
// CHECK: both: close1 stopped close2 after close3 same close4 close5 end = 1
