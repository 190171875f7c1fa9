// For g++, an object that a closure makes, in what another closure holds, lives as long as the statement.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/kept.hpp"

struct part { int x; std::string s; };
const std::string& text(const part& p) { return p.s; }
const told& pick(const told& t, int) { return t; }
template <async::mode M> [[async::maybe]] async::maybe<M, int> show(std::string_view s, int = 0) { co_return print(s); }
template <async::mode M> [[async::maybe]] async::maybe<M, int> one(int i) { co_return i; }
template <async::mode M> [[async::maybe]] async::maybe<M, std::string> word(std::string s) { co_return s; }
template <async::mode M>
struct [[async::maybe]] user {
  const std::string& of(const part& p) { return p.s; }
  const told& mine(const told& t, int) { return t; }
  async::maybe<M, int> run(bool c) {
    int r = co_await show<M>(c ? text({1, std::string(30, 'a')}).c_str() : "none");
    r += co_await show<M>(c ? text(part{1, std::string(30, 'b')}).c_str() : "none");
    r += co_await show<M>(c ? of({1, std::string(30, 'c')}).c_str() : "none");
    r += co_await show<M>(c ? of(part{1, std::string(30, 'd')}).c_str() : "none");
    // CHECK: text(async::in_order([[K:kept[0-9]+_]].moved(form{{[0-9]+}}_(async::in_order(co_await one<M>(1)).get(),
    r += co_await show<M>(c ? text({co_await one<M>(1), std::string(30, 'e')}).c_str() : "none");
    r += co_await show<M>(c ? of(part{co_await one<M>(1), std::string(30, 'f')}).c_str() : "none");
    r += co_await show<M>(c ? told("x").pick(co_await one<M>(1)).view() : "none");
    r += co_await show<M>(c ? pick(told("y"), co_await one<M>(1)).view() : "none");
    r += co_await show<M>(c ? mine(told("z"), co_await one<M>(1)).view() : "none");
    r += co_await show<M>(c ? text(r > 1 ? part{2, std::string(30, 'g')} : part{co_await one<M>(1), std::string(30, 'h')}).c_str() : "none");
    // CHECK: text([[K:kept[0-9]+_]]([&]() -> decltype(auto) { return form{{[0-9]+}}_(static_cast<bool>(r > 1)); }))
    r += co_await show<M>(c ? text(r > 1 ? part{2, std::string(30, 'i')} : part{1, std::string(30, 'j')}).c_str() : "none");
    r += co_await show<M>(c ? of(r > 1 ? part{2, std::string(30, 'k')} : part{1, std::string(30, 'l')}).c_str() : "none");
    r += co_await show<M>(c ? [&] { return std::string(30, 'm'); }().c_str() : "none");
    r += co_await show<M>(c ? (co_await word<M>(std::string(30, 'n')) + "n").c_str() : "none");
    std::puts("");
    co_return r;
  }
};
template <async::mode M> [[async::maybe]] async::maybe<M, int> all() {
  user<M> x;
  co_return co_await x.run(true);
}
int main() { int a = async::block_on(all<async::suspending>()); std::printf("%d\n", a); std::printf("%d\n", all<async::blocking>()); }
// OUT: (aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa) (bbbbbbbbbbbbbbbbbbbbbbbbbbbbbb) (cccccccccccccccccccccccccccccc)
// OUT-SAME: (dddddddddddddddddddddddddddddd) (eeeeeeeeeeeeeeeeeeeeeeeeeeeeee) (ffffffffffffffffffffffffffffff) +x (x) ~x +y (y) ~y
// OUT-SAME: +z (z) ~z (gggggggggggggggggggggggggggggg) (iiiiiiiiiiiiiiiiiiiiiiiiiiiiii) (kkkkkkkkkkkkkkkkkkkkkkkkkkkkkk)
// OUT-SAME: (mmmmmmmmmmmmmmmmmmmmmmmmmmmmmm) (nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn)
// OUT: [[SUM:[0-9]+]]
// OUT: [[SUM]]
