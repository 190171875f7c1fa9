// A failing drop never stops the others; the first error goes on, later ones go to the handler.
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/traced.hpp"

void suppressed(std::exception_ptr e) {
  try {
    std::rethrow_exception(e);
  } catch (std::exception const& x) {
    std::printf("suppressed %s\n", x.what());
  }
}

async::task<void> both(bool fail) {
  traced a{"a"};
  a.failing();
  traced b{"b"};
  b.failing();
  traced c{"c"};
  if (fail) throw std::logic_error("first");
  co_return;
}

async::task<int> stale() {
  // An exit that a failing drop cut off is forgotten.
  for (int i = 0; i < 2; ++i) {
    try {
      traced d{"d"};
      if (i == 0) d.failing();
      if (i == 0) break;
      say("stays");
    } catch (std::exception const& x) {
      std::printf("caught %s\n", x.what());
    }
  }
  co_return 1;
}

// OUT: drop c
// OUT: drop b
// OUT: drop a
// OUT-NEXT: suppressed drop of a
// OUT-NEXT: ~a
// OUT-NEXT: caught drop of b
// OUT: drop c
// OUT: drop b
// OUT-NEXT: suppressed drop of b
// OUT: drop a
// OUT-NEXT: suppressed drop of a
// OUT-NEXT: ~a
// OUT-NEXT: caught first
// OUT-NEXT: drop d
// OUT-NEXT: ~d
// OUT-NEXT: caught drop of d
// OUT-NEXT: stays
// OUT-NEXT: drop d
START {
  async::set_suppressed_exception_handler(suppressed);
  for (bool fail : {false, true}) {
    try {
      co_await both(fail);
    } catch (std::exception const& e) {
      std::printf("caught %s\n", e.what());
    }
  }
  co_await stale();
}
