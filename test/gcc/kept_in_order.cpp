// For g++, temporaries live as long as the statement also in what keeps its turn in a part that a closure holds.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/kept.hpp"

template <async::mode M> [[async::maybe]] async::maybe<M, int> show(std::string_view s, int = 0) { co_return print(s); }
template <async::mode M> [[async::maybe]] async::maybe<M, int> one(int i) { std::printf("one "); co_return i; }
template <async::mode M> [[async::maybe]] async::maybe<M, std::string> word(std::string s) { co_return s; }
template <async::mode M> [[async::maybe]] async::maybe<M, std::unique_ptr<told>> box(std::string s) { co_return std::make_unique<told>(s); }
template <async::mode M>
struct [[async::maybe]] user {
  told make(std::string s) { return told(s); }
  async::maybe<M, int> run(bool c) {
    int r = co_await show<M>(c ? told(std::string(30, 'a')).str().append(co_await word<M>("A")).c_str() : "none");
    r += co_await show<M>(c ? make(std::string(30, 'b')).str().append(co_await word<M>("B")).c_str() : "none");
    r += co_await show<M>(c ? (co_await box<M>(std::string(30, 'c')))->str().append(co_await word<M>("C")).c_str() : "none");
    // CHECK: async::in_order((static_cast<void>([[K:kept[0-9]+_]]([&]() -> decltype(auto) { return told("d"); }).use(1)), 0)).get(),
    r += co_await one<M>(c ? (told("d").use(1), co_await one<M>(2)) : 3);
    auto x = (c ? ((co_await box<M>("e"))->use(1), co_await one<M>(4)) : 1) ? told("z") : told("y");
    std::puts("");
    r += co_await show<M>(c ? (told("f").use(1), co_await one<M>(1), std::string(30, 'f')).c_str() : "none");
    r += co_await show<M>(co_await (c ? one<M>((told("g").use(1), told("h").use(co_await one<M>(2)))) : one<M>(1)) ? "yes" : "no");
    std::puts("");
    int cells[8] = {};
    cells[(co_await box<M>("i"))->use((*co_await box<M>("j")).use(1))] -= co_await one<M>(5);
    std::puts("");
    co_return r + x.use(1) + cells[1];
  }
};
template <async::mode M> [[async::maybe]] async::maybe<M, int> all() {
  user<M> x;
  co_return co_await x.run(true);
}
int main() { int a = async::block_on(all<async::suspending>()); std::printf("%d\n", a); std::printf("%d\n", all<async::blocking>()); }
// OUT: +aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa (aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaA) ~aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaA
// OUT-SAME: +bbbbbbbbbbbbbbbbbbbbbbbbbbbbbb (bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbB) ~bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbB
// OUT-SAME: +cccccccccccccccccccccccccccccc (ccccccccccccccccccccccccccccccC) ~ccccccccccccccccccccccccccccccC
// OUT-SAME: +d use one one ~d +e use one +z ~e
// OUT: +f use one (ffffffffffffffffffffffffffffff) ~f +g use +h one use one (yes) ~h ~g
// OUT: one +i +j use use ~j ~i
// OUT: use ~z [[SUM:[0-9]+]]
// OUT: +d use one one ~d +e use one +z ~e
// OUT: one +i +j use use ~j ~i
// OUT: use ~z [[SUM]]
