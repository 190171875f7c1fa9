// A class template whose base depends on its arguments and has a virtual drop: its members are dropped, by way of
// the base, too; its override is the drop. Predicates and drops may be noexcept. Recursive variadic templates.
// RUN: %lower %s | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/named.hpp"
#include <memory>
#include <stdexcept>

template <class T>
struct base {
  virtual ~base() = default;
  bool live = true;
  // CHECK: static constexpr bool asyncc_drop_is_noexcept = true;
  // CHECK: virtual bool asyncc_drop_needed() const {
  [[async::drop(live)]] virtual async::task<void> bye() noexcept {
    live = false;
    std::puts("base");
    co_return;
  }
};
template <class T>
struct with_part : base<T> {
  // CHECK: own.base<T>::asyncc_drop(cause)
  T part;
  explicit with_part(T p) : part(std::move(p)) {}
};
template <class U>
struct overriding final : base<U> {
  U part;
  explicit overriding(U p) : part(std::move(p)) {}
  async::task<void> bye() noexcept override {
    this->live = false;
    std::puts("overriding");
    co_return;
  }
};

struct failing {
  failing() = default;
  failing(failing const&) = delete;
  [[async::drop]] async::task<void> close() {
    co_await async::this_task::yield();
    throw std::runtime_error("part failed");
  }
};
struct with_failing : base<int> {
  failing part;
};

template <class... T>
struct nest;
template <>
struct nest<> {};
template <class H, class... T>
struct nest<H, T...> {
  H head;
  nest<T...> rest;
};
template <class... T>
struct chain;
template <>
struct chain<> {};
template <class H, class... T>
struct chain<H, T...> : chain<T...> {
  H head;
  explicit chain(H h, T... rest) : chain<T...>(std::move(rest)...), head(std::move(h)) {}
};

[[async::main]] async::task<void> main() {
  {
    with_part<res> local(res("local"));
    with_part<int> none(1);
  }
  std::puts("--");
  {
    std::unique_ptr<base<res>> p = std::make_unique<with_part<res>>(res("owned"));
    std::unique_ptr<base<res>> q = std::make_unique<overriding<res>>(res("second"));
  }
  std::puts("--");
  try {
    with_failing w;
  } catch (std::runtime_error const& e) {
    std::puts(e.what());
  }
  std::puts("--");
  nest<int, res> n{1, {res("nested"), {}}};
  chain<res, int, res> c(res("first"), 2, res("last"));
  co_return;
}
// OUT: base
// OUT-NEXT: drop local
// OUT-NEXT: base
// OUT-NEXT: --
// OUT-NEXT: overriding
// OUT-NEXT: drop second
// OUT-NEXT: drop owned
// OUT-NEXT: base
// OUT-NEXT: --
// OUT-NEXT: base
// OUT-NEXT: part failed
// OUT-NEXT: --
// OUT-NEXT: drop first
// OUT-NEXT: drop last
// OUT-NEXT: drop nested
// OUT-NOT: lost
