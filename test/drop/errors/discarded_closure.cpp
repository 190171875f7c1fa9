// A marked closure moves its captures into the coroutine, which nobody runs if its task is discarded, or kept and forgotten.
// RUN: not %check 2>&1 | FileCheck %s
#include <async/async.hpp>
#include <utility>
struct res {
  bool open = true;
  res() = default;
  res(res&& o) noexcept : open(std::exchange(o.open, false)) {}
  [[async::drop(open)]] async::task<void> close() noexcept { open = false; co_return; }
};
async::task<void> l() {
  // CHECK-DAG: discarded_closure.cpp:[[@LINE+1]]:8: error: 't' keeps a call of '[r = res{}]', which is never awaited, so its capture 'r' of type 'res' is never dropped
  auto t = [r = res{}] [[async::closure]] () -> async::task<void> { co_return; }();
  // CHECK-DAG: discarded_closure.cpp:[[@LINE+1]]:21: error: the task of '[r = res{}]' is discarded, and with it capture 'r' of type 'res'
  static_cast<void>([r = res{}] [[async::closure]] () -> async::task<void> { co_return; }());
  // CHECK-DAG: discarded_closure.cpp:[[@LINE+1]]:3: error: the task of '[r = res{}]' is discarded
  [r = res{}] [[async::closure]] () -> async::task<void> { co_return; }();
  auto f = [r = res{}] [[async::closure]] () -> async::task<void> { co_return; };
  // CHECK-DAG: discarded_closure.cpp:[[@LINE+1]]:21: error: the task of 'std::move(f)' is discarded
  static_cast<void>(std::move(f)());
  auto g = [r = res{}] [[async::closure]] (auto) -> async::task<void> { co_return; };
  // CHECK-DAG: discarded_closure.cpp:[[@LINE+1]]:21: error: the task of 'std::move(g)' is discarded
  static_cast<void>(std::move(g)(1));
  [r = res{}] () -> async::task<void> { co_return; }();
  auto u = [r = res{}] [[async::closure]] () -> async::task<void> { co_return; }();
  co_await u;
  co_return;
}
