#pragma once
#include <async/async.hpp>
struct closing {
  explicit closing(int v) : value(v) {}
  closing(closing const&) = delete;
  int value;
  [[async::drop]] async::task<void> close() { co_return; }
};
