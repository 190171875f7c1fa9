// A result with a drop of a member function of something awaited, moved or made: the places of both do not mix.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/numbered.hpp"

#include <string>

struct word { // who knows what its constructor does
  std::string text;
  word(char const* t) : text(t) {}
  bool operator==(char const* t) const { return text == t; }
};
class work {
 public:
  async::task<work&> self() { co_return *this; }
  async::task<traced> take(word const& k) && { co_return traced{k == "none" ? "taken" : "?"}; }
  async::task<traced> get(word n) { co_return traced{n == "lit" ? "got" : "?"}; }
  async::task<traced> get0() { co_return traced{"zero"}; }
};
// CHECK-LABEL: forms(
async::task<void> forms(work w) {
  // CHECK: async::into(temporary{{[0-9]+}}_, async::in_order(std::move(w)).get().take(
  co_await std::move(w).take("none");
  // CHECK: async::into(temporary{{[0-9]+}}_, async::in_order((co_await w.self())).get().get("lit"))
  co_await (co_await w.self()).get("lit");
  co_await (co_await w.self()).get0();
  std::printf("%s\n", (co_await (co_await w.self()).get0()).name());
  (void)co_await (co_await w.self()).get("lit");
}
// OUT: drop taken
// OUT-NEXT: ~taken
// OUT-NEXT: drop got
// OUT-NEXT: ~got
// OUT-NEXT: drop zero
// OUT-NEXT: ~zero
// OUT-NEXT: zero
// OUT-NEXT: drop zero
// OUT-NEXT: ~zero
// OUT-NEXT: drop got
// OUT-NEXT: ~got

template <async::mode M>
class [[async::maybe]] wire {
 public:
  using async_mode = M;
  explicit wire(std::string n) : name_(std::move(n)), open_(true) {}
  wire(wire&& o) noexcept : name_(std::move(o.name_)), open_(std::exchange(o.open_, false)) {}
  async::maybe<M, wire> sibling(std::string n) const { co_return wire(name_ + "." + n); }
  async::maybe<M, wire&> self() & { co_return *this; }
  std::string copy() const { return name_; }
  bool is_open() const noexcept { return open_; }
  [[async::drop(is_open)]] async::maybe<M, void> quit() {
    open_ = false;
    std::printf("quit %s\n", name_.c_str());
    co_return;
  }

 private:
  std::string name_;
  bool open_ = false;
};
template <class T>
std::string shown(T const& x) { return x.copy(); }

template <async::mode M>
[[async::maybe]] async::maybe<M, void> both(wire<M> c) {
  co_await (co_await c.self()).sibling("s1");
  std::printf("%zu\n", (co_await (co_await c.self()).sibling("s2")).copy().size());
  for (char each : shown(co_await c.sibling("r"))) std::printf("%c\n", each);
  co_return;
}
START {
  co_await forms(work());
  co_await both<async::suspending>(wire<async::suspending>("c"));
  // OUT-NEXT: quit c.s1
  // OUT-NEXT: 4
  // OUT-NEXT: quit c.s2
  // OUT-NEXT: quit c.r
  // OUT-NEXT: c
  // OUT-NEXT: .
  // OUT-NEXT: r
  // OUT-NEXT: quit c
  both<async::blocking>(wire<async::blocking>("b"));
  // OUT-NEXT: quit b.s1
  // OUT-NEXT: 4
  // OUT-NEXT: quit b.s2
  // OUT-NEXT: quit b.r
  // OUT-NEXT: b
  // OUT-NEXT: .
  // OUT-NEXT: r
  // OUT-NEXT: quit b
}
