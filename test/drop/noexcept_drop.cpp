// A drop declared noexcept compiles without a warning, and ends the program if it throws.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/traced.hpp"
struct quiet {
  quiet() = default;
  quiet(quiet const&) = delete;
  [[async::drop]] async::task<void> close() noexcept {
    say("quiet");
    co_return;
  }
};
START {
  // CHECK: async::dropping(q
  quiet q;
  say("body");
  co_return;
}
// OUT: body
// OUT-NEXT: quiet
