// A coroutine lambda in a head that is moved is lowered as any other; so are values that are cast to void in an
// operand of a comma or of ?:.
// RUN: %lower %s | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/named.hpp"

res make(const char* s) { return res(s); }
#define NUMBERS(what)             \
  []() -> async::stream<int> {    \
    res r(what);                  \
    co_yield 1;                   \
    co_yield 2;                   \
  }

async::task<void> heads(bool first) {
  for co_await (int x : []() -> async::stream<int> {
         res a("in stream");
         co_yield 1;
         co_yield 2;
       }())
    std::printf("%d\n", x);
  for co_await (int x : async::take([](int n) -> async::stream<int> {
         res r("taken");
         for (;;) co_yield n;
       }(4), 1))
    std::printf("%d\n", x);
  for co_await (int x : NUMBERS("macro")()) {
    std::printf("%d\n", x);
    break;
  }
  (void)make("left"), (void)make("right");
  first ? (void)make("then") : (void)0;
  if ((void)make("condition"), first) std::puts("if");
}
// CHECK: co_await async::dropping(a)

[[async::main]] async::task<void> main() { co_await heads(true); }
// OUT: 1
// OUT-NEXT: 2
// OUT-NEXT: drop in stream
// OUT-NEXT: 4
// OUT-NEXT: drop taken
// OUT-NEXT: 1
// OUT-NEXT: drop macro
// OUT-NEXT: drop right
// OUT-NEXT: drop left
// OUT-NEXT: drop then
// OUT-NEXT: {{drop condition|if}}
// OUT-NEXT: {{drop condition|if}}
// OUT-NOT: lost
