// Code of the system alone instantiates these: a generic lambda in a std::function, an override by way of its base. A
// member that nobody needs may be wrong for the type.
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include <async/async.hpp>
#include <cstdio>
#include <functional>
#include <memory>
#include <utility>
struct res {
  bool open = true;
  res() = default;
  res(res&& o) noexcept : open(std::exchange(o.open, false)) {}
  [[async::drop(open)]] async::task<void> close() {
    open = false;
    std::puts("dropped");
    co_return;
  }
};
struct base {
  virtual ~base() = default;
  virtual async::task<void> run() = 0;
};
template <class T>
struct derived : base {
  async::task<void> run() override {
    T local;
    std::puts("running");
    co_return;
  }
};
template <class T>
struct tag {
  static constexpr bool value = true;
  virtual void never() { T::missing(); }
  ~tag() { T::missing(); }
};
static_assert(tag<int>::value);
async::task<void> f() {
  std::function<async::task<void>(res*)> moves = [](auto* p) -> async::task<void> {
    auto taken = std::move(*p);
    std::puts("taken");
    co_return;
  };
  res r;
  co_await moves(&r);
  std::unique_ptr<base> b = std::make_unique<derived<res>>();
  co_await b->run();
}
int main() { async::block_on(f()); }
// OUT: taken
// OUT-NEXT: dropped
// OUT-NEXT: running
// OUT-NEXT: dropped
