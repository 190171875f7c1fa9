// An aggregate that co_yield makes is destroyed once, in generators of both modes.
// RUN: %lower | FileCheck %s
// RUN: %run %s
#include <async/async.hpp>

#include <memory>

struct part {
  int tag;
  std::unique_ptr<int> value;
};
template <async::mode M>
[[async::maybe]] async::maybe<M, int> one() { co_return 1; }
template <async::mode M>
[[async::maybe]] async::maybe_generator<M, part> parts(int n) {
  for (int i = 0; i < n; ++i) {
    auto v = std::make_unique<int>(i);
    co_yield {i, std::move(v)};
    auto w = std::make_unique<int>(co_await one<M>());
    co_yield part{i, std::move(w)};
    // CHECK: { auto form3_ = [&](auto&& given0_3_) -> part { return {i, static_cast<decltype(given0_3_)>(given0_3_)}; }; co_yield form3_(
    // CHECK: co_yield form4_(async::in_order(co_await one<M>()).get(), async::in_order(std::make_unique<int>(i)).get()); }
    co_yield {i, std::make_unique<int>(co_await one<M>())};
    co_yield {co_await one<M>(), std::make_unique<int>(i)};
  }
}
template <async::mode M>
[[async::maybe]] async::maybe<M, int> sum() {
  int all = 0;
  for co_await (auto&& each : parts<M>(3)) all += *each.value;
  co_return all;
}
int main() {
  if (sum<async::blocking>() != 12) return 1;
  return async::block_on(sum<async::suspending>()) - 12;
}
