// A braced list for a parameter that is a container, in a call whose function is known: a closure makes the container.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include <async/async.hpp>
#include <cstdio>
#include <map>
#include <string>
#include <vector>

async::task<int> sum(std::vector<int> v) {
  int s = 0;
  for (int x : v) s += x;
  co_return s;
}
async::task<int> lengths(std::vector<std::string> const& v) {
  int s = 0;
  for (auto const& x : v) s += static_cast<int>(x.size());
  co_return s;
}
async::task<int> keys(std::map<int, std::string> m) {
  int s = 0;
  for (auto const& [k, v] : m) s += k + static_cast<int>(v.size());
  co_return s;
}
async::task<int> length(std::string s) { co_return static_cast<int>(s.size()); }
struct bag {
  std::vector<int> all;
  bag(std::vector<int> v) : all(std::move(v)) {}
};
async::task<int> in_bag(bag b) { co_return static_cast<int>(b.all.size()); }

async::task<int> run() {
  async::task_group group;
  // CHECK: auto form1_ = [&]() -> std::vector<int> { return {1, 2}; };
  // CHECK: int s = co_await sum(form1_());
  int s = co_await sum({1, 2});
  s += co_await lengths({"one", std::string(30, 'x')});
  s += co_await keys({{1, "a"}, {2, std::string("bc")}});
  s += co_await length({'a', 'b', 'c'});
  s += co_await in_bag({{4, 5, 6}});
  s += co_await sum({7, co_await length("four"), s});
  auto const [a, b] = co_await async::join(sum({s, 1}), lengths({"x", "y", "z"}));
  auto [tx, rx] = async::channel<std::vector<int>>(1);
  if (!co_await tx.send({a, b})) co_return -1;
  co_return co_await sum(std::move(*co_await rx.receive()));
}
// OUT: 111
int main() { std::printf("%d\n", async::block_on(run())); }
