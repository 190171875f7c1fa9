// RUN: not %check 2>&1 | FileCheck %s
#include "Inputs/res.hpp"
#include <functional>
#include <memory>
#include <thread>

struct copied {
  [[async::drop(open)]] async::task<void> close() { co_return; }
  bool open = true;
};
#define CLOSURE [r = make(1)] { return r.n_; }

async::task<void> f() {
  copied c;
  // CHECK: errors/closure.cpp:[[@LINE+1]]:15: error: 'std::thread' of type '{{.*}}' hides an object with an async drop (a copy of it in the std::thread): whoever lets go last cannot await it; own it by value or by std::unique_ptr [async-drop-opaque]
  std::thread t([r = make(1)] { return r.n_; });
  // CHECK: errors/closure.cpp:[[@LINE+1]]:12: error: this lambda captures 'c' of type 'copied', which has an async drop, implicitly: nobody can reach it there to drop it; capture it by name and by itself ('c = std::move(c)'), or by reference [async-drop-closure]
  auto l = [=] { return c.open; };
  // CHECK: errors/closure.cpp:[[@LINE+1]]:12: error: this lambda captures 'r' of type 'res', which has an async drop, in a macro: nobody can reach it there to drop it; capture it by name and by itself ('r = std::move(r)'), or by reference [async-drop-closure]
  auto m = CLOSURE;
  t.join();
  // CHECK-NOT: error:
  auto ok = [c, r = make(1)] { return r.n_; };
  co_return;
}
