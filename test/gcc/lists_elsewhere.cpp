// Braced lists that await, of known types: thrown, returned, made by `new`, and given to members of the library's.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "../maybe/Inputs/both.hpp"
#include <memory>
#include <stdexcept>
#include <tuple>
#include <vector>
struct failure : std::runtime_error {
  using runtime_error::runtime_error;
};
struct own_failure : std::runtime_error {
  own_failure(std::string const& s) : runtime_error(s) {}
};
struct packet {
  int a;
  std::string s;
  noisy n;
};
struct point {
  int x, y;
};
struct part {
  std::string name;
  int n;
  std::vector<int> v;
};
// CHECK: auto form1_ = [&](auto&& given0_1_) -> decltype(auto) { return own_failure{static_cast<decltype(given0_1_)>(given0_1_)}; };
// CHECK: throw async::in_order(form1_(
template <async::mode M>
[[async::maybe]] async::maybe<M, int> throws(int k) {
  if (k == 0) throw own_failure{"unknown " + std::to_string(co_await value<M>(1))};
  if (k == 1) throw failure{"unknown " + std::to_string(co_await value<M>(2))};
  throw failure(std::to_string(co_await value<M>(3)));
}
// CHECK: -> packet { return {static_cast<decltype(given0_1_)>(given0_1_),
template <async::mode M>
[[async::maybe]] async::maybe<M, packet> returns(int n) {
  co_return {co_await value<M>(n), std::string(40, 'x'), noisy("n")};
}
template <async::mode M>
[[async::maybe]] async::maybe<M, std::string> text(std::string s) {
  (void)co_await value<M>(static_cast<int>(s.size()));
  co_return s + std::string(30, '-');
}
template <async::mode M>
[[async::maybe]] async::maybe<M, int> takes(part* p) {
  std::unique_ptr<part> const owner(p);
  co_return co_await value<M>(p->n);
}
template <async::mode M>
[[async::maybe]] async::maybe<M, int> makes() {
  // CHECK: { return new part{static_cast<decltype(given0_1_)>(given0_1_), static_cast<decltype(given1_1_)>(given1_1_), {1, 2}}; };
  std::unique_ptr<part> p(new part{co_await text<M>("new"), co_await value<M>(4), {1, 2}});
  std::vector<part> parts;
  parts.push_back({co_await text<M>("pushed"), 2, std::vector<int>(co_await value<M>(3))});
  parts.insert(parts.begin(), part{co_await text<M>("i"), 2, {}});
  std::unique_ptr<point> const q(new point{p->n, co_await value<M>(0)});
  std::unique_ptr<std::vector<int>> const v(new std::vector<int>{3, co_await value<M>(-3)});
  int const n = q->x - 4 + q->y + (*v)[0] + (*v)[1] + co_await takes<M>(new part{std::string(40, 'x'), 7, {}});
  co_return p->n + n + static_cast<int>(parts.size() + p->name.size() + parts[1].v.size());
}
template <async::mode M, class... Ts>
[[async::maybe]] async::maybe<M, std::tuple<Ts...>> all(int n) {
  std::tuple<Ts...> t;
  co_await [&]<std::size_t... I>(std::index_sequence<I...>) -> async::maybe<M, void> {
    ((std::get<I>(t) = co_await value<M>(n + static_cast<int>(I))), ...);
    co_return;
  }(std::index_sequence_for<Ts...>{});
  co_return t;
}
template <async::mode M>
[[async::maybe]] async::maybe<M, int> run() {
  auto p = co_await returns<M>(3);
  auto [a, b] = co_await all<M, int, long>(5);
  co_return p.a + static_cast<int>(p.s.size()) + a + static_cast<int>(b) + co_await makes<M>();
}
// OUT: both: v1 throws unknown 1
// OUT: both: v2 throws unknown 2
// OUT: both: v3 throws 3
// OUT: both: v3 +n v5 v6 v3 v4 v6 v3 v1 v0 v-3 v7 -n = 103
int main() {
  for (int k = 0; k < 3; ++k) both([k]<class M>(M) { return throws<M>(k); });
  both([]<class M>(M) { return run<M>(); });
}
