// A generator of which only an instance tells that it is one ends with the loop, too, in both modes: what it drops comes before
// what is behind the loop, and an error of that leaves the loop. Other ranges stay what they are.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include <async/async.hpp>
#include <async/stream.hpp>

#include <cstdio>
#include <stdexcept>
#include <utility>
#include <vector>

template <async::mode M>
struct [[async::maybe]] cursor {
  bool open = true, fails;
  explicit cursor(bool f) : fails(f) {}
  cursor(cursor&& o) noexcept : open(std::exchange(o.open, false)), fails(o.fails) {}
  [[async::drop(open)]] async::maybe<M, void> close() {
    open = false;
    std::printf("close ");
    if (fails) throw std::runtime_error("failed");
    co_return;
  }
};
template <async::mode M>
struct [[async::maybe]] table {
  using async_mode = M;
  bool fails = false;
  async::maybe_generator<M, int> rows() {
    cursor<M> c(fails);
    for (int i = 0; i < 5; ++i) co_yield i;
  }
};
template <class T>
[[async::maybe]] async::maybe<async::mode_of<T>, int> first(T& t) {
  // CHECK: for (int i : async::ended_range{t.rows()}) {
  for co_await (int i : t.rows()) {
    if (i == 1) break;
  }
  std::printf("behind ");
  co_return 1;
}
template <class T>
[[async::maybe]] async::maybe<async::mode_of<T>, int> named(T& t) {
  auto g = t.rows();
  try {
    // CHECK: for (int i : async::ended_range{g}) {
    for co_await (int i : g) {
      if (i == 1) break;
    }
    std::printf("behind ");
  } catch (std::runtime_error const&) {
    std::printf("caught ");
  }
  co_return 2;
}
template <class T>
struct view {
  T* of;
  friend T* begin(view v) { return v.of; }
  friend T* end(view v) { return v.of + 2; }
};
template <async::mode M, class T>
[[async::maybe]] async::maybe<M, int> plain(T& range) {
  int n = 0;
  for (int i : range) n += i;
  co_return n;
}
int main() {
  for (bool fails : {false, true}) {
    table<async::blocking> b{fails};
    table<async::suspending> s{fails};
    auto told = [](auto f) {
      try {
        std::printf("%d\n", f());
      } catch (std::exception const& e) {
        std::printf("%s\n", e.what());
      }
    };
    told([&] { return first(b); });
    told([&] { return async::block_on(first(s)); });
    told([&] { return named(b); });
    told([&] { return async::block_on(named(s)); });
  }
  int a[] = {1, 2};
  std::vector<int> v{3, 4};
  view<int> w{a};
  std::printf("%d %d %d\n", plain<async::blocking>(a), plain<async::blocking>(v), plain<async::blocking>(w));
  int n = 0;
  for (int i : async::ended_range{a}) n += i;
  for (int i : async::ended_range{w}) n += i;
  for (int i : async::ended_range{v}) n += i;
  for (int i : async::ended_range{std::vector<int>{5}}) n += i;
  std::printf("%d %zu\n", n, v.size());
}
// OUT: close behind 1
// OUT-NEXT: close behind 1
// OUT-NEXT: close behind 2
// OUT-NEXT: close behind 2
// OUT-NEXT: close failed
// OUT-NEXT: close failed
// OUT-NEXT: close caught 2
// OUT-NEXT: close caught 2
// OUT-NEXT: 3 7 3
// OUT-NEXT: 18 2
