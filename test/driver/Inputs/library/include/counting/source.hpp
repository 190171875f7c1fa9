#pragma once
#include <async/mode.hpp>
#include <async/task.hpp>

namespace counting {
template <async::mode M>
class [[async::maybe]] source {
 public:
  using async_mode = M;
  async::maybe<M, int> next() { co_return ++n_; }

 private:
  int n_ = 0;
};
}  // namespace counting
