// A blocking generator that is abandoned leaves its pending co_yield as by co_return: what its drops throw is caught by its
// handlers, and leaves the loop, as in a suspending mode. Outside of such a loop it is suppressed.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include <async/async.hpp>

#include <cstdio>
#include <exception>
#include <ranges>
#include <stdexcept>
#include <string>
#include <utility>

template <async::mode M>
struct [[async::maybe]] file {
  explicit file(int n, bool fails = false) : n(n), fails(fails) {}
  file(file const&) = delete;
  ~file() { std::printf("~%d ", n); }
  [[async::drop]] async::maybe<M, void> close() {
    std::printf("drop%d ", n);
    if (fails) throw std::runtime_error(std::to_string(n));
    co_return;
  }
  int n;
  bool fails;
};
struct element {
  int n;
  std::string text;
};
template <async::mode M>
[[async::maybe]] async::maybe_generator<M, int> handles() {
  file<M> a{1};
  try {
    file<M> b{2, true};
    // CHECK: { if ((co_yield async::or_leave(1), async::stays())) co_return; }
    co_yield 1;
  } catch (std::runtime_error const&) {
    std::printf("caught ");
  }
  std::printf("behind ");
  co_yield 2;
  std::printf("never ");
}
template <async::mode M>
[[async::maybe]] async::maybe_generator<M, element> fails() {
  file<M> a{3}, b{4, true};
  for (int i = 0;; ++i)
    if (i % 2) co_yield {i, "odd"};
    else co_yield element{i, "even"};
}
template <async::mode M>
[[async::maybe]] async::maybe_generator<M, int> plain() {
  // CHECK: plain for modes that block
  // CHECK: co_yield 1;
  co_yield 1;
}
template <async::mode M>
[[async::maybe]] async::maybe<M, void> all() {
  // CHECK: all for modes that block
  // CHECK: for (int i : async::ended_range{handles<M>()})
  for co_await (int i : handles<M>()) {
    std::printf("%d ", i);
    break;
  }
  std::puts("end");
  for co_await (int i : handles<M>()) std::printf("%d ", i);
  std::puts("end");
  auto named = handles<M>();
  for co_await (int i : named) {
    std::printf("%d ", i);
    break;
  }
  for co_await (int i : named) std::printf("again%d ", i);
  std::puts("named");
  for co_await (int i : plain<M>()) std::printf("%d ", i);
  try {
    for co_await (element e : fails<M>())
      if (e.n == 2) throw 5;
  } catch (int) {
    std::puts("first");
  }
  for co_await (element e : fails<M>()) {
    std::printf("%s ", e.text.c_str());
    if (e.n == 1) break;
  }
  co_return;
}
int main() {
  async::set_suppressed_exception_handler([](std::exception_ptr) { std::printf("suppressed "); });
  try {
    async::block_on(all<async::suspending>());
  } catch (std::exception const& e) {
    std::printf("error %s\n", e.what());
  }
  try {
    all<async::blocking>();
  } catch (std::exception const& e) {
    std::printf("error %s\n", e.what());
  }
  for (element const& e : fails<async::blocking>() | std::views::drop(2)) {
    std::printf("%d ", e.n);
    break;
  }
  std::puts("kept");
}
// OUT: 1 drop2 ~2 caught behind drop1 ~1 end
// OUT-NEXT: 1 drop2 ~2 caught behind 2 never drop1 ~1 end
// OUT-NEXT: 1 drop2 ~2 caught behind drop1 ~1 named
// OUT-NEXT: 1 drop4 ~4 drop3 ~3 suppressed first
// OUT-NEXT: even odd drop4 ~4 drop3 ~3 error 4
// OUT-NEXT: 1 drop2 ~2 caught behind drop1 ~1 end
// OUT-NEXT: 1 drop2 ~2 caught behind 2 never drop1 ~1 end
// OUT-NEXT: 1 drop2 ~2 caught behind drop1 ~1 named
// OUT-NEXT: 1 drop4 suppressed ~4 drop3 ~3 first
// OUT-NEXT: even odd drop4 ~4 drop3 ~3 error 4
// OUT-NEXT: 2 drop4 ~4 drop3 ~3 suppressed kept
