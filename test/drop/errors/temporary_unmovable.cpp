// A temporary that has an await deep inside is moved into its place, which one of this type cannot be.
// RUN: not %check 2>&1 | FileCheck %s --implicit-check-not=error:
#include <async/async.hpp>
struct fixed {
  explicit fixed(int n) : n(n) {}
  fixed(fixed const&) = delete;
  int get() const { return n; }
  [[async::drop]] async::task<void> end() { co_return; }
  int n;
};
async::task<int> number() { co_return 1; }
async::task<int> use() {
  // CHECK: errors/temporary_unmovable.cpp:[[@LINE+1]]:9: error: a temporary of type 'fixed' has an async drop{{.*}}[async-drop-temporary]
  (void)fixed(co_await number());
  int const n = co_await number();
  (void)fixed(n);
  co_return fixed(n).get();
}
