// Behind a loop without an end nothing is reached, unless a break leaves it; a switch in it has labels of its own.
// RUN: %run %s -Wno-pedantic | FileCheck %s --check-prefix=OUT
#include "Inputs/named.hpp"
async::task<bool> more(int n) { co_return n < 3; }
async::task<int> reader() {
  res l("reader");
  for (int i = 0;;) {
    switch (co_await more(++i)) {
      case true: continue;
      default: co_return i;
    }
  }
}
async::task<int> with_label() {
  res l("with label");
  int i = 0;
  while (true) {
  again:
    res r("round");
    if (co_await more(++i)) goto again;
    co_return i;
  }
}
async::task<int> left_within(int n) {
  res l("left within");
  for (;;) {
    n += ({
      if (n > 5) break;
      2;
    });
  }
  std::printf("behind %d\n", n);
  co_return n;
}
async::task<> run() {
  std::printf("%d\n", co_await reader());
  std::printf("%d\n", co_await with_label());
  std::printf("%d\n", co_await left_within(1));
}
int main() { async::block_on(run()); }
// OUT: drop reader
// OUT-NEXT: 3
// OUT-NEXT: drop round
// OUT-NEXT: drop round
// OUT-NEXT: drop round
// OUT-NEXT: drop with label
// OUT-NEXT: 3
// OUT-NEXT: behind 7
// OUT-NEXT: drop left within
// OUT-NEXT: 7
