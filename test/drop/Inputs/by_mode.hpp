#pragma once
#include <async/async.hpp>

#include <cstdio>
#include <utility>

/// Its drop says its number, in either mode; one that was moved from has none.
template <async::mode M>
struct [[async::maybe]] part {
  using async_mode = M;
  int id;
  explicit part(int i) : id(i) {}
  part(part&& other) noexcept : id(std::exchange(other.id, 0)) {}
  part& operator=(part&& other) noexcept {
    id = std::exchange(other.id, 0);
    return *this;
  }
  [[async::drop(id)]] async::maybe<M, void> close() {
    if constexpr (M::is_async) co_await async::this_task::yield();
    std::printf(" drop%d", std::exchange(id, 0));
    co_return;
  }
};
