// What stands in front of an await, or of an object that is made, is evaluated before it.
// RUN: %lower | FileCheck %s
// RUN: %asyncc --no-line --cxx=clang++-19 %s -- %flags | FileCheck %s --check-prefix=CLANG
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include <async/async.hpp>
#include <cstdio>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>
template <async::mode M>
[[async::maybe]] async::maybe<M, int> n(int i) {
  if constexpr (M::is_async) co_await async::this_task::yield();
  std::printf(" n%d", i);
  co_return i;
}
inline int a(int i) {
  std::printf(" a%d", i);
  return i;
}
struct part {
  std::string text;
  part(int i) : text("a text that has to be allocated " + std::to_string(i)) { std::printf(" part%d", i); }
  part(const char* t) : text(t) { std::printf(" part"); }
  part(const part&) = default;
  part(part&&) = default;
  part& operator=(part&&) = default;
  ~part() { std::printf(text.empty() ? "" : " ~part"); }
  part& with(int i) {
    std::printf(" with%d", i);
    return *this;
  }
  part& operator<<(const part& p) {
    std::printf(" <<part(%zu)", p.text.size());
    return *this;
  }
  part& operator<<(int i) {
    std::printf(" <<%d", i);
    return *this;
  }
  int& operator[](int i) {
    std::printf(" [%d]", i);
    return at;
  }
  int at = 0;
};
struct both {
  int x;
  part p;
  int y = 0;
};
inline bool good(const part&) {
  std::printf(" good");
  return true;
}
template <async::mode M>
class [[async::maybe]] client {
 public:
  async::maybe<M, int> take(part p) { co_return static_cast<int>(p.text.size()) > 0 ? co_await n<M>(7) : 0; }
  client& self() {
    std::printf(" self");
    return *this;
  }
  async::maybe<M, void> comma() {
    a(1), co_await n<M>(2);
    int r = (a(3), a(4), co_await n<M>(5)) + a(6);
    for (int i = 0; i < 2; ++i, co_await n<M>(i)) std::printf(" round%d", i);
    std::printf(" = %d\n", r);
  }
  async::maybe<M, void> calls() {
    part p(1);
    p.with(2).with(co_await n<M>(3));
    other_->self().pointed()->with(co_await n<M>(co_await other_->number()));
    int r = co_await self().take(part(4));
    p << a(5) << co_await n<M>(6) << a(7) << part(8);
    (co_await n<M>(9), p) << part(10);
    p.with(co_await n<M>(11)).with(part(12).at);
    std::printf(" = %d\n", r);
  }
  async::maybe<M, void> assignments() {
    part p("p");
    std::vector<int> v(3);
    p.with(1)[a(2)] = co_await n<M>(3);
    p[co_await n<M>(4)] += co_await n<M>(5);
    v[part(6).at] = co_await n<M>(7);
    std::vector<bool> bits(2);
    bits[a(1)] = co_await n<M>(1);
    std::printf(" = %d %d %d\n", p.at, v[0], static_cast<int>(bits[1]));
  }
  async::maybe<M, void> lists() {
    both x{a(1), part(co_await n<M>(2)), a(3)};
    auto y = both{co_await n<M>(4), "literal", co_await n<M>(5)};
    both const z = {.x = a(6), .p{co_await n<M>(7)}};
    std::vector<int> v{a(8), co_await n<M>(9), 10};
    int is[] = {co_await n<M>(13), a(14), co_await n<M>(15)};
    auto [f, s] = std::pair<int, part>{co_await n<M>(16), part(17)};
    auto made = [first = co_await n<M>(18), p = part(19)] { return first + p.at; };
    std::printf(" = %d %d %d %zu %d %d %d", x.x + x.y, y.x + y.y, z.x, v.size(), is[2], f, made());
    count_ = 1;
    std::pair<int, int> order{count_, co_await counted()};
    std::printf(" %d %d\n", order.first, order.second);
  }
  async::maybe<M, void> conditions(bool yes) {
    if (yes && good(part(1)) && co_await n<M>(2)) std::printf(" h");
    if (good(part(3)) && co_await n<M>(4)) std::printf(" i");
    bool r = co_await n<M>(0) && good(part(5));
    int t = co_await take(yes ? part(6) : part(7));
    part const& p = co_await n<M>(0) ? part(10) : part(11);
    t += (good(part(12)) ? part(co_await n<M>(13)) : part(14)).at;
    while (co_await n<M>(0) || !good(part(15)));
    std::printf(" = %d %d %zu\n", r, t, p.text.size());
  }
  async::maybe<M, void> throws() {
    try {
      throw std::runtime_error("error " + std::to_string(co_await n<M>(1)));
    } catch (std::runtime_error& e) {
      std::printf(" %s", e.what());
    }
    try {
      throw part(co_await n<M>(2));
    } catch (part& p) {
      std::printf(" %zu\n", p.text.size());
    }
  }
  async::maybe<M, int> counted() {
    ++count_;
    co_return co_await n<M>(count_);
  }
  async::maybe<M, int> number() { co_return 3; }
  part* pointed() { return &mine_; }
  client* other_ = this;

