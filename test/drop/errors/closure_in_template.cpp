// A closure that is no template is made again in each instance of what surrounds it, and checked there.
// RUN: not %check 2>&1 | FileCheck %s
#include <async/async.hpp>
#include <string>
#include <utility>
#include <vector>
struct res {
  std::string n;
  explicit res(std::string s) : n(std::move(s)) {}
  res(res&& o) noexcept : n(std::exchange(o.n, "")) {}
  res& operator=(res&&) = default;
  bool on() const { return !n.empty(); }
  [[async::drop(on)]] async::task<void> close() { co_return; }
};
template <class X>
std::size_t temporary() {
  auto l = [] {
// CHECK: closure_in_template.cpp:[[@LINE+1]]:12: error: a temporary of type 'res' has an async drop that cannot be awaited at the end of this expression
    return X{"lost"}.n.size();
  };
  return l();
}
template <class X>
void ends(X* p, std::vector<X>& v) {
// CHECK: closure_in_template.cpp:[[@LINE+1]]:20: error: 'delete' ends the life of an object of type 'res'
  auto l = [&]() { delete p; };
  l();
  auto outer = [&] {
// CHECK: closure_in_template.cpp:[[@LINE+1]]:26: error: 'clear' ends the lives of objects with an async drop
    auto inner = [&] { v.clear(); };
    inner();
// CHECK: closure_in_template.cpp:[[@LINE+1]]:10: error: this assignment ends the life of an object of type 'res'
    v[0] = X{"q"};
  };
  outer();
  auto fine = [](X x) -> async::task<void> {
    X{"awaited"};
    co_return;
  };
  static_cast<void>(sizeof fine);
}
template <async::mode M>
struct [[async::maybe]] both {
  std::string n;
  explicit both(std::string s) : n(std::move(s)) {}
  both(both&&) = delete;
  [[async::drop]] async::maybe<M, void> close() { co_return; }
};
template <async::mode M>
[[async::maybe]] async::maybe<M, int> in_both(std::string x) {
// CHECK: closure_in_template.cpp:[[@LINE+1]]:42: error: a temporary of type 'both<{{(async::)?}}suspending>' has an async drop
  auto l = [&] { return static_cast<int>(both<M>{x}.n.size()); };
  co_return l();
}
async::task<void> all() {
  temporary<res>();
  std::vector<res> v;
  ends<res>(nullptr, v);
  in_both<async::blocking>("blocking");
  co_await in_both<async::suspending>("suspending");
}
