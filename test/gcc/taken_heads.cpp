// Heads that the drop lowering takes apart, as their temporaries have a drop: what stands in front of an await in them
// comes first, too.
// RUN: %asyncc --no-line %s -- %flags | %strip | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/told.hpp"
// CHECK: condition1_ = static_cast<bool>(async::in_order(temporary1_.make(
async::task<int> in_if() {
  if (make("a").use((co_await amake("b")).use(2)) == 2) co_return 1;
  co_return 2;
}
async::task<int> in_switch() {
  switch (make("a").use((co_await amake("b")).use(2)), 3) {
    case 3:
      co_return 1;
    default:
      co_return 2;
  }
}
async::task<int> in_while() {
  int rounds = 0;
  while (make("a").use((co_await amake("b")).use(rounds)) < 2) ++rounds;
  co_return rounds;
}
async::task<int> in_do() {
  int rounds = 0;
  do {
    ++rounds;
  } while (make("a").use((co_await amake("b")).use(rounds)) < 2);
  co_return rounds;
}
async::task<int> in_for() {
  int sum = 0;
  for (int i = make("a").use((co_await amake("b")).use(0)); make("c").use((co_await amake("d")).use(i)) < 2;
       i += make("e").use((co_await amake("f")).use(1)))
    sum += i;
  co_return sum;
}
async::task<int> in_range() {
  int sum = 0;
  for (int i : make("a").all((co_await amake("b")).use(2))) sum += i;
  co_return sum;
}
async::task<int> shifted() {
  if (make("a") << (co_await amake("b")).use(1) << (co_await amake("c")).use(2)) co_return 1;
  co_return 2;
}
async::task<int> nested() {
  if (make("a").use([](int k) { return k + 1; }((co_await amake("b")).use(1))) == 2)
    for (int i = 0; make("d").use((co_await amake("e")).use(i)) < 1; ++i) co_await amake("f");
  co_return 3;
}
template <class T>
async::task<int> generic() {
  if (T("a").use((co_await amake("b")).use(2)) == 2) co_return 1;
  co_return 2;
}
[[async::main]] async::task<int> main() {
  // OUT: +a +b b2 a2 -b -a 1
  std::printf("%d\n", co_await in_if());
  // OUT-NEXT: +a +b b2 a2 -b -a 1
  std::printf("%d\n", co_await in_switch());
  // OUT-NEXT: +a +b b0 a0 -b -a +a +b b1 a1 -b -a +a +b b2 a2 -b -a 2
  std::printf("%d\n", co_await in_while());
  // OUT-NEXT: +a +b b1 a1 -b -a +a +b b2 a2 -b -a 2
  std::printf("%d\n", co_await in_do());
  // OUT-NEXT: +a +b b0 a0 -b -a +c +d d0 c0 -d -c +e +f f1 e1 -f -e +c +d d1 c1 -d -c +e +f f1 e1 -f -e +c +d d2 c2 -d -c 1
  std::printf("%d\n", co_await in_for());
  // OUT-NEXT: +a +b b2 a2 -b -a 4
  std::printf("%d\n", co_await in_range());
  // OUT-NEXT: +a +b b1 a1 +c c2 a2 -c -b -a 2
  std::printf("%d\n", co_await shifted());
  // OUT-NEXT: +a +b b1 a2 -b -a +d +e e0 d0 -e -d +f -f +d +e e1 d1 -e -d 3
  std::printf("%d\n", co_await nested());
  // OUT-NEXT: +a +b b2 a2 -b -a 1
  std::printf("%d\n", co_await generic<told>());
  co_return 0;
}
