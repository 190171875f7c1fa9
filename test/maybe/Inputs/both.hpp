// Runs code in both modes and compares what it did.
#pragma once
#include <async/block_on.hpp>
#include <async/mode.hpp>
#include <async/task.hpp>
#include <async/this_task.hpp>

#include <cstdio>
#include <exception>
#include <string>
#include <utility>

inline std::string trace;

inline int say(std::string const& what, int value = 0) {
  trace += what + " ";
  return value;
}

/// Says when it dies, once for all its moves.
class noisy {
 public:
  noisy(char const* name) : name_(name) { say(std::string("+") + name_); }
  noisy(noisy&& other) noexcept : name_(std::exchange(other.name_, nullptr)) {}
  noisy& operator=(noisy&& other) noexcept {
    std::swap(name_, other.name_);
    return *this;
  }
  ~noisy() {
    if (name_) say(std::string("-") + name_);
  }
  char const* name() const { return name_; }

 private:
  char const* name_;
};

/// Suspends where it can.
template <async::mode M>
[[async::maybe]] async::maybe<M, int> value(int n) {
  say("v" + std::to_string(n));
  if constexpr (M::is_async) co_await async::this_task::yield();
  co_return n;
}
template <async::mode M>
[[async::maybe]] async::maybe<M, int> fails(int n) {
  co_await value<M>(n);
  throw n;
}

template <class F>
std::string traced(F f) {
  trace.clear();
  try {
    if constexpr (requires { trace += std::to_string(f()); }) {
      auto result = std::to_string(f());
      trace += "= " + result;
    } else {
      f();
    }
  } catch (int n) {
    trace += "throws " + std::to_string(n);
  } catch (std::exception const& error) {
    trace += std::string("throws ") + error.what();
  }
  return trace;
}

/// Calls f(mode) in either mode and prints the trace, once if they are equal.
template <class F>
void both(F f) {
  auto one = traced([&] { return f(async::blocking{}); });
  auto two = traced([&] { return async::block_on(f(async::suspending{})); });
  if (one == two)
    std::printf("both: %s\n", one.c_str());
  else
    std::printf("blocking: %s\nsuspending: %s\n", one.c_str(), two.c_str());
}
