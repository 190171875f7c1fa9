// Abandoning a stream acts like co_return at its pending co_yield: no handler sees anything, objects are
// dropped, an error of a drop comes out of the drop of the stream.
// RUN: %lower | FileCheck %s
// RUN: PCH=no %run %s | FileCheck %s --check-prefix=OUT
#include "../drop/Inputs/numbered.hpp"

struct failing {
  [[async::drop]] async::task<void> close() {
    std::puts("fails");
    throw std::runtime_error("drop failed");
    co_return;
  }
};

async::stream<int> nested(int n, bool fail) {
  numbered a{1};
  if (fail) {
    failing f;
    co_yield 0;
  }
  try {
    while (true) {
      numbered b{n};
      if (n % 2)
        co_yield n++;
      else
        co_yield n += 1;
    }
  } catch (...) {
    std::puts("not seen");
  }
}

/// A stream of streams: the inner one is dropped with the outer one.
async::stream<int> outer(int n) {
  for co_await (int x : nested(n, false)) co_yield x * 10;
}

async::stream<std::string> parameter(numbered const& borrowed, std::string text) {
  co_yield text + "!";
  std::printf("between %d\n", borrowed.get());
  co_yield text + "?";
}

START {
  {
    auto s = nested(3, false);
    std::printf("got %d\n", *co_await s.next());
    std::printf("got %d\n", *co_await s.next());
  }
  std::puts("--");
  for co_await (int x : outer(5)) {
    std::printf("got %d\n", x);
    break;
  }
  std::puts("--");
  try {
    for co_await (int x : nested(7, true)) {
      std::printf("got %d\n", x);
      break;
    }
  } catch (std::runtime_error const& e) {
    std::printf("caught %s\n", e.what());
  }
  std::puts("--");
  try {
    for co_await (int x : nested(8, false)) throw x;
  } catch (int x) {
    std::printf("caught %d\n", x);
  }
  std::puts("--");
  { auto never_started = nested(9, false); }
  numbered n{4};
  for co_await (auto&& text : parameter(n, "text")) std::puts(text.c_str());
}
// CHECK: { bool const leaves_ = co_yield async::or_leave(0); if (leaves_) { {{.*}}goto drop{{[0-9]+}}_; } }
// CHECK: { bool const leaves_ = co_yield async::or_leave(n++); if (leaves_)
// CHECK: { bool const leaves_ = co_yield async::or_leave(n += 1); if (leaves_)
// CHECK-LABEL: parameter(
// CHECK: co_yield text + "!";
// OUT: make 1
// OUT-NEXT: make 3
// OUT-NEXT: got 3
// OUT-NEXT: drop 3
// OUT-NEXT: ~3
// OUT-NEXT: make 4
// OUT-NEXT: got 5
// OUT-NEXT: drop 4
// OUT-NEXT: ~4
// OUT-NEXT: drop 1
// OUT-NEXT: ~1
// OUT-NEXT: --
// OUT-NEXT: make 1
// OUT-NEXT: make 5
// OUT-NEXT: got 50
// OUT-NEXT: drop 5
// OUT-NEXT: ~5
// OUT-NEXT: drop 1
// OUT-NEXT: ~1
// OUT-NEXT: --
// OUT-NEXT: make 1
// OUT-NEXT: got 0
// OUT-NEXT: fails
// OUT-NEXT: drop 1
// OUT-NEXT: ~1
// OUT-NEXT: caught drop failed
// OUT-NEXT: --
// OUT-NEXT: make 1
// OUT-NEXT: make 8
// OUT-NEXT: drop 8
// OUT-NEXT: ~8
// OUT-NEXT: drop 1
// OUT-NEXT: ~1
// OUT-NEXT: caught 9
// OUT-NEXT: --
// OUT-NEXT: make 4
// OUT-NEXT: text!
// OUT-NEXT: between 4
// OUT-NEXT: text?
// OUT-NEXT: drop 4
// OUT-NEXT: ~4
