// Bodies that nothing but a drop reaches end lives as any other.
// RUN: PCH=no %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/traced.hpp"

#include <vector>

template <class T>
async::task<void> end(T object) {
  T last = std::move(object);
  co_return;
}
template <class T>
struct pool {
  T idle;
  explicit pool(const char* name) : idle(name) {}
  pool(pool const&) = delete;
  [[async::drop]] async::task<void> shutdown() {
    T last = std::move(idle);
    say("shutdown");
    co_return;
  }
};
template <class T>
struct several {
  std::vector<T> all;
  several() = default;
  several(several const&) = delete;
  [[async::drop]] async::task<void> finish() {
    for (auto& each : all) co_await end(std::move(each));
  }
};
template <class T>
struct by_hand {
  T object{"by hand"};
  by_hand() = default;
  by_hand(by_hand const&) = delete;
  friend async::task<void> async_drop(by_hand& self) {
    auto last = std::move(self.object);
    say("protocol");
    co_return;
  }
};
START {
  {
    pool<traced> p("pool");
    say("body");
  }
  // OUT: body
  // OUT: shutdown
  // OUT: drop pool
  {
    several<traced> s;
    s.all.emplace_back("first");
    say("body");
  }
  // OUT: body
  // OUT: drop first
  by_hand<traced> b;
  // OUT: protocol
  // OUT: drop by hand
  co_return;
}
