// An assignment that drops what the left side had becomes an await, in an arm of `?:` and behind `&&` and `||` too.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "../drop/Inputs/numbered.hpp"

#include <optional>

traced plain(const char* n) { return traced{n}; }
async::task<void> arms(bool b) {
  traced c{"c"}, d{"d"};
  // CHECK: using result_of1_ = traced&; auto form1_ = [&](bool chosen1_) -> async::task<result_of1_>
  b ? c = plain("f") : d = plain("g");
  b ? void(c = plain("h")) : void();
  b ? void() : void(d = plain("i"));
  std::printf("%s %s\n", c.name(), d.name());
  co_return;
}
async::task<void> operands(bool b) {
  traced c{"c"};
  (void)(b && (c = plain("j")).name());
  bool const x = !b || (c = plain("k")).name();
  bool const y = x && b && (c = plain("l"), true);
  if (y) std::printf("%s\n", c.name());
  co_return;
}
async::task<void> owners(bool b) {
  std::optional<traced> c;
  b ? c = plain("m") : c = std::nullopt;
  c ? void(c = std::nullopt) : void(c = plain("n"));
  std::printf("%d\n", c.has_value());
  co_return;
}
async::task<traced> given(bool b) {
  traced c{"c"}, d{"d"};
  co_return b ? std::move(c = plain("o")) : std::move(d);
}
START {
  co_await arms(true);
  co_await arms(false);
  co_await operands(true);
  co_await operands(false);
  co_await owners(true);
  co_await owners(false);
  traced t = co_await given(true), u = co_await given(false);
  std::printf("%s %s\n", t.name(), u.name());
}
// OUT: drop c
// OUT-NEXT: assign f
// OUT-NEXT: drop f
// OUT-NEXT: assign h
// OUT-NEXT: h d
// OUT: assign g
// OUT-NEXT: drop g
// OUT-NEXT: assign i
// OUT-NEXT: c i
// OUT: assign j
// OUT-NEXT: drop j
// OUT-NEXT: assign k
// OUT-NEXT: drop k
// OUT-NEXT: assign l
// OUT-NEXT: l
// OUT-NEXT: drop l
// OUT-NEXT: ~l
// OUT-NEXT: drop c
// OUT-NEXT: ~c
// OUT: o d
