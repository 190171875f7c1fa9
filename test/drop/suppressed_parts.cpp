// Parts that fail while an error is in flight: each error goes to the handler as soon as it has happened.
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/traced.hpp"
#include <vector>
void report(std::exception_ptr error) {
  try {
    std::rethrow_exception(error);
  } catch (std::exception const& e) {
    std::printf("suppressed %s\n", e.what());
  }
}
struct two {
  traced a, b;
};
START {
  async::set_suppressed_exception_handler(&report);
  try {
    two t{traced{"a"}, traced{"b"}};
    t.a.failing();
    t.b.failing();
    std::vector<traced> v;
    v.reserve(2);
    v.emplace_back("v1");
    v.emplace_back("v2");
    for (auto& x : v) x.failing();
    throw 1;
  } catch (int) {
    say("caught 1");
  }
  try {
    two t{traced{"a"}, traced{"b"}};
    t.a.failing();
    t.b.failing();
  } catch (std::exception const& e) {
    std::printf("caught %s\n", e.what());
  }
  co_return;
}
// OUT: drop v1
// OUT-NEXT: suppressed drop of v1
// OUT-NEXT: drop v2
// OUT-NEXT: suppressed drop of v2
// OUT-NEXT: ~v1
// OUT-NEXT: ~v2
// OUT-NEXT: drop b
// OUT-NEXT: suppressed drop of b
// OUT-NEXT: drop a
// OUT-NEXT: suppressed drop of a
// OUT-NEXT: ~b
// OUT-NEXT: ~a
// OUT-NEXT: caught 1
// OUT-NEXT: drop b
// OUT-NEXT: drop a
// OUT-NEXT: suppressed drop of a
// OUT-NEXT: ~b
// OUT-NEXT: ~a
// OUT-NEXT: caught drop of b
