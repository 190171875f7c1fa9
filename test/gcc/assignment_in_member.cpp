// An assignment both of whose sides await, in members of class templates: the closure that makes it has a
// result that g++ can name.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "../maybe/Inputs/both.hpp"
#include <map>
#include <vector>
template <async::mode M>
struct [[async::maybe]] words {
  std::map<std::string, std::string> names;
  std::vector<std::vector<int>> rows;
  async::maybe<M, std::string> text(std::string s) {
    (void)co_await value<M>(static_cast<int>(s.size()));
    co_return s;
  }
  // CHECK: auto form1_ = [&](auto&& right1_, async::keeper::opened const&) -> async::maybe<M, void> { {{.*}}[async::in_order(kept1_.moved(co_await text("c"))).get()] = static_cast<decltype(right1_)>(right1_); co_return; };
  async::maybe<M, int> statement() {
    rows.push_back(std::vector<int>(co_await value<M>(3)));
    names[co_await text("c")] = std::string(co_await value<M>(2), 'x');
    co_return static_cast<int>(names.size());
  }
  async::maybe<M, int> operand() {
    auto& name = names[co_await text("four")] = std::string(co_await value<M>(5), 'y');
    co_return static_cast<int>((names[co_await text("c")] = std::string(co_await value<M>(6), 'x')).size() + name.size());
  }
};
template <async::mode M>
[[async::maybe]] async::maybe<M, int> run() {
  words<M> x;
  int const n = co_await x.statement();
  co_return 100 * n + co_await x.operand();
}
// OUT: both: v3 v2 v1 v5 v4 v6 v1 = 111
int main() {
  both([]<class M>(M) { return run<M>(); });
}
