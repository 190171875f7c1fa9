// A virtual base is dropped once, whichever bases bring it, and its virtual drop is overridden like any other.
// RUN: %run %s | FileCheck %s
#include "Inputs/traced.hpp"

#include <memory>

struct base {
  base() = default;
  base(base const&) = delete;
  [[async::drop]] async::task<void> close() { say("close base"); co_return; }
};
struct left : virtual base {};
struct right : virtual base {};
struct both : left, right {};
struct above_too : both, virtual base { traced own{"own"}; };

struct closable {
  closable() = default;
  closable(closable const&) = delete;
  [[async::drop(open)]] virtual async::task<void> close() { open = false; say("close closable"); co_return; }
  virtual ~closable() = default;
  bool open = true;
};
struct reader : virtual closable {};
struct writer : virtual closable {};
struct duplex : reader, writer {};
struct file final : reader, writer {
  async::task<void> close() override { open = false; say("close file"); co_return; }
};
struct logged : virtual closable {
  async::task<void> close() override { open = false; say("close logged"); co_return; }
};
struct log_duplex : writer, logged, reader {};
struct with_member : reader, writer { traced m{"m"}; };

template <async::mode M>
struct [[async::maybe]] source : virtual closable {
  virtual async::maybe<M, int> get() = 0;
};
template <async::mode M>
struct [[async::maybe]] sink : virtual closable {
  virtual async::maybe<M, void> put(int n) = 0;
};
template <async::mode M>
struct [[async::maybe]] tube : source<M>, sink<M> {
  async::maybe<M, int> get() override { co_return value; }
  async::maybe<M, void> put(int n) override { value = n; co_return; }
  int value = 0;
};

START {
  { both b; say("both"); }
  // CHECK: both
  // CHECK-NEXT: close base
  { above_too a; say("above"); }
  // CHECK-NEXT: above
  // CHECK-NEXT: drop own
  // CHECK-NEXT: close base
  // CHECK-NEXT: ~own
  { reader r; say("reader"); }
  // CHECK-NEXT: reader
  // CHECK-NEXT: close closable
  { duplex d; say("duplex"); }
  // CHECK-NEXT: duplex
  // CHECK-NEXT: close closable
  { std::unique_ptr<reader> r = std::make_unique<file>(); say("owned"); }
  // CHECK-NEXT: owned
  // CHECK-NEXT: close file
  { log_duplex d; say("one arm overrides"); }
  // CHECK-NEXT: one arm overrides
  // CHECK-NEXT: close logged
  { with_member w; say("member"); }
  // CHECK-NEXT: member
  // CHECK-NEXT: drop m
  // CHECK-NEXT: close closable
  // CHECK-NEXT: ~m
  { tube<async::suspending> p; co_await p.put(7); say(co_await p.get() == 7 ? "tube" : "wrong"); }
  // CHECK-NEXT: tube
  // CHECK-NEXT: close closable
  co_return;
}
