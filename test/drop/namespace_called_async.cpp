// A namespace of the user's that is called async too does not hide the library from what is put in.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include <async/block_on.hpp>
#include <async/drop.hpp>
#include <async/mode.hpp>
#include <async/task.hpp>
#include <cstdio>
#include <memory>

namespace shop {
namespace async {
struct options {};
} // namespace async

struct connection {
  bool open = true;
  connection() = default;
  connection(connection &&other) noexcept : open(std::exchange(other.open, false)) {}
  connection &operator=(connection &&) = delete;
  [[async::drop(open)]] ::async::task<void> drop() {
    std::puts("drop");
    co_return;
  }
};

struct pool {
  std::unique_ptr<connection> first = std::make_unique<connection>();
  connection second;
};

// CHECK: friend ::async::task<void> async_drop(connection& self)
// CHECK-LABEL: use(
::async::task<int> use(connection owned) {
  // CHECK: ::async::result_slot<::async::task<int>> result_;
  pool p;
  p.first = std::make_unique<connection>();
  // CHECK: co_await ::async::deleting(new connection);
  delete new connection;
  owned.open = true;
  co_return 3;
}

template <::async::mode M>
struct [[async::maybe]] client {
  ::async::maybe<M, int> get() {
    auto five = []() -> ::async::maybe<M, int> { co_return 5; };
    co_return co_await five() - 1;
  }
};
} // namespace shop

int main() {
  std::printf("%d\n", ::async::block_on(shop::use({})));
  std::printf("%d\n", ::async::block_on(shop::client<async::suspending>{}.get()));
  std::printf("%d\n", shop::client<async::blocking>{}.get());
}
// OUT-COUNT-5: drop
// OUT-NEXT: 3
// OUT-NEXT: 4
// OUT-NEXT: 4
