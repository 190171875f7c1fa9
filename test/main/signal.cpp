// SIGTERM requests stop: drops run, the process ends with 128 + 15.
// RUN: env STATUS=143 %run %s | FileCheck %s --check-prefix=OUT
#include <async/async.hpp>
#include <csignal>
#include <cstdio>
struct resource {
  [[async::drop]] async::task<void> close() {
    std::puts("closed"); // OUT: closed
    co_return;
  }
  resource() = default;
  resource(resource&&) = delete;
};
[[async::main(async::current_thread)]] async::task<int> start() {
  resource r;
  ::raise(SIGTERM);
  co_await async::sleep_for(std::chrono::seconds(30));
  co_return 0;
}
