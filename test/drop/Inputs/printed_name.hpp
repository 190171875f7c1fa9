#pragma once
#include <async/async.hpp>

#include <cstdio>
#include <string>
#include <utility>

/// Cannot be moved, and prints itself when it is dropped.
struct name {
  std::string text;
  explicit name(std::string t) : text(std::move(t)) {}
  name(name&&) = delete;
  std::size_t size() const { return text.size(); }
  [[async::drop]] async::task<void> close() {
    std::printf("drop %s\n", text.c_str());
    co_return;
  }
};