 private:
  part mine_{"mine"};
  int count_ = 0;
};
template <async::mode M>
[[async::maybe]] async::maybe<M, void> all() {
  client<M> c;
  co_await c.comma();
  co_await c.calls();
  co_await c.assignments();
  co_await c.lists();
  co_await c.conditions(false);
  co_await c.conditions(true);
  co_await c.throws();
  std::puts("");
}
[[async::main]] async::task<void> main() {
  all<async::blocking>();
  co_await all<async::suspending>();
}
// CHECK-LABEL: comma()
// CHECK: async::in_order((static_cast<void>(a(1)), 0)).get(), co_await n<M>(2);
// CHECK-LABEL: calls()
// CHECK: async::in_order(p.with(2)).get().with(co_await n<M>(3));
// CHECK: int r = co_await async::in_order(self()).get().take(part(4));
// CHECK-LABEL: assignments()
// CHECK: auto form1_ = [&](auto&& right1_) -> async::maybe<M, void> { p[co_await n<M>(4)] += static_cast<decltype(right1_)>(right1_); co_return; }; (co_await form1_(co_await n<M>(5)));
// CHECK: auto form2_ = [&](auto&& right2_, async::keeper::opened const&) -> decltype(auto) { return v[kept2_([&]() -> decltype(auto) { return part(6); }).at] = static_cast<decltype(right2_)>(right2_); }; form2_(co_await n<M>(7), kept2_.open());
// CHECK-LABEL: lists()
// CHECK: auto form1_ = [&](auto&& given0_1_, auto&& given1_1_, auto&& given2_1_) { return both{
// CHECK: both x = form1_(async::in_order(a(1)).get(), async::in_order({{.*}}part(co_await n<M>(2)){{.*}}.get(), async::in_order(a(3)).get());
// CHECK-LABEL: conditions(
// CHECK: auto form2_ = [&](bool left2_, async::keeper::opened const&) -> async::maybe<M, bool> { if (!left2_) co_return false; co_return static_cast<bool>((co_await form3_(static_cast<bool>(good(kept1_([&]() -> decltype(auto) { return part(1); }))), kept1_.open()))); };
// CHECK-LABEL: throws()
// CHECK: throw async::in_order(part(co_await n<M>(2))).get();
// CLANG: a(1), co_await n<M>(2);
// CLANG: p.with(2).with(co_await n<M>(3));
// CLANG: both x{a(1), part(co_await n<M>(2)), a(3)};
// OUT: part a1 n2 a3 a4 n5 a6 round0 n1 round1 n2 = 11
// OUT-NEXT: part1 with2 n3 with3 self n3 with3 self part4 n7 ~part a5 <<5 n6 <<6 a7 <<7 part8 <<part(33) ~part n9 part10 <<part(34) ~part n11 with11 part12 with0 ~part = 7
// OUT-NEXT: ~part part n3 with1 a2 {{\[2\]}} n5 n4 [4] n7 part6 ~part n1 a1 = 8 7 1
// OUT-NEXT: ~part a1 n2 part2 a3 n4 part n5 a6 n7 part7 a8 n9 n13 a14 n15 n16 part17 n18 part19 = 4 9 6 3 15 16 18 n2 2 2
// OUT-NEXT: ~part ~part ~part ~part ~part part3 good n4 ~part i n0 part7 n7 ~part n0 part11 part12 good n13 part13 ~part ~part n0 part15 good ~part = 0 7 34
// OUT-NEXT: ~part part1 good n2 ~part h part3 good n4 ~part i n0 part6 n7 ~part n0 part11 part12 good n13 part13 ~part ~part n0 part15 good ~part = 0 7 34
// OUT-NEXT: ~part n1 error 1 n2 part2 33
// OUT-NEXT: ~part
// OUT-NEXT: ~part part a1 n2 a3 a4 n5 a6 round0 n1 round1 n2 = 11
// OUT-NEXT: part1 with2 n3 with3 self n3 with3 self part4 n7 ~part a5 <<5 n6 <<6 a7 <<7 part8 <<part(33) ~part n9 part10 <<part(34) ~part n11 with11 part12 with0 ~part = 7
// OUT-NEXT: ~part part n3 with1 a2 {{\[2\]}} n5 n4 [4] n7 part6 ~part n1 a1 = 8 7 1
// OUT-NEXT: ~part a1 n2 part2 a3 n4 part n5 a6 n7 part7 a8 n9 n13 a14 n15 n16 part17 n18 part19 = 4 9 6 3 15 16 18 n2 2 2
// OUT-NEXT: ~part ~part ~part ~part ~part part3 good n4 ~part i n0 part7 n7 ~part n0 part11 part12 good n13 part13 ~part ~part n0 part15 good ~part = 0 7 34
// OUT-NEXT: ~part part1 good n2 ~part h part3 good n4 ~part i n0 part6 n7 ~part n0 part11 part12 good n13 part13 ~part ~part n0 part15 good ~part = 0 7 34
// OUT-NEXT: ~part n1 error 1 n2 part2 33
// OUT-NEXT: ~part
// OUT-NEXT: ~part
