// What depends on the mode is told where the body is instantiated for one that suspends.
// RUN: not %check 2>&1 | FileCheck %s
#include <async/async.hpp>
#include <optional>
#include <vector>
template <async::mode M>
struct [[async::maybe]] reader {
  using async_mode = M;
  int n = 1;
  async::maybe<M, bool> operator==(reader const& o) const { co_return n == o.n; }
  async::maybe<M, int> operator[](int k) const { co_return n + k; }
  async::maybe<M, void> operator<<(int) { co_return; }
  async::maybe<M, void> flush() { co_return; }
  friend async::maybe<M, void> touch(reader& r) { r.n = 5; co_return; }
};
template <async::mode M>
[[async::maybe]] async::maybe<M, int> uses(reader<M>& a, reader<M>& b, std::vector<reader<M>>& all, std::optional<reader<M>>& o) {
  // CHECK: in_instances.cpp:[[@LINE+1]]:7: error: 'operator==' is called in maybe-async 'uses' but neither awaited nor returned{{.*}}[async-maybe-not-awaited]
  if (a == b) co_return 1;
  // CHECK: in_instances.cpp:[[@LINE+1]]:3: error: 'operator<<' is called
  a << 1;
  // CHECK: in_instances.cpp:[[@LINE+1]]:23: error: 'flush' is called
  for (auto& e : all) e.flush();
  // CHECK: in_instances.cpp:[[@LINE+1]]:3: error: 'touch' is called
  touch(a);
  // CHECK: in_instances.cpp:[[@LINE+1]]:3: error: 'flush' is called
  o->flush();
  // CHECK-NOT: error:
  if (co_await (a == b)) co_await (a << 1);
  for (auto& e : all) co_await e.flush();
  if constexpr (M::is_async) {
    auto both = async::join(a.flush(), b.flush());
    co_await std::move(both);
  } else {
    a.flush();
  }
  co_return co_await a[1];
}
async::task<int> run() {
  reader<async::suspending> a, b;
  std::vector<reader<async::suspending>> all(1);
  std::optional<reader<async::suspending>> o(a);
  co_return co_await uses(a, b, all, o);
}
