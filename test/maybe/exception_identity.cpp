// The exception that is caught is the one that was thrown, and current_exception holds it.
// RUN: %run %s | FileCheck %s
#include "Inputs/both.hpp"
struct error {
  int n;
};
inline error* thrown;
template <async::mode M>
[[async::maybe]] async::maybe<M, int> raise() {
  co_await value<M>(1);
  try {
    throw error{4};
  } catch (error& e) {
    thrown = &e;
    throw;
  }
}
template <async::mode M>
[[async::maybe]] async::maybe<M, int> use() {
  std::exception_ptr kept;
  try {
    co_await raise<M>();
  } catch (error& e) {
    say(&e == thrown ? "same" : "other", e.n);
    kept = std::current_exception();
  }
  co_await value<M>(2);
  try {
    std::rethrow_exception(kept);
  } catch (error const& e) {
    co_return &e == thrown ? e.n : -1;
  }
}
// CHECK: both: v1 same v2 = 4
int main() {
  both([]<class M>(M) { return use<M>(); });
}
