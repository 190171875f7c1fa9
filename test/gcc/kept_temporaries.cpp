// For g++, parts of a statement stand in closures that are left before it ends: the temporaries of these parts live as long as
// the statement all the same. What the arms of `?:`, aggregates and left sides of assignments give refers to them here.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/kept.hpp"

struct fixed {
  std::string name;
  explicit fixed(std::string s) : name(std::move(s)) {}
  fixed(fixed&&) = delete;
  ~fixed() { std::printf("~%s ", name.c_str()); }
  std::string_view view() const { return name; }
};
struct digits {  // no destructor, and still something to refer to
  char text[8];
  explicit digits(int n) { std::snprintf(text, sizeof text, "%d", n); }
  std::string_view view() const { return text; }
};
struct request {
  std::string_view path;
  std::vector<int> headers;
};
template <async::mode M>
[[async::maybe]] async::maybe<M, int> send(request r) {
  co_return print(r.path);
}
template <async::mode M>
[[async::maybe]] async::maybe<M, int> all(std::vector<std::string_view> r, std::vector<std::string> owned = {}) {
  co_return print(r[0]) + static_cast<int>(owned.size());
}
template <async::mode M>
[[async::maybe]] async::maybe<M, int> show(std::string_view s, int = 0) {
  co_return print(s);
}
template <async::mode M>
[[async::maybe]] async::maybe<M, told> make(const char* s) {
  co_return told(s);
}
template <async::mode M>
[[async::maybe]] async::maybe<M, int> one(int i) {
  co_return i;
}
int values[2];
int& at(std::string_view s) { return values[print(s) == 0]; }

template <async::mode M>
[[async::maybe]] async::maybe<M, int> arms(bool c, std::string id) {
  int r = 0;
  // CHECK: async::keeper kept1_; auto form1_ = [&](bool chosen1_, async::keeper::opened const&)
  // CHECK-SAME: chosen1_ ? kept1_([&]() -> decltype(auto) { return told("a" + id); }).view()
  // CHECK-SAME: show<M>(form1_(static_cast<bool>(c), kept1_.open()))
  r += co_await show<M>(c ? told("a" + id).view() : "none");
  r += co_await show<M>(c ? told("b").up().view() : "none", co_await one<M>(1));
  // What an await gives is moved into its place.
  // CHECK: async::itself(async::in_order(kept3_.moved(co_await make<M>("c"))).get()).view()
  r += co_await show<M>(c ? (co_await make<M>("c")).view() : "none");
  r += co_await show<M>(c ? std::string_view((co_await make<M>("d")).name) : told("-").view());
  r += co_await show<M>(!c ? told("-").view() : id == "x" ? told("-").view() : told("e").up().view());
  // What is made by a call keeps its turn.
  r += co_await show<M>(c ? told("ii").view().substr(std::size_t((co_await make<M>("j")).size())) : "none");
  // The outer one ends last.
  r += co_await show<M>(c ? id.empty() ? "" : told("k").up().view() : "none");
  r += co_await show<M>(c ? digits(r).view() : digits(1).view());
  // What refers to nothing keeps no more than has a destructor.
  // CHECK: [&](bool [[CHOSEN:chosen[0-9]+_]]) -> decltype(auto) { return ([[CHOSEN]] ? digits(r).view().size()
  r += co_await one<M>(static_cast<int>(c ? digits(r).view().size() : 0u));
  r += co_await one<M>(c ? told("f").size() : 3);
  try {
    r += co_await show<M>(c ? (told("g").up(), throw 1, std::string_view("")) : "none");
  } catch (int) {
    std::puts("caught");
  }
  co_return r + co_await show<M>(c ? told("h").view() : "none");
}
// OUT: +a12345 (a12345) ~a12345 +b +b^ (b^) ~b^ ~b +c (c) ~c +d (d) ~d +e +e^ (e^) ~e^ ~e +ii +j (i) ~j ~ii +k +k^ (k^) ~k^ ~k (15) +f ~f +g +g^ ~g^ ~g caught
// OUT-NEXT: +h (h) ~h

