// A call by way of a pointer or of a function object is a call of the body's own mode, too.
// RUN: not %check 2>&1 | FileCheck %s
#include <async/async.hpp>

#include <functional>
#include <map>
#include <string>
#include <vector>

template <async::mode M>
[[async::maybe]] async::maybe<M, int> one(std::function<async::maybe<M, int>(int)> f, async::maybe<M, int> (*p)(int)) {
  // CHECK: not_awaited_stored.cpp:[[@LINE+1]]:3: error: {{.*}}'f'{{.*}}[async-maybe-not-awaited]
  f(1);
  // CHECK: not_awaited_stored.cpp:[[@LINE+1]]:11: error: {{.*}}'p'{{.*}}[async-maybe-not-awaited]
  int n = p(2);
  co_await f(3);
  auto later = [&] { return f(4); };
  co_return n + co_await later() + co_await p(5);
}
template <async::mode M>
struct [[async::maybe]] events {
  using handler = std::function<async::maybe<M, void>(int)>;
  std::vector<handler> handlers;
  std::vector<std::function<void(int)>> plain;
  std::map<std::string, int> names;
  async::maybe<M, void> (*hook)(int) = nullptr;
  async::maybe<M, void> own(int);
  async::maybe<M, void> emit(int e) {
    // CHECK: not_awaited_stored.cpp:[[@LINE+1]]:30: error: {{.*}}'h'{{.*}}[async-maybe-not-awaited]
    for (auto& h : handlers) h(e);
    // CHECK: not_awaited_stored.cpp:[[@LINE+1]]:35: error: {{.*}}'h'{{.*}}[async-maybe-not-awaited]
    for (handler& h : handlers) { h(e); }
    for (auto& h : handlers) co_await h(e);
    for (auto& h : plain) h(e);
    // CHECK: not_awaited_stored.cpp:[[@LINE+1]]:5: error: {{.*}}'handlers[0]'{{.*}}[async-maybe-not-awaited]
    handlers[0](e);
    // CHECK: not_awaited_stored.cpp:[[@LINE+1]]:15: error: {{.*}}'hook'{{.*}}[async-maybe-not-awaited]
    if (hook) hook(e);
    async::maybe<M, void> (events::*p)(int) = &events::own;
    // CHECK: not_awaited_stored.cpp:[[@LINE+1]]:5: error: {{.*}}'p'{{.*}}[async-maybe-not-awaited]
    (this->*p)(e);
    co_await (this->*p)(e);
    if constexpr (M::is_async) hook(e);
    co_return;
  }
  async::maybe<M, void> first(int e) {
    if (!handlers.empty()) co_return co_await handlers[0](e);
    co_await hook(e);
  }
};
// CHECK-NOT: error:
