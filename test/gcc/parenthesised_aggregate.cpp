// An aggregate that is made in parentheses of elements that await, and `new` of what is awaited: g++ 12 copies their bytes.
// RUN: %lower -- -DGCC | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include <async/async.hpp>
#include <cstdio>
#include <memory>
#include <new>
#include <string>
#include <vector>

struct part {
  explicit part(std::string x) : s(std::move(x)) {}
  part(part&& o) noexcept : s(std::move(o.s)) { o.s.clear(); }
  ~part() {
    if (!s.empty()) std::printf("~%s\n", s.c_str());
  }
  std::string s; // in the object itself
};
struct two {
  part a, b;
};
struct numbered {
  part p;
  int n = 0;
};
struct closer {
  closer() = default;
  closer(closer const&) = delete;
  [[async::drop]] async::task<void> close() { co_return; }
};
template <async::mode M>
[[async::maybe]] async::maybe<M, part> make(char const* name) {
  if constexpr (M::is_async) co_await async::this_task::yield();
  co_return part(name);
}

// CHECK-LABEL: plain()
async::task<void> plain() {
  closer c;
  // CHECK: auto form1_ = [&](auto&& given{{.*}}) { return two(
  // CHECK: two x = form1_(async::in_order(co_await make<async::suspending>("a")).get()
  two x(co_await make<async::suspending>("a"), co_await make<async::suspending>("b"));
  std::printf("%s %s\n", x.a.s.c_str(), x.b.s.c_str());
  auto const& [y, z] = two(co_await make<async::suspending>("c"), co_await make<async::suspending>("d"));
  std::printf("%s %s\n", y.s.c_str(), z.s.c_str());
  std::vector<numbered> list;
  list.emplace_back(numbered(co_await make<async::suspending>("e"), 2));
  std::printf("%s %d\n", list[0].p.s.c_str(), list[0].n);
  std::unique_ptr<numbered> owned(new numbered(co_await make<async::suspending>("f"), 3));
  std::printf("%s %d\n", owned->p.s.c_str(), owned->n);
  // CHECK: return new part(static_cast<decltype(given0_5_)>(given0_5_)); };{{.*}}form5_(async::in_order(co_await make
  std::unique_ptr<part> single(new part(co_await make<async::suspending>("g")));
  std::printf("%s\n", single->s.c_str());
}
// OUT: a b
// OUT-NEXT: c d
// OUT-NEXT: e 2
// OUT-NEXT: f 3
// OUT-NEXT: g
// OUT-NEXT: ~g
// OUT-NEXT: ~f
// OUT-NEXT: ~e
// OUT-NEXT: ~d
// OUT-NEXT: ~c
// OUT-NEXT: ~b
// OUT-NEXT: ~a

template <async::mode M>
[[async::maybe]] async::maybe<M, void> either() {
  two x(co_await make<M>("a"), co_await make<M>("b"));
  std::printf("%s %s\n", x.a.s.c_str(), x.b.s.c_str());
  std::unique_ptr<part> single(new part(co_await make<M>("c")));
  std::printf("%s\n", single->s.c_str());
  co_return;
}
[[async::main]] async::task<int> start() {
  co_await plain();
  co_await either<async::suspending>();
  // OUT-NEXT: a b
  // OUT-NEXT: c
  // OUT-NEXT: ~c
  // OUT-NEXT: ~b
  // OUT-NEXT: ~a
  either<async::blocking>();
  // OUT-NEXT: a b
  // OUT-NEXT: c
  // OUT-NEXT: ~c
  // OUT-NEXT: ~b
  // OUT-NEXT: ~a
  co_return 0;
}