template <async::mode M>
[[async::maybe]] async::maybe<M, int> others(std::string id) {
  int r = co_await send<M>(request{.path = std::string(30, 'p') + id, .headers = {}});
  r += co_await send<M>({.path = "/" + id + std::string(30, 'q'), .headers = {1, 2}});
  r += co_await send<M>(request{told(std::string(30, 'r')).up().view(), {}});
  r += co_await all<M>({std::string(30, 's') + id, "t"}, {"u" + id});
  at(told("k").view()) = co_await one<M>(5);
  at(told("l").up().view()) += co_await one<M>(6);
  co_return r + values[0];
}
// OUT-NEXT: (pppppppppppppppppppppppppppppp12345) (/12345qqqqqqqqqqqqqqqqqqqqqqqqqqqqqq)
// OUT-SAME: (rrrrrrrrrrrrrrrrrrrrrrrrrrrrrr^) ~rrrrrrrrrrrrrrrrrrrrrrrrrrrrrr^ ~rrrrrrrrrrrrrrrrrrrrrrrrrrrrrr
// OUT-SAME: (ssssssssssssssssssssssssssssss12345) +k (k) ~k +l +l^ (l^) ~l^ ~l

// In a class template only instantiations tell the types.
template <async::mode M>
struct [[async::maybe]] named {
  std::string name = std::string(20, 'n');
  std::string full() const { return name + "-"; }
  async::maybe<M, int> all(bool c) {
    int r = co_await show<M>(c ? full().c_str() : "") + co_await show<M>(c ? (name + full()).c_str() : "");
    r += co_await send<M>({full(), {1}});
    co_return r + co_await send<M>(request{.path = name + full(), .headers = {2}});
  }
};
// OUT-NEXT: (nnnnnnnnnnnnnnnnnnnn-) (nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn-)
// OUT-SAME: (nnnnnnnnnnnnnnnnnnnn-) (nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn-)

template <async::mode M>
[[async::maybe]] async::maybe<M, void> heads(bool c) {
  if (co_await show<M>(c ? fixed("m").view() : "") > 0) std::puts("body");
  for (int i = 0; i < co_await show<M>(i < 2 ? told("n" + std::to_string(i)).up().view() : ""); ++i) std::puts("round");
  bool first = true;
  while (co_await show<M>(first ? told("o").view() : "") > 0) first = std::puts("while") < 0;
  switch (co_await show<M>(c ? told("pp").view() : "")) {
    case 2: std::puts("two"); break;
    default: std::puts("other");
  }
  auto nested = [&] [[async::maybe]] () -> async::maybe<M, int> {
    co_return co_await show<M>(c ? told("q").view() : "");
  };
  co_await nested();
}
// OUT-NEXT: (m) ~m body
// OUT-NEXT: +n0 +n0^ (n0^) ~n0^ ~n0 round
// OUT-NEXT: +n1 +n1^ (n1^) ~n1^ ~n1 round
// OUT-NEXT: () +o (o) ~o while
// OUT-NEXT: () +pp (pp) ~pp two
// OUT-NEXT: +q (q) ~q

template <async::mode M>
[[async::maybe]] async::maybe<M, int> everything() {
  int r = co_await arms<M>(true, "12345");
  std::puts("");
  r += co_await others<M>("12345");
  std::puts("");
  named<M> n;
  r += co_await n.all(true);
  std::puts("");
  co_await heads<M>(true);
  std::puts("");
  co_return r;
}
int main() {
  const int suspending = async::block_on(everything<async::suspending>());
  values[0] = values[1] = 0;
  std::printf("%d %d\n", suspending, everything<async::blocking>());
}
// The blocking one does the same.
// OUT-NEXT: +a12345 (a12345) ~a12345 +b +b^ (b^) ~b^ ~b +c (c) ~c +d (d) ~d +e +e^ (e^) ~e^ ~e +ii +j (i) ~j ~ii +k +k^ (k^) ~k^ ~k (15) +f ~f +g +g^ ~g^ ~g caught
// OUT: +q (q) ~q
// OUT-NEXT: [[SUM:[0-9]+]] [[SUM]]
