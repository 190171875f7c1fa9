// Forms of co_await that g++ 12 miscompiles come out as both modes and clang have them.
// RUN: %lower | FileCheck %s
// RUN: %asyncc --no-line --cxx=clang++-19 %s -- %flags | FileCheck %s --check-prefix=CLANG
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include <async/async.hpp>
#include <cstdio>
#include <string>
#include <vector>
struct P { int x = 5; std::string s = "hello long string to allocate........."; int get() const { return x + 1; } int operator[](int i) const { return i; } int operator()(int i) const { return 2 * i; } };
struct agg { std::string a; int b; };
template <async::mode M> class [[async::maybe]] src {
 public:
  using async_mode = M;
  async::maybe<M, P> p(int n) { if constexpr (M::is_async) co_await async::this_task::yield(); co_return P{n}; }
  async::maybe<M, P*> q() { co_return &mine_; }
  async::maybe<M, int> run(agg a) { if constexpr (M::is_async) co_await async::this_task::yield(); co_return a.b + static_cast<int>(a.a.size()); }
  template <class F> async::maybe<M, int> call(F f) { if constexpr (M::is_async) co_await async::this_task::yield(); co_return f(); }
  async::maybe<M, bool> flag(const std::string& s) { if constexpr (M::is_async) co_await async::this_task::yield(); std::printf("flag %s\n", s.c_str()); co_return s.size() > 3; }
  async::maybe<M, int> one(bool) {
    if (co_await flag("in head")) std::puts("head");
    co_return 0;
  }
  async::maybe<M, int> members() {
    int r = (co_await p(1)).x + (co_await p(2)).get() + (co_await p(3))[3] + (co_await p(4))(4) + (co_await q())->x;
    std::string s = (co_await p(7)).s;
    co_return r + static_cast<int>(s.size());
  }
  async::maybe<M, int> arms(bool c, int k) {
    int r = c ? (co_await p(10)).x : (co_await p(20)).x;
    auto t = co_await (c ? p(k) : p(k + 1));
    r += t.x;
    P made = c ? co_await p(100) : P{200};
    r += made.x;
    r += (c ? co_await p(1000) : throw 5).x;
    co_return r;
  }
  async::maybe<M, int> temporaries(const std::string& text) {
    int r = co_await run(agg{text, 1});
    r += co_await run({text, 2});
    r += co_await call([text] { return static_cast<int>(text.size()); });
    r += co_await call([t = text + "!", this] { return static_cast<int>(t.size()) + mine_.x; });
    co_return r;
  }
  async::maybe<M, bool> chain(bool a, bool b) {
    co_return (a && co_await flag("first") && !co_await flag("x")) || (b && co_await flag(std::string("sec") + "ond")) || co_await flag("last");
  }
  async::maybe<M, int> loop(int n) {
    int rounds = 0;
    while (n > 0 && co_await flag("round" + std::to_string(n))) { --n; ++rounds; }
    for (int i = 0; i < 2 && co_await flag("a for"); ++i) rounds += 10;
    do ++rounds; while (rounds < 20 || (rounds < 22 && co_await flag("do it")));
    co_return rounds;
  }
 private:
  P mine_{42};
};
template <async::mode M> [[async::maybe]] async::maybe<M, void> all() {
  src<M> s;
  std::printf("%d\n", co_await s.one(true));
  std::printf("%d\n", co_await s.members());
  std::printf("%d\n", co_await s.arms(true, 1));
  try { std::printf("%d\n", co_await s.arms(false, 1)); } catch (int i) { std::printf("caught %d\n", i); }
  std::printf("%d\n", co_await s.temporaries("a long string that has to be allocated on the heap"));
  for (int i = 0; i < 4; ++i) std::printf("%d\n", co_await s.chain(i & 1, i & 2));
  std::printf("%d\n", co_await s.loop(2));
}
[[async::main]] async::task<void> main() {
  all<async::blocking>();
  std::puts("==");
  co_await all<async::suspending>();
}
// CHECK-LABEL: one(bool)
// CHECK: maybe_unused{{\]\]}} char local_ = 0;
// CHECK-LABEL: members()
// CHECK: int r = async::itself(co_await p(1)).x + async::itself(co_await p(2)).get()
// CHECK-LABEL: arms(
// CHECK: auto form1_ = [&](bool chosen1_, async::keeper::opened const&) -> async::maybe<M, result_of1_> { if (chosen1_) { co_return {{.*}}; int r = (co_await form1_(static_cast<bool>(c), kept1_.open()));
// CHECK-LABEL: temporaries(
// CHECK: auto form1_ = [&]() -> decltype(auto) { return agg{text, 1}; }; int r = co_await run(form1_());
// CHECK: { auto form2_ = [&]() -> agg { return {text, 2}; }; r += co_await run(form2_()); }
// CHECK: { auto form3_ = [&]() -> decltype(auto) { return [text] { return static_cast<int>(text.size()); }; }; r += co_await call(form3_()); }
// CHECK-LABEL: chain(
// CHECK: auto form{{[0-9]+}}_ = [&](bool left{{[0-9]+}}_) -> async::maybe<M, bool> { if (
// CLANG: co_return (a && co_await flag("first") && !co_await flag("x")) ||
// OUT: flag in head
// OUT-NEXT: head
// OUT-NEXT: 0
// OUT-NEXT: 95
// OUT-NEXT: 1111
// OUT-NEXT: caught 5
// OUT-NEXT: 246
// OUT-NEXT: flag last
// OUT-NEXT: 1
// OUT-NEXT: flag first
// OUT-NEXT: flag x
// OUT-NEXT: 1
// OUT-NEXT: flag second
// OUT-NEXT: 1
// OUT-NEXT: flag first
// OUT-NEXT: flag x
// OUT-NEXT: 1
// OUT-NEXT: flag round2
// OUT-NEXT: flag round1
// OUT-NEXT: flag a for
// OUT-NEXT: flag a for
// OUT-NEXT: 23
// OUT-NEXT: ==
// OUT-NEXT: flag in head
// OUT-NEXT: head
// OUT-NEXT: 0
// OUT-NEXT: 95
// OUT-NEXT: 1111
// OUT-NEXT: caught 5
// OUT-NEXT: 246
// OUT-NEXT: flag last
// OUT-NEXT: 1
// OUT-NEXT: flag first
// OUT-NEXT: flag x
// OUT-NEXT: 1
// OUT-NEXT: flag second
// OUT-NEXT: 1
// OUT-NEXT: flag first
// OUT-NEXT: flag x
// OUT-NEXT: 1
// OUT-NEXT: flag round2
// OUT-NEXT: flag round1
// OUT-NEXT: flag a for
// OUT-NEXT: flag a for
// OUT-NEXT: 23
