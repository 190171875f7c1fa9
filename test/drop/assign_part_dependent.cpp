// In a template the type of what is assigned may have no name.
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include <async/async.hpp>
#include <cstdio>
#include <memory>
#include <utility>
#include <vector>
template <async::mode M>
struct [[async::maybe]] res {
  using async_mode = M;
  int id;
  bool open = true;
  explicit res(int id) : id(id) {}
  res(res&& o) noexcept : id(o.id), open(std::exchange(o.open, false)) {}
  res& operator=(res&& o) noexcept {
    id = o.id;
    open = std::exchange(o.open, false);
    return *this;
  }
  [[async::drop(open)]] async::maybe<M, void> close() {
    open = false;
    std::printf("d%d ", id);
    co_return;
  }
  async::maybe<M, int> get() { co_return id; }
};
template <async::mode M>
[[async::maybe]] async::maybe<M, int> elements() {
  std::vector<res<M>> v;
  v.emplace_back(1);
  v.emplace_back(2);
  v[0] = std::move(v[1]);
  std::puts("");
  co_return 1;
}
template <class X>
async::task<void> pointers(std::vector<X> v, int k) {
  auto* p = v.data();
  *p = std::move(p[1]);
  std::vector<std::unique_ptr<X>> us;
  us.push_back(std::make_unique<X>(5));
  us.push_back(std::make_unique<X>(6));
  *us[0] = std::move(*us[1]);
  X a(7);
  a = k == 1 ? X(8) : X(9);
  switch (co_await X(10).get()) {
    case 10: std::printf("ten ");
  }
}
int main() {
  async::block_on(elements<async::suspending>());
  elements<async::blocking>();
  std::vector<res<async::suspending>> v;
  v.emplace_back(3);
  v.emplace_back(4);
  async::block_on(pointers(std::move(v), 1));
}
// OUT: d1
// OUT-NEXT: d2 d1
// OUT-NEXT: d2 d3 d5 d7 d10 ten d8 d6 d4
