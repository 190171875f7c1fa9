// For g++, temporaries of the operands of && and || live as long as the statement: a lock is held during the await behind it.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/kept.hpp"

template <async::mode M> [[async::maybe]] async::maybe<M, bool> is(int i) { std::printf("is%d ", i); co_return i > 0; }
template <async::mode M> [[async::maybe]] async::maybe<M, int> one(int i) { std::printf("one%d ", i); co_return i; }
template <async::mode M> [[async::maybe]] async::maybe<M, told> make(std::string s) { co_return told(s); }
template <async::mode M>
struct [[async::maybe]] user {
  told lock(const char* n) { return told(n); }
  async::maybe<M, int> run(int c) {
    // CHECK: auto form{{[0-9]+}}_ = [&](bool left{{[0-9]+}}_, async::keeper::opened const&) -> async::maybe<M, bool>
    // CHECK-SAME: (static_cast<bool>([[K:kept[0-9]+_]]([&]() -> decltype(auto) { return lock("a"); }).ok()), [[K]].open())
    int r = co_await one<M>(c && lock("a").ok() && co_await is<M>(1));
    r += co_await one<M>(!c || told("b").ok() || co_await is<M>(2));
    r += co_await one<M>(!c || told("nc") || (co_await make<M>("d")).ok());
    if (c && told("e").ok() && co_await is<M>(3)) std::printf("then ");
    while (c-- > 1 && (co_await make<M>("f")).ok() && co_await is<M>(c)) std::printf("body ");
    for (int i = 0; i < 2 && told("g").ok() && co_await is<M>(1); ++i) std::printf("body ");
    bool const x = lock("h").ok() && (lock("i").ok() || co_await is<M>(1)) && lock("j");
    std::puts("");
    const told& t = (co_await is<M>(1) && lock("k")) ? told("l") : co_await make<M>("m");
    std::printf("%s ", t.name.c_str());
    try {
      r += co_await one<M>(told("o").ok() && (told("p").ok() && (throw 1, co_await is<M>(1))));
    } catch (int) { std::printf("caught "); }
    do { std::printf("do "); } while (told("q") && !(told("r").ok() && co_await is<M>(1)));
    switch (int(told("s").ok() && co_await is<M>(1))) { case 1: std::printf("case "); }
    auto l = [&] [[async::maybe]] (auto z) -> async::maybe<M, bool> { co_return z.ok() && told("t").ok() && co_await is<M>(1); };
    r += co_await l(told("u"));
    std::puts("");
    co_return r + x + (co_await is<M>(1) && told("v") ? co_await one<M>(4) : told("w").ok());
  }
};
template <async::mode M> [[async::maybe]] async::maybe<M, int> all() {
  user<M> x;
  co_return co_await x.run(3);
}
int main() { int a = async::block_on(all<async::suspending>()); std::printf("%d\n", a); std::printf("%d\n", all<async::blocking>()); }
// OUT: +a is1 one1 ~a +b one1 ~b +nc +d one1 ~d ~nc +e is3 ~e then +f is2 ~f body +f is1 ~f body +g is1 ~g body +g is1 ~g body +h +i +j ~j ~i ~h
// OUT: is1 +k +l ~k l +o +p ~p ~o caught do +q +r is1 ~r ~q +s is1 ~s case +u +t is1 ~t ~u
// OUT: is1 +v one4 ~v ~l [[SUM:[0-9]+]]
// The blocking one does the same.
// OUT: +a is1 one1 ~a +b one1 ~b +nc +d one1 ~d ~nc +e is3 ~e then +f is2 ~f body +f is1 ~f body +g is1 ~g body +g is1 ~g body +h +i +j ~j ~i ~h
// OUT: is1 +k +l ~k l +o +p ~p ~o caught do +q +r is1 ~r ~q +s is1 ~s case +u +t is1 ~t ~u
// OUT: is1 +v one4 ~v ~l [[SUM]]
