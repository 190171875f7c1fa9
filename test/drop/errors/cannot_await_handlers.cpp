// In handlers, too, lives end; an object of outside that the try hands on is no false alarm there.
// RUN: not %check 2>&1 | FileCheck %s --implicit-check-not=error:
#include <async/async.hpp>
#include <optional>
#include <utility>
struct conn {
  bool open = true;
  conn() = default;
  conn(conn&& o) noexcept : open(std::exchange(o.open, false)) {}
  [[async::drop(open)]] async::task<void> close() { open = false; co_return; }
};
void may_throw();
void take(conn);

void in_handler() {
  try {
    may_throw();
  } catch (int) {
    // CHECK: [[@LINE+1]]:10: error: 'b' of type 'conn' has an async drop, but its life ends in 'in_handler'
    conn b;
  }
  // CHECK: [[@LINE-1]]:3: note: its life ends here
}
int in_handler_of_body() try {
  may_throw();
  return 1;
} catch (...) {
  // CHECK: [[@LINE+1]]:8: error: 'b' of type 'conn' has an async drop, but its life ends in 'in_handler_of_body'
  conn b;
  return 2;
}
std::optional<conn> left_by_handler() {
  // CHECK: [[@LINE+1]]:8: error: 'c' of type 'conn' has an async drop, but its life ends in 'left_by_handler'
  conn c;
  try {
    may_throw();
  } catch (...) {
    // CHECK: [[@LINE+1]]:17: note: its life ends here
    return std::nullopt;
  }
  return std::move(c);
}
void nested() {
  try {
    try {
      may_throw();
    } catch (int) {
      conn given; // handed on
      take(std::move(given));
    }
  } catch (...) {
    // CHECK: [[@LINE+1]]:10: error: 'b' of type 'conn' has an async drop, but its life ends in 'nested'
    conn b;
  }
}

std::optional<conn> handed_on(bool which) {
  conn c;
  try {
    may_throw();
    take(std::move(c));
  } catch (int) {
    if (which)
      return conn();
    return std::nullopt;
  }
  conn d;
  try {
    may_throw();
  } catch (...) {
    throw;
  }
  conn e;
  try {
    may_throw();
  } catch (...) {
    take(std::move(e));
    return d;
  }
  take(std::move(d));
  return e;
}
