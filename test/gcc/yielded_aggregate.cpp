// An aggregate that co_yield makes is destroyed once, in generators of both modes.
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
  }
}
template <async::mode M>
[[async::maybe]] async::maybe<M, int> sum() {
  int all = 0;
  for co_await (auto&& each : parts<M>(3)) all += *each.value;
  co_return all;
}
int main() {
  if (sum<async::blocking>() != 6) return 1;
  return async::block_on(sum<async::suspending>()) - 6;
}
