/// An object with a drop that tells what becomes of it.
#pragma once
#include <async/async.hpp>

#include <cstdio>
#include <utility>
#include <vector>

struct told {
  explicit told(const char* n) : name(n) { std::printf("+%s ", n); }
  told(told&& o) noexcept : name(std::exchange(o.name, nullptr)) {}
  bool live() const { return name; }
  int use(int k) const {
    std::printf("%s%d ", name, k);
    return k;
  }
  const told& operator<<(int k) const { return use(k), *this; }
  const told& with(int k) const { return use(k), *this; }
  explicit operator bool() const { return false; }
  std::vector<int> all(int k) const { return std::vector<int>(static_cast<std::size_t>(use(k)), k); }
  [[async::drop(live)]] async::task<void> close() {
    std::printf("-%s ", name);
    name = nullptr;
    co_return;
  }
  const char* name;
};
inline told make(const char* n) { return told(n); }
inline async::task<told> amake(const char* n) {
  co_await async::this_task::yield();
  co_return told(n);
}
