#pragma once
#include <async/drop.hpp>
#include <async/mode.hpp>
#include <async/task.hpp>

namespace counting {
/// Defined in a source of the library, for two modes.
template <async::mode M>
class [[async::maybe]] meter {
 public:
  using async_mode = M;
  async::maybe<M, int> add(int n);
  async::maybe<M, int> doubled();

 private:
  int sum_ = 0;
};
extern template class meter<async::blocking>;
extern template class meter<async::suspending>;
}  // namespace counting
