#pragma once
#include "traced.hpp"

/// Compilers destroy parameters in orders of their own.
struct quiet {
  explicit quiet(const char* name) : text(name) {}
  quiet(quiet&& o) noexcept : text(std::exchange(o.text, nullptr)) {}
  const char* name() const { return text; }
  [[async::drop(text)]] async::task<void> drop() {
    std::printf("drop %s\n", std::exchange(text, nullptr));
    co_return;
  }
  const char* text;
};
