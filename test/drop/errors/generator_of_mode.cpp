// A generator of maybe-async code that is, in one of the modes of this unit, of a type that cannot await when it is
// abandoned.
// RUN: not %check 2>&1 | FileCheck %s
#include <async/async.hpp>
#include <async/runtimes/asio_mode.hpp>
template <async::mode M>
struct [[async::maybe]] lease {
  [[async::drop]] async::maybe<M, void> release() { co_return; }
};
template <async::mode M>
[[async::maybe]] async::maybe_generator<M, int> numbers() {
  // CHECK: errors/generator_of_mode.cpp:[[@LINE+1]]:12: error: 'mine' of type 'lease<M>' has an async drop, but the generator that holds it may be abandoned half-way, and its type 'async::maybe_generator<asio_mode, int>' cannot await then; use async::stream, or let the caller own the object [async-drop-generator]
  lease<M> mine;
  co_yield 1;
}
template <async::mode M>
[[async::maybe]] async::maybe_generator<M, int> others() {
  lease<M> mine; // in no mode of Asio here
  co_yield 1;
}
boost::asio::awaitable<void> use() {
  for co_await (int i : numbers<async::asio_mode>()) (void)i;
}
async::task<void> fine() {
  for co_await (int i : others<async::suspending>()) (void)i;
}
// CHECK-NOT: error:
