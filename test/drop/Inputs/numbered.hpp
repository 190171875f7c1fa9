#pragma once
#include "traced.hpp"

#include <vector>

/// Cannot be moved, and is dropped without a predicate: every object exactly once.
class numbered {
 public:
  explicit numbered(int n, bool yes = true) : n_(n), yes_(yes) { std::printf("make %d\n", n_); }
  numbered(numbered const&) = delete;
  ~numbered() { std::printf("~%d\n", n_); }
  explicit operator bool() const { return yes_; }
  int get() const { return n_; }
  [[async::drop]] async::task<void> close() {
    co_await async::this_task::yield();
    std::printf("drop %d\n", n_);
  }

 private:
  int n_;
  bool yes_;
};

inline numbered make(int n, bool yes = true) { return numbered(n, yes); }
inline traced named(const char* name) { return traced{name}; }
inline async::task<int> later(int n) {
  co_await async::this_task::yield();
  co_return n;
}
inline async::task<traced> opened(const char* name) {
  co_await async::this_task::yield();
  co_return traced{name};
}
inline std::vector<traced> pair_of(const char* first, const char* second) {
  std::vector<traced> v;
  v.reserve(2);
  v.emplace_back(first);
  v.emplace_back(second);
  return v;
}
