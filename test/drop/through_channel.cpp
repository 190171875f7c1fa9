// What is sent through a channel belongs to its receiver; the library's awaitables have no drops of their own.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include <async/async.hpp>
#include <cstdio>

struct connection {
  bool open = true;
  int id = 0;
  explicit connection(int i) : id(i) {}
  connection(connection &&other) noexcept : open(std::exchange(other.open, false)), id(other.id) {}
  connection &operator=(connection &&) = delete;
  [[async::drop(open)]] async::task<void> drop() {
    std::printf("drop %d\n", id);
    co_return;
  }
};
async::task<connection> connect(int i) { co_return connection{i}; }

async::task<void> produce(async::sender<connection> to) {
  // CHECK: co_await to.send(co_await connect(1));
  co_await to.send(co_await connect(1));
  // CHECK: co_await to.send(connection{2})
  co_await to.send(connection{2});
  connection third{3};
  co_await to.send(std::move(third));
}
[[async::main(async::current_thread)]] async::task<void> start() {
  auto [to, from] = async::channel<connection>(1);
  auto producer = async::spawn(produce(std::move(to)));
  // CHECK: auto got = co_await from.receive();
  while (auto got = co_await from.receive()) {
    std::printf("got %d\n", got->id);
    // CHECK: co_await async::dropping(got
  }
  co_await std::move(producer);
}
// OUT: got 1
// OUT-NEXT: drop 1
// OUT-NEXT: got 2
// OUT-NEXT: drop 2
// OUT-NEXT: got 3
// OUT-NEXT: drop 3
// OUT-NOT: drop
