// Drops that are noexcept, in every owner, in both modes.
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

template <async::mode M>
struct [[async::maybe]] file {
  explicit file(const char* n) : name(n) {}
  file(file&& o) noexcept : name(std::exchange(o.name, nullptr)) {}
  [[async::drop(name)]] async::maybe<M, void> close() noexcept {
    std::printf("close %s\n", name);
    co_return;
  }
  const char* name;
};

template <async::mode M>
struct two {
  file<M> a{"a"}, b{"b"};
};

template <async::mode M>
[[async::maybe]] async::maybe<M, void> all() {
  std::variant<file<M>, int> first(std::in_place_index<0>, "variant");
  std::variant<int, two<M>> second(std::in_place_index<1>);
  std::variant<std::optional<file<M>>, int> third(file<M>("optional"));
  std::variant<std::unique_ptr<file<M>>, file<M>> fourth(std::make_unique<file<M>>("unique"));
  std::variant<int, std::monostate, file<M>> none(1);
  std::tuple<file<M>, int> tuple(file<M>("tuple"), 1);
  std::pair<int, file<M>> pair(1, file<M>("pair"));
  std::vector<file<M>> list;
  list.emplace_back("element");
  std::array<file<M>, 1> array{file<M>("array")};
  std::map<int, file<M>> map;
  map.try_emplace(1, "mapped");
  file<M> plain[1]{file<M>("plain")};
  static_cast<void>(plain), static_cast<void>(array);
  co_return;
}

int main() {
  all<async::blocking>();
  std::puts("--");
  async::block_on(all<async::suspending>());
}
// CHECK: close plain
// CHECK-NEXT: close mapped
// CHECK-NEXT: close array
// CHECK-NEXT: close element
// CHECK-NEXT: close pair
// CHECK-NEXT: close tuple
// CHECK-NEXT: close unique
// CHECK-NEXT: close optional
// CHECK-NEXT: close b
// CHECK-NEXT: close a
// CHECK-NEXT: close variant
// CHECK-NEXT: --
// CHECK-NEXT: close plain
// CHECK-NEXT: close mapped
// CHECK-NEXT: close array
// CHECK-NEXT: close element
// CHECK-NEXT: close pair
// CHECK-NEXT: close tuple
// CHECK-NEXT: close unique
// CHECK-NEXT: close optional
// CHECK-NEXT: close b
// CHECK-NEXT: close a
// CHECK-NEXT: close variant
