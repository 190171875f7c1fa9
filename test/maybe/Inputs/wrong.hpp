#pragma once
#include <async/mode.hpp>
#include <async/task.hpp>
template <async::mode M>
[[async::maybe]] async::maybe<M, int> wrong(async::task<int> (*f)()) {
  co_return co_await f();
}
