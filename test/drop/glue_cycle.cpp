// Class templates that own each other: whether one has a drop depends on the parts of all.
// RUN: %lower %s | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include <async/async.hpp>
#include <cstdio>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <utility>
#include <vector>
template <async::mode M>
struct [[async::maybe]] res {
  explicit res(char const* n) : name(n) {}
  res(res&& o) noexcept : name(std::exchange(o.name, nullptr)) {}
  ~res() {
    if (name) std::printf("~%s ", name);
  }
  [[async::drop(name)]] async::maybe<M, void> close() {
    if constexpr (M::is_async) co_await async::this_task::yield();
    std::printf("drop %s ", std::exchange(name, nullptr));
    co_return;
  }
  char const* name;
};
// CHECK: struct branch {
// CHECK: public: using asyncc_cycle = async::drop_cycle<branch, async::drop_types<>, async::drop_types<tree<T>>>;
// CHECK-NEXT: template <std::same_as<branch> Self>
// CHECK-NEXT: friend async::cycle_result<branch, Self> async_drop(Self& self, std::exception_ptr const& error)
// CHECK-NEXT: requires (async::cycle_has_drop<Self>)
template <class T>
struct tree;
template <class T>
struct branch {
  std::vector<std::unique_ptr<tree<T>>> below;
};
// CHECK: struct tree {
// CHECK: using asyncc_cycle = async::drop_cycle<tree, async::drop_types<decltype(tree::value)>, async::drop_types<branch<T>>>;
template <class T>
struct tree {
  T value;
  std::optional<branch<T>> more;
};
template <async::mode M>
struct outer {
  res<M> r{"outer"};
  struct nested {
    std::vector<outer> again;
  };
  nested n;
};
// A cycle within a cycle: `inner` is looked at on the way, before it is known that it leads back.
template <class T>
struct middle;
template <class T>
struct inner {
  std::unique_ptr<middle<T>> m;
};
template <class T>
struct whole;
template <class T>
struct middle {
  std::unique_ptr<inner<T>> i;
  std::unique_ptr<whole<T>> w;
};
// CHECK: using asyncc_cycle = async::drop_cycle<whole, async::drop_types<decltype(whole::value)>, async::drop_types<middle<T>, inner<T>>>;
template <class T>
struct whole {
  std::unique_ptr<middle<T>> m;
  std::unique_ptr<inner<T>> i;
  T value;
};
// Its own kind is among what its members are made of, but not owned.
template <class T>
struct node {
  T value;
  std::vector<node*> peers;
  std::map<int, node*> by_number;
  std::function<void(node&)> changed;
  std::pair<int, node*> last{};
};
static_assert(!async::has_drop<whole<int>> && async::has_drop<inner<res<async::blocking>>>);
static_assert(!async::has_drop<tree<int>> && !async::has_drop<branch<int>> && !async::has_drop<node<int>>);
static_assert(async::has_drop<tree<res<async::blocking>>> && async::has_drop<branch<res<async::blocking>>>);
template <async::mode M>
[[async::maybe]] async::maybe<M, int> all() {
  tree<res<M>> t{res<M>("root"), branch<res<M>>()};
  t.more->below.push_back(std::make_unique<tree<res<M>>>(tree<res<M>>{res<M>("leaf"), std::nullopt}));
  outer<M> o;
  o.n.again.emplace_back();
  node<res<M>> n{res<M>("node"), {}, {}, {}};
  n.peers.push_back(&n);
  whole<res<M>> w{std::make_unique<middle<res<M>>>(), nullptr, res<M>("whole")};
  w.m->i = std::make_unique<inner<res<M>>>();
  tree<int> plain{1, std::nullopt};
  co_return plain.value;
}
// OUT: drop whole drop node drop outer drop outer drop leaf drop root 1
// OUT-NEXT: drop whole drop node drop outer drop outer drop leaf drop root 1
int main() {
  int b = all<async::blocking>();
  std::printf("%d\n", b);
  int s = async::block_on(all<async::suspending>());
  std::printf("%d\n", s);
}
