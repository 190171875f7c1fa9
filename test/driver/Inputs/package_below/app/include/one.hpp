#pragma once
#include <async/async.hpp>
template <async::mode M>
[[async::maybe]] async::maybe<M, int> one() {
  co_return 1;
}
