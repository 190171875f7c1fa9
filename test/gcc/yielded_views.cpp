// What an element of a generator refers to lives until the generator goes on, in both modes.
// RUN: %lower | FileCheck %s
// RUN: %run %s
#include <async/async.hpp>
#include <memory>
#include <string>
struct part {
  std::string_view tag;
  std::unique_ptr<int> value;
};
template <async::mode M>
[[async::maybe]] async::maybe_generator<M, part> parts(int n) {
  for (int i = 0; i < n; ++i) {
    co_yield {std::string(30, 'a') + std::to_string(i), std::make_unique<int>(i)};
    co_yield part{std::string(30, 'b') + std::to_string(i), std::make_unique<int>(i)};
  }
  // CHECK: async::keeper kept1_; {{.*}} -> part { return {kept1_([&]() -> decltype(auto) { return {{.*}}; co_yield form1_(kept1_.open());
  // CHECK: co_yield [&](async::keeper&& kept_) -> part { return {kept_([&]() -> decltype(auto) { return {{.*}}; }(async::keeper());
}
template <async::mode M>
[[async::maybe]] async::maybe<M, int> sum() {
  int all = 0;
  for co_await (auto&& each : parts<M>(3)) {
    const std::string text(each.tag);
    all += *each.value + (text.size() == 31 && text[0] == text[29] && text[30] - '0' == *each.value);
  }
  co_return all;
}
int main() {
  if (sum<async::blocking>() != 12) return 1;
  return async::block_on(sum<async::suspending>()) - 12;
}
