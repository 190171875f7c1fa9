// When the drop of an assignment fails, the old value counts as dropped although its predicate is still true.
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/traced.hpp"
class unruly {
 public:
  explicit unruly(const char* name, bool fails = false) : name_(name), fails_(fails) {}
  unruly(unruly&& o) noexcept : name_(std::exchange(o.name_, nullptr)), fails_(o.fails_) {}
  unruly& operator=(unruly&& o) noexcept {
    std::printf("assign %s\n", o.name_);
    name_ = std::exchange(o.name_, nullptr);
    fails_ = o.fails_;
    return *this;
  }
  [[async::drop(name_)]] async::task<void> close() {
    std::printf("drop %s\n", name_);
    if (fails_) throw std::runtime_error(name_);
    co_return;
  }

 private:
  const char* name_;
  bool fails_;
};
START {
  unruly a{"a", true};
  try {
    a = unruly{"b"};
    say("not this");
  } catch (std::exception const& e) {
    std::printf("caught %s\n", e.what());
  }
  say("end");
  a = unruly{"c"};
  say("last");
  co_return;
}
// OUT: drop a
// OUT-NEXT: drop b
// OUT-NEXT: caught a
// OUT-NEXT: end
// OUT-NEXT: assign c
// OUT-NEXT: last
// OUT-NEXT: drop c
