// RUN: not %check 2>&1 | FileCheck %s
#include <async/async.hpp>
struct res {
  bool open = true;
  bool is_open() const { return open; }
  [[async::drop(is_open)]] async::task<void> close() { open = false; co_return; }
};
[[async::main]] async::task<void> start() {
  // CHECK: errors/drop.cpp:[[@LINE+1]]:12: error: this lambda captures 'r' of type 'res', which has an async drop, in a lambda marked {{\[\[}}async::closure]]
  auto f = [r = res()] [[async::closure]] () -> async::task<bool> { co_return r.open; };
  co_await f();
}
