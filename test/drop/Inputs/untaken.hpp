#pragma once

#include <async/async.hpp>

#include <atomic>
#include <chrono>
#include <cstdio>
#include <stdexcept>
#include <utility>
#include <vector>

inline std::atomic<int> made = 0, dropped = 0, destroyed_open = 0;

struct resource {
  resource() { ++made; }
  resource(resource&& o) noexcept : open(std::exchange(o.open, false)) {}
  ~resource() { destroyed_open += open; }
  [[async::drop(open)]] async::task<void> close() {
    co_await async::this_task::yield();
    open = false;
    ++dropped;
  }
  bool open = true;
};

inline int failures = 0;
inline async::task<void> all_are_dropped(char const* what, int number) {
  for (int i = 0; i < 1000 && dropped != number; ++i)
    co_await async::sleep_for(std::chrono::milliseconds(1));
  if (made != number || dropped != number || destroyed_open != 0) {
    std::printf("%s: made %d, dropped %d, destroyed open %d\n", what, made.load(), dropped.load(),
                destroyed_open.load());
    ++failures;
  }
  made = dropped = destroyed_open = 0;
}
