#pragma once
#include "source.hpp"

namespace counting {
template <class S>
[[async::maybe]] async::maybe<async::mode_of<S>, int> sum_of(S& s, int count) {
  int sum = 0;
  for (int i = 0; i < count; ++i) sum += co_await s.next();
  co_return sum;
}
}  // namespace counting
