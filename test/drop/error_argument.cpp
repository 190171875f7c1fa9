// A drop that takes std::exception_ptr const& gets the error that is leaving, or null.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include <async/async.hpp>
#include <cstdio>
#include <stdexcept>
struct transaction {
  transaction() = default;
  transaction(transaction&&) = delete;
  [[async::drop]] async::task<void> end(std::exception_ptr const& error) {
    std::puts(error ? "rollback" : "commit");
    co_return;
  }
};
// CHECK: friend async::task<void> async_drop(transaction& self, std::exception_ptr const& error) { return self.end(error); }
async::task<void> work(bool fail) {
  transaction t;
  if (fail) throw std::runtime_error("no");
  co_return;
}
// OUT: commit
// OUT-NEXT: rollback
[[async::main(async::current_thread)]] async::task<int> start() {
  co_await work(false);
  try {
    co_await work(true);
  } catch (std::exception&) {
  }
  co_return 0;
}
