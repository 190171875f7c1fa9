// Tasks whose types depend on the template's arguments exist only as asynchronous operations, too.
// RUN: not %check 2>&1 | FileCheck %s
#include <async/async.hpp>
#include <vector>
template <class T>
async::task<T> always(T t) { co_return t; }
template <async::mode M, class T>
struct [[async::maybe]] s {
  std::vector<async::task<T>> all;
  async::task<T> mine() { co_return T{}; }
  // CHECK: errors/always_async_dependent.cpp:[[@LINE+1]]:31: error: 'a' also has to run in blocking modes, but awaits 'async::task<T>', which {{.*}}[async-maybe-always-async]
  async::maybe<M, void> a() { co_await mine(); }
  // CHECK: errors/always_async_dependent.cpp:[[@LINE+1]]:31: error: {{.*}}[async-maybe-always-async]
  async::maybe<M, void> b() { co_await always(T{}); }
  // CHECK: errors/always_async_dependent.cpp:[[@LINE+1]]:31: error: {{.*}}[async-maybe-always-async]
  async::maybe<M, void> c() { co_await std::move(all[0]); }
  // CHECK: errors/always_async_dependent.cpp:[[@LINE+1]]:47: error: {{.*}}[async-maybe-always-async]
  async::maybe<M, void> d(async::task<T> t) { co_await std::move(t); }
  // CHECK: errors/always_async_dependent.cpp:[[@LINE+1]]:48: error: {{.*}}[async-maybe-always-async]
  async::maybe<M, void> e() { auto t = mine(); co_await std::move(t); }
  // CHECK: errors/always_async_dependent.cpp:[[@LINE+1]]:31: error: {{.*}}[async-maybe-always-async]
  async::maybe<M, void> f() { co_await []() -> async::task<T> { co_return T{}; }(); }
  // CHECK-NOT: error:
  async::maybe<M, void> g() {
    if constexpr (M::is_async) co_await mine();
    co_return;
  }
};
// A class with a specialization for blocking modes has what it needs there.
template <async::mode M, class T>
struct source {
  async::task<T> get();
};
template <class T>
struct source<async::blocking, T> {
  T get();
};
template <async::mode M, class T>
[[async::maybe]] async::maybe<M, T> use(source<M, T>& from) { co_return co_await from.get(); }
