// Code that only blocking modes have, which nothing instantiates here: temporaries that a member is called of, or a
// reference is given, assignments and delete end lives as elsewhere.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT --match-full-lines
#include <async/async.hpp>
#include <cstdio>
#include <memory>
#include <utility>
template <async::mode M>
struct [[async::maybe]] conn {
  using async_mode = M;
  int n;
  conn(int n) : n(n) { std::printf("open %d\n", n); }
  conn(conn&& o) : n(std::exchange(o.n, 0)) {}
  conn& operator=(conn&& o) { n = std::exchange(o.n, 0); return *this; }
  ~conn() { std::printf("~%d\n", n); }
  int id() const { return n; }
  bool open() const { return n != 0; }
  [[async::drop(open)]] async::maybe<M, void> close() { std::printf("close %d\n", n); n = 0; co_return; }
};
template <class C>
int use(C const& c) {
  return c.id();
}
template <async::mode M>
[[async::maybe]] async::maybe<M, conn<M>> make(int n) {
  co_return conn<M>(n);
}
template <async::mode M>
[[async::maybe]] async::maybe<M, int> f(int n) {
  if constexpr (!M::is_async) {
    std::puts("member");
    // CHECK: if constexpr (!M::is_async) {
    // CHECK: async::temporary<decltype(conn<M>(n + 1))> [[T:temporary[0-9]+_]]; async::drop_guard {{.*}}[[T]].make({{.*}}).id();
    conn<M>(n + 1).id();
    // OUT: member
    // OUT-NEXT: open 2
    // OUT-NEXT: close 2
    // OUT-NEXT: ~0
    std::puts("called");
    int k = make<M>(n + 2).id();
    // OUT: called
    // OUT-NEXT: open 3
    // OUT: close 3
    std::puts("condition");
    if (conn<M>(n + 3).id() > 2) std::puts("then");
    // OUT: condition
    // OUT-NEXT: open 4
    // OUT-NEXT: close 4
    // OUT-NEXT: ~0
    // OUT-NEXT: then
    std::puts("argument");
    k += use(conn<M>(n + 4));
    // OUT: argument
    // OUT-NEXT: open 5
    // OUT-NEXT: close 5
    // OUT-NEXT: ~0
    std::puts("delete");
    // CHECK: auto p = new conn<M>(n + 5);
    auto p = new conn<M>(n + 5);
    // CHECK: if constexpr (async::has_drop<std::remove_pointer_t<decltype(p)>>) async::deleting_now(p); else delete p;
    delete p;
    // OUT: delete
    // OUT-NEXT: open 6
    // OUT-NEXT: close 6
    // OUT-NEXT: ~0
    std::puts("assigned");
    auto u = std::make_unique<conn<M>>(n + 6);
    u = std::make_unique<conn<M>>(n + 7);
    auto text = std::make_unique<int>(n);
    // CHECK: text = std::make_unique<int>(n + 1)
    text = std::make_unique<int>(n + 1);
    // OUT: assigned
    // OUT-NEXT: open 7
    // OUT-NEXT: open 8
    // OUT-NEXT: close 7
    // OUT-NEXT: ~0
    std::puts("end");
    co_return k + *text + conn<M>(n + 8).id();
    // OUT: end
    // OUT-NEXT: open 9
    // OUT-NEXT: close 9
    // OUT-NEXT: ~0
    // OUT-NEXT: close 8
    // OUT-NEXT: ~0
  } else {
    co_return co_await f<async::suspending>(n), 0;
  }
}
int main() {
  std::printf("%d\n", f<async::blocking>(1));
  // OUT: 19
}
