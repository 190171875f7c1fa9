// Owners that forget what they hold, and ways into them.
// RUN: not %check 2>&1 | FileCheck %s --implicit-check-not=error:
#include <async/async.hpp>
#include <any>
#include <functional>
#include <future>
#include <memory>
#include <utility>
#include <vector>
struct res {
  bool open = true;
  explicit res(int) {}
  res(res const&);
  res(res&& o) noexcept : open(std::exchange(o.open, false)) {}
  int n() const { return 1; }
  [[async::drop(open)]] async::task<void> close() { co_return; }
};
struct base {
  virtual ~base() = default;
};
struct derived : base {
  res r{1};
};
async::task<void> f(res c) {
  std::any a;
  // CHECK: errors/erased.cpp:[[@LINE+1]]:5: error: 'std::any' of type 'res' hides an object with an async drop (a copy of it in the std::any): {{.*}} [async-drop-opaque]
  a = res(1);
  // CHECK: errors/erased.cpp:[[@LINE+1]]:5: error: 'std::any' of type 'res' {{.*}}[async-drop-opaque]
  a.emplace<res>(1);
  // CHECK: errors/erased.cpp:[[@LINE+1]]:12: error: 'std::any' of type 'res' {{.*}}[async-drop-opaque]
  auto b = std::make_any<res>(2);
  // CHECK: errors/erased.cpp:[[@LINE+1]]:12: error: 'std::any' of type 'res' {{.*}}[async-drop-opaque]
  std::any d(std::in_place_type<res>, 2);
  // CHECK: errors/erased.cpp:[[@LINE+1]]:25: error: 'std::shared_ptr' of type 'res' {{.*}}[async-drop-opaque]
  std::shared_ptr<void> e(new res(1));
  // CHECK: errors/erased.cpp:[[@LINE+1]]:5: error: 'std::shared_ptr' of type 'res' {{.*}}[async-drop-opaque]
  e.reset(new res(1));
  // CHECK: errors/erased.cpp:[[@LINE+1]]:25: error: 'std::shared_ptr' of type 'derived' {{.*}}[async-drop-opaque]
  std::shared_ptr<base> s(new derived);
  std::function<int()> g;
  // CHECK: errors/erased.cpp:[[@LINE+1]]:5: error: 'std::function' of type {{.*}}[async-drop-opaque]
  g = [c] { return c.n(); };
  // CHECK: errors/erased.cpp:[[@LINE+1]]:12: error: 'std::future' of type {{.*}}[async-drop-opaque]
  auto x = std::async(std::launch::deferred, [c] { return c.n(); });
  // CHECK: errors/erased.cpp:[[@LINE+1]]:12: error: an exception of type 'res' has an async drop{{.*}}[async-drop-throw]
  auto p = std::make_exception_ptr(res(1));
  std::vector<std::function<int()>> all;
  // CHECK: errors/erased.cpp:[[@LINE+1]]:7: error: 'std::function' of type {{.*}}[async-drop-opaque]
  all.emplace_back([c] { return c.n(); });
  try {
    throw 1;
  } catch (int) {
    // CHECK: errors/erased.cpp:[[@LINE+1]]:5: error: an exception of type 'res' has an async drop{{.*}}[async-drop-throw]
    std::throw_with_nested(res(1));
  }
  // What owns nothing.
  std::shared_ptr<void> lent(&c, [](void*) {});
  g = [&c] { return c.n(); };
  a = 1;
  co_return;
}
