// An awaited object with a drop that an arm of `?:`, or the right side of `&&`, makes: it has a place of its own, which is
// dropped, and is not moved to where other temporaries of arms are kept for g++ 12.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/handle.hpp"

#include <optional>
#include <string>

async::task<std::optional<handle>> perhaps() { co_return std::optional<handle>(std::in_place, "opt"); }

async::task<std::string> arms(bool c) {
  // CHECK-LABEL: arms(
  // CHECK-NOT: .moved(
  std::string a = c ? (co_await perhaps())->text() : std::string("none");
  std::string b = c ? (co_await make("b")).text() : std::string("none");
  std::string d;
  d = c ? (co_await make("one")).text() : std::string("none");
  int n = c ? (co_await make("n")).len() : 0;
  bool both = c && (co_await make("one")).n == "one";
  int k = 1 + (c ? (co_await make("k")).len() : 2) + (both || (co_await make("r")).len() > 0);
  // CHECK-LABEL: half(
  co_return c ? (co_await make("result")).text() : a + b + d + std::to_string(n + k);
}

template <async::mode M>
struct [[async::maybe]] line {
  std::string name;
  explicit line(const char* s) : name(s) {}
  line(line&& o) noexcept : name(std::exchange(o.name, "")) {}
  std::string const& text() const { return name; }
  bool up() const { return !name.empty(); }
  [[async::drop(up)]] async::maybe<M, void> close() {
    std::printf("-%s ", name.c_str());
    name.clear();
    co_return;
  }
};
template <async::mode M>
[[async::maybe]] async::maybe<M, line<M>> dial(const char* s) {
  co_return line<M>(s);
}
template <async::mode M>
[[async::maybe]] async::maybe<M, bool> half(bool c) {
  std::string s = c ? (co_await dial<M>("arm")).text() : std::string("none");
  std::printf("%s ", s.c_str());
  co_return c && (co_await dial<M>("right")).up();
}
// OUT: +opt -opt +b -b +one -one +n -n +one -one +k -k +result -result result
// OUT-NEXT: +r -r nonenonenone4
// OUT-NEXT: -arm arm -right 1 none 0
// OUT-NEXT: -arm arm -right 1 none 0
int main() {
  std::puts(async::block_on(arms(true)).c_str());
  std::puts(async::block_on(arms(false)).c_str());
  std::printf("%d ", half<async::blocking>(true));
  std::printf("%d\n", half<async::blocking>(false));
  std::printf("%d ", async::block_on(half<async::suspending>(true)));
  std::printf("%d\n", async::block_on(half<async::suspending>(false)));
}
