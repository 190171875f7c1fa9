// A loop over what a channel, or a broadcast, gives, until every sender is gone.
// RUN: PCH=no %run %s | FileCheck %s --check-prefix=OUT
#include <async/async.hpp>
#include <cstdio>
#include <memory>

async::task<void> feed(async::sender<std::unique_ptr<int>> tx) {
  for (int i = 1; i <= 3; ++i) co_await tx.send(std::make_unique<int>(i));
}
[[async::main(async::current_thread)]] async::task<void> start() {
  auto [tx, rx] = async::channel<std::unique_ptr<int>>(1);
  auto feeding = async::spawn(feed(std::move(tx)));
  for co_await (auto& value : rx) std::printf("%d\n", *value);
  co_await feeding;
  // OUT: 1
  // OUT-NEXT: 2
  // OUT-NEXT: 3
  auto [all, first] = async::broadcast<int>(4);
  auto second = all.subscribe();
  co_await all.send(7);
  co_await all.send(8);
  all.close();
  for co_await (int value : first) std::printf("first %d\n", value);
  for co_await (int value : second) {
    std::printf("second %d\n", value);
    break;
  }
  // OUT-NEXT: first 7
  // OUT-NEXT: first 8
  // OUT-NEXT: second 7
}
