// co_await async::drop(x) in coroutines that await their own kind only: boost::asio::awaitable, and one with a
// restrictive await_transform.
// RUN: %lower | FileCheck %s
// RUN: %run %s -Wno-mismatched-new-delete | FileCheck %s --check-prefix=OUT
#include <async/async.hpp>
#include "Inputs/lazy.hpp"
#include <boost/asio.hpp>
#include <coroutine>
#include <cstdio>
#include <exception>
#include <optional>
#include <stdexcept>
#include <utility>
namespace asio = boost::asio;
using own::lazy;
template <class Result>
struct res {
  int id;
  bool open = true;
  explicit res(int id) : id(id) {}
  res(res&& o) noexcept : id(o.id), open(std::exchange(o.open, false)) {}
  res& operator=(res&& o) noexcept {
    id = o.id;
    open = std::exchange(o.open, false);
    return *this;
  }
  [[async::drop(open)]] Result close() {
    open = false;
    std::printf("d%d ", id);
    co_return;
  }
};
using L = res<lazy<void>>;
struct plain {
  plain() = default;
  plain(plain&&) = delete;
  [[async::drop]] lazy<void> close() { std::printf("plain "); co_return; }
};
asio::awaitable<void> in_asio() {
  res<asio::awaitable<void>> c(1);
  // CHECK: co_await async::drop_result(owed1_);
  co_await async::drop(c);
  std::printf("after\n");
}
lazy<int> early(bool which) {
  L c(2);
  plain p;
  if (which) co_await ::async::drop(p);
  std::printf("after ");
  co_return 1;
}
lazy<void> of_others(L& c) {
  co_await async::drop(c);
  std::printf("after ");
  co_return;
}
lazy<void> revived() {
  L c(3);
  co_await of_others(c);
  c = L(4);
  co_await async::drop(c);
  c = L(5);
  std::printf("end ");
  co_return;
}
template <int N>
lazy<int> in_template() {
  L c(6);
  co_await async::drop(c);
  std::printf("after ");
  co_return N;
}
int main() {
  asio::io_context context;
  asio::co_spawn(context, in_asio(), asio::detached);
  context.run();
  early(true).run();
  std::puts("");
  early(false).run();
  std::puts("");
  revived().run();
  std::puts("");
  in_template<6>().run();
}
// OUT: d1 after
// OUT-NEXT: plain after d2
// OUT-NEXT: after plain d2
// OUT-NEXT: d3 after d4 end d5
// OUT-NEXT: d6 after
