// Handlers by value, by pointer, by reference to a base, without a name and for everything.
// RUN: %lower | FileCheck %s
// RUN: PCH=no %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/numbered.hpp"

struct base {
  virtual ~base() = default;
  virtual char const* text() const { return "base"; }
};
struct derived : base {
  char const* text() const override { return "derived"; }
};
async::task<void> fail(int k) {
  try {
    if (k == 1) throw "text";
    if (k == 2) throw std::logic_error("by value");
    if (k == 3) throw 2.5;
    if (k == 4) throw derived{};
    throw 'c';
  } catch (char const* p) {
    numbered a{1};
    say(p);
  } catch (std::logic_error e) {
    numbered a{2};
    say(e.what());
  } catch (double) {
    numbered a{3};
  } catch (base const& b) {
    numbered a{4};
    say(b.text());
  } catch (...) {
    numbered a{5};
  }
  say("--");
  co_return;
}
START {
  for (int k = 1; k < 6; ++k) co_await fail(k);
}
// CHECK: async::dropping(a
// OUT: make 1
// OUT-NEXT: text
// OUT-NEXT: drop 1
// OUT-NEXT: ~1
// OUT-NEXT: --
// OUT-NEXT: make 2
// OUT-NEXT: by value
// OUT-NEXT: drop 2
// OUT-NEXT: ~2
// OUT-NEXT: --
// OUT-NEXT: make 3
// OUT-NEXT: drop 3
// OUT-NEXT: ~3
// OUT-NEXT: --
// OUT-NEXT: make 4
// OUT-NEXT: derived
// OUT-NEXT: drop 4
// OUT-NEXT: ~4
// OUT-NEXT: --
// OUT-NEXT: make 5
// OUT-NEXT: drop 5
// OUT-NEXT: ~5
// OUT-NEXT: --
