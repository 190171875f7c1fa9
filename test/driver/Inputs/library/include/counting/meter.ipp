#pragma once
#include "meter.hpp"

namespace counting {
template <async::mode M>
[[async::maybe]] async::maybe<M, int> twice(meter<M>& m, int n) {
  co_await m.add(n);
  co_return co_await m.doubled();
}
}  // namespace counting
