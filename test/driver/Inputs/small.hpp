#pragma once
#include <async/task.hpp>
struct small {
  small() = default;
  small(small&&) = delete;
  [[async::drop]] async::task<void> close() { co_await std::suspend_never{}; }
};
