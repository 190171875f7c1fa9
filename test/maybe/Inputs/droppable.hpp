// A resource with a drop in either mode.
#pragma once
#include "both.hpp"

#include <async/drop.hpp>

template <async::mode M>
class [[async::maybe]] res {
 public:
  using async_mode = M;
  explicit res(char const* name, int error = 0) : name_(name), error_(error) {}
  res(res&& other) noexcept : name_(std::exchange(other.name_, nullptr)), error_(other.error_) {}
  [[async::drop(name_)]] async::maybe<M, void> close() {
    say(std::string("drop-") + std::exchange(name_, nullptr));
    co_await value<M>(0);
    if (error_) throw error_;
  }
  async::maybe<M, int> get(int n) { co_return co_await value<M>(n); }
  static async::maybe<M, res> open(char const* name) { co_return res{name}; }

 private:
  char const* name_;
  int error_;
};
