// async::release of the standard library's owners gives up what they own, in functions that cannot await, too.
// RUN: %run %s | FileCheck %s
#include <async/async.hpp>
#include <array>
#include <cstdio>
#include <map>
#include <memory>
#include <optional>
#include <tuple>
#include <utility>
#include <variant>
#include <vector>
struct part {
  int id;
  explicit part(int i) : id(i) {}
  part(part&& other) noexcept : id(std::exchange(other.id, 0)) {}
  [[async::drop(id)]] async::task<void> close() {
    std::printf("lost %d\n", std::exchange(id, 0));
    co_return;
  }
};
int plain(std::vector<part> all) {
  std::optional<part> one(std::in_place, 3);
  std::pair<int, part> second(1, part(4));
  auto owned = std::make_unique<part>(5);
  async::release(all);
  async::release(one);
  async::release(second);
  std::tuple<int, part> tuple(1, part(6));
  std::variant<int, part> variant(part(7));
  std::array<part, 2> array{part(8), part(9)};
  async::release(owned);
  async::release(tuple);
  async::release(variant);
  async::release(array);
  return 1;
}
struct holder {
  std::vector<part> list;
  std::map<int, part> map;
};
async::task<void> members() {
  holder h;
  h.list.emplace_back(10);
  h.map.emplace(1, part(11));
  async::release(h.list);
  async::release(h.map);
  co_return;
}
[[async::main(async::current_thread)]] async::task<void> start() {
  std::vector<part> all;
  all.emplace_back(1);
  all.emplace_back(2);
  plain(std::move(all));
  co_await members();
  std::puts("end");
  // CHECK-NOT: lost
  // CHECK: end
}
