#pragma once
#include <async/block_on.hpp>
#include <async/mode.hpp>
#include <async/task.hpp>
template <async::mode M>
struct [[async::maybe]] source {
  async::maybe<M, int> get() { co_return 3; }
};
