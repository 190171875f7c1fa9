#include <async/async.hpp>
#include <cstdio>

struct res {
  res() = default;
  res(res&&) = delete;
  [[async::drop]] async::task<void> close() {
    std::puts("closed");
    co_return;
  }
};
async::task<int> use(bool early) {
  res r;
  if (early) co_return 7;
  co_return 8;
}
[[async::main(async::current_thread)]] async::task<int> start() { co_return co_await use(true) - 7; }
