// What has won a race is given, though a stop comes while the losers end: nothing is lost, nor dropped twice.
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include <async/async.hpp>
#include <cstdio>
#include <utility>
int made = 0, dropped = 0, lost = 0;
struct closer {
  bool open = true;
  closer() { ++made; }
  closer(closer&& o) noexcept : open(std::exchange(o.open, false)) {}
  ~closer() { lost += open; }
  [[async::drop(open)]] async::task<void> close() {
    co_await async::this_task::yield();
    ++dropped;
    open = false;
  }
};
async::task<closer> make(int yields) {
  for (int i = 0; i < yields; ++i) co_await async::uncancellable(async::this_task::yield());
  co_return closer();
}
async::task<void> one(int a, int b) {
  try {
    auto r = co_await async::race(make(a), make(b));
  } catch (async::cancelled const&) {
  }
}
async::task<void> slow() {
  closer c;
  co_await async::sleep_for(std::chrono::hours(1));
}
async::task<int> receives(int stop_after) {
  auto [tx, rx] = async::channel<int>(1);
  int got = 0;
  auto both = [](async::receiver<int>& rx, int& got) -> async::task<void> {
    try {
      auto r = co_await async::race(rx.receive(), slow());
      if (r.index() == 0) ++got;
    } catch (async::cancelled const&) {
    }
  };
  auto h = async::spawn(both(rx, got));
  co_await tx.send(1);
  for (int i = 0; i < stop_after; ++i) co_await async::this_task::yield();
  h.request_stop();
  co_await h;
  if (!got && rx.try_receive()) ++got;
  co_return got;
}
[[async::main(async::current_thread)]]
async::task<void> start() {
  for (int a = 0; a < 4; ++a)
    for (int b = 0; b < 4; ++b)
      for (int s = 0; s < 6; ++s) {
        auto h = async::spawn(one(a, b));
        for (int i = 0; i < s; ++i) co_await async::this_task::yield();
        h.request_stop();
        co_await h;
      }
  std::printf("%d lost, %d not dropped once\n", lost, made - dropped);
  int got = 0;
  for (int s = 0; s < 10; ++s) got += co_await receives(s);
  std::printf("%d of 10\n", got);
}
// OUT: 0 lost, 0 not dropped once
// OUT-NEXT: 10 of 10
