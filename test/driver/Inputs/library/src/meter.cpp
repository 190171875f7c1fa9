#include <counting/meter.hpp>

namespace counting {
template <async::mode M>
async::maybe<M, int> meter<M>::add(int n) {
  co_return sum_ += n;
}
template <async::mode M>
async::maybe<M, int> meter<M>::doubled() {
  co_return 2 * co_await add(0);
}
template class meter<async::blocking>;
template class meter<async::suspending>;
}  // namespace counting
