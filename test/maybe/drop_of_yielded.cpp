// What a generator makes for a co_yield, and the objects of a pack, are dropped in both modes.
// RUN: %run %s | FileCheck %s
#include <async/async.hpp>
#include <cstdio>
#include <string>
template <async::mode M>
struct [[async::maybe]] res {
  using async_mode = M;
  std::string n;
  bool on = true;
  explicit res(std::string s) : n(std::move(s)) { std::printf("+%s ", n.c_str()); }
  res(res&& o) noexcept : n(std::move(o.n)), on(std::exchange(o.on, false)) {}
  ~res() { if (!n.empty() && n != "moved") std::printf("~%s ", n.c_str()); }
  [[async::drop(on)]] async::maybe<M, void> close() { std::printf("-%s ", n.c_str()), on = false; co_return; }
};
template <async::mode M>
[[async::maybe]] async::maybe_generator<M, res<M>> list() {
  co_yield res<M>{"a"};
  co_yield res<M>("b");
}
template <async::mode M>
[[async::maybe]] async::maybe<M, int> walk() {
  for co_await (auto&& x : list<M>()) std::printf("%s ", x.n.c_str());
  co_return 0;
}
template <async::mode M, class... Each>
[[async::maybe]] async::maybe<M, int> pack(Each... xs) {
  co_return (0 + ... + static_cast<int>(xs.n.size()));
}
template <class... Each>
int plain(Each... xs) { return (0 + ... + static_cast<int>(xs.n.size())); }
// CHECK: +a a -a ~a +b b -b ~b = 0
// CHECK-NEXT: +a a -a ~a +b b -b ~b = 0
// CHECK-NEXT: +p -p ~p = 1
// CHECK-NEXT: +p -p ~p = 1
// CHECK-NEXT: +p -p ~p = 1
// CHECK-NEXT: = 0
int main() {
  auto show = [](int n) { std::printf("= %d\n", n); };
  int n = walk<async::blocking>();
  show(n);
  n = async::block_on(walk<async::suspending>());
  show(n);
  n = pack<async::blocking>(res<async::blocking>("p"));
  show(n);
  n = async::block_on(pack<async::suspending>(res<async::suspending>("p")));
  show(n);
  n = plain(res<async::blocking>("p"));
  show(n);
  show(plain());
}
