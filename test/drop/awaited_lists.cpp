// A temporary with a drop that is made of a list with an await in it, which g++ gets wrong as it stands.
// RUN: %lower %s | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include <async/async.hpp>
#include <cstdio>
#include <string>
#include <utility>
#include <memory>
#include <vector>
using async::task;
struct res {
  std::string n; bool open = false;
  explicit res(std::string s) : n(std::move(s)), open(true) {}
  res(res&& o) noexcept : n(o.n), open(std::exchange(o.open, false)) {}
  [[async::drop(open)]] task<void> close() { std::puts("drop"); open = false; co_return; }
  ~res() { if (open) std::puts("NOT DROPPED"); }
  std::size_t size() const { return n.size(); }
  task<void> ping() { std::puts("ping"); co_return; }
};
task<std::string> name() { co_return "abc"; }
std::size_t use(res const& r) { return r.size(); }
res&& pass(res&& r) { return std::move(r); }
// CHECK: auto form1_ = [&](auto&& given0_1_) -> decltype(auto) { return temporary1_.hold(res{static_cast<decltype(given0_1_)>(given0_1_)}); };
task<void> t1() { std::printf("%zu\n", res{co_await name()}.size()); }
task<void> t2() { auto n = res{co_await name()}.size(); std::printf("%zu\n", n); }
task<void> t3() { auto n = use(res{co_await name()}); std::printf("%zu\n", n); }
task<void> t4() { co_await res{co_await name()}.ping(); }
task<std::size_t> t5() { co_return res{co_await name()}.size(); }
task<void> t8() { (void)res{co_await name()}; }
task<void> t9() { res const& r = res{co_await name()}; std::printf("%zu\n", r.size()); }
task<void> t10() {
  auto u = std::make_unique<res>(res{co_await name()});
}
task<void> t11() {
  std::vector<res> v;
  v.push_back(res{co_await name()});
}
task<void> t12() { res r = pass(res{co_await name()}); std::printf("%zu\n", r.size()); }
task<void> t13() { std::size_t s = 1 + res{co_await name()}.size() + res{co_await name()}.size(); std::printf("%zu\n", s); }
task<void> t15() { throw res{co_await name()}.size(); }
// OUT: -- 1
// OUT-NEXT: 3
// OUT-NEXT: drop
// OUT-NEXT: -- 2
// OUT-NEXT: drop
// OUT-NEXT: 3
// OUT-NEXT: -- 3
// OUT-NEXT: drop
// OUT-NEXT: 3
// OUT-NEXT: -- 4
// OUT-NEXT: ping
// OUT-NEXT: drop
// OUT-NEXT: -- 5
// OUT-NEXT: drop
// OUT-NEXT: -- 6
// OUT-NEXT: drop
// OUT-NEXT: -- 7
// OUT-NEXT: 3
// OUT-NEXT: drop
// OUT-NEXT: -- 8
// OUT-NEXT: drop
// OUT-NEXT: -- 9
// OUT-NEXT: drop
// OUT-NEXT: -- 10
// OUT-NEXT: 3
// OUT-NEXT: drop
// OUT-NEXT: -- 11
// OUT-NEXT: drop
// OUT-NEXT: drop
// OUT-NEXT: 7
// OUT-NEXT: -- 12
// OUT-NEXT: drop
// OUT-NOT: NOT DROPPED
int main() {
  task<void> (*f[])() = {t1, t2, t3, t4, nullptr, t8, t9, t10, t11, t12, t13, t15};
  int k = 1;
  for (auto g : f) { std::printf("-- %d\n", k++); try { if (g) async::block_on(g()); else async::block_on(t5()); } catch (std::size_t) {} }
}
