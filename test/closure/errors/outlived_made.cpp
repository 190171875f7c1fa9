// Closures that a call returns, and coroutines that the standard library keeps.
// RUN: %check 2>&1 | FileCheck %s --implicit-check-not=warning:
#include <async/async.hpp>
#include <memory>
#include <utility>
using job = async::task<void>;
job f(int x) {
  auto make = [x] { return [x]() -> job { static_cast<void>(x); co_return; }; };
  // CHECK: errors/outlived_made.cpp:[[@LINE+1]]:16: warning: {{.*}}[async-closure-outlived]
  async::spawn(make()()).detach();
  // CHECK: errors/outlived_made.cpp:[[@LINE+1]]:12: warning: {{.*}}[async-closure-outlived]
  auto t = make()();
  // CHECK: errors/outlived_made.cpp:[[@LINE+1]]:34: warning: {{.*}}[async-closure-outlived]
  auto p = std::make_unique<job>([x]() -> job { static_cast<void>(x); co_return; }());
  // Awaited at once, or the closure has a name.
  co_await make()();
  auto named = make();
  auto u = named();
  co_await std::move(u);
  auto q = std::make_unique<job>(named());
  co_await std::move(*q);
}
