// A movable object with a name: its drop awaits and says it, and so does a destructor that comes without one.
#pragma once
#include <async/async.hpp>
#include <async/drop.hpp>
#include <cstdio>
#include <utility>

struct res {
  explicit res(const char* s) : name(s) {}
  res(res&& o) noexcept : name(std::exchange(o.name, nullptr)) {}
  ~res() {
    if (name) std::printf("lost %s\n", name);
  }
  [[async::drop(name)]] async::task<void> close() {
    co_await async::this_task::yield();
    std::printf("drop %s\n", std::exchange(name, nullptr));
  }
  const char* name;
};
