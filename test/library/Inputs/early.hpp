#pragma once
#include <async/group.hpp>
#include <async/stream.hpp>

inline async::stream<int> ones() { co_yield 1; }
inline async::task<int> one() { co_return 1; }
inline async::task<int> first() {
  async::task_group children;
  children.spawn(one());
  for co_await (int x : ones()) co_return x;
  co_return co_await one();
}
