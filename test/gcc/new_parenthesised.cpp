// What `new` is given in parentheses is awaited before the memory is there: g++ 12 would leak that if an await throws.
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include <async/async.hpp>

#include <cstdio>
#include <cstdlib>
#include <memory>
#include <new>
#include <string>

int live = 0;
struct counted {
  static void* operator new(std::size_t n) { ++live; return std::malloc(n); }
  static void operator delete(void* p) { --live; std::free(p); }
};
struct part : counted {
  explicit part(int k) : n(k) {}
  part(std::string const& s, int k) : n(static_cast<int>(s.size()) + k) {}
  int n;
};
struct fails : counted {
  explicit fails(int n) : n(n) { throw n; }
  int n;
};
template <async::mode M>
[[async::maybe]] async::maybe<M, int> a(int n) {
  if (n == 3) throw n;
  co_return n;
}
template <async::mode M>
[[async::maybe]] async::maybe<M, std::string> text(int n) {
  co_return std::string(20, 'x') + std::to_string(n);
}
template <async::mode M>
[[async::maybe]] async::maybe<M, int> one(int n) {
  std::unique_ptr<part> p(new part(co_await a<M>(n)));
  co_return p->n;
}
template <async::mode M>
[[async::maybe]] async::maybe<M, int> two(int n) {
  auto* p = new part("ab", co_await a<M>(n));
  int const r = p->n;
  delete p;
  p = new part(co_await text<M>(1), co_await a<M>(n));
  int const s = p->n;
  delete p;
  co_return 10 * r + s;
}
template <async::mode M>
[[async::maybe]] async::maybe<M, int> scalar(int n) {
  std::unique_ptr<int> p(new int(co_await a<M>(n)));
  co_return *p;
}
template <async::mode M, class T>
[[async::maybe]] async::maybe<M, T> dependent(T n) {
  std::unique_ptr<T> p(new T(co_await a<M>(n)));
  co_return *p;
}
template <async::mode M>
[[async::maybe]] async::maybe<M, int> constructor(int n) {
  std::unique_ptr<fails> p(new fails(co_await a<M>(n)));
  co_return p->n;
}
template <async::mode M>
[[async::maybe]] async::maybe<M, void> all(int n) {

  auto run = [&] [[async::maybe]] (auto f) -> async::maybe<M, int> {

    try {
      co_return co_await f(n);
    } catch (int e) {
      co_return -e;
    }
  };
  int const r1 = co_await run(one<M>);
  int const r2 = co_await run(two<M>);
  int const r3 = co_await run(scalar<M>);
  int const r4 = co_await run(dependent<M, int>);
  int const r5 = co_await run(constructor<M>);
  std::printf("%d %d %d %d %d, %d left\n", r1, r2, r3, r4, r5, live);
}
int main() {
  // OUT: 2 63 2 2 -2, 0 left
  // OUT-NEXT: -3 -3 -3 -3 -3, 0 left
  // OUT-NEXT: 2 63 2 2 -2, 0 left
  // OUT-NEXT: -3 -3 -3 -3 -3, 0 left
  all<async::blocking>(2);
  all<async::blocking>(3);
  async::block_on(all<async::suspending>(2));
  async::block_on(all<async::suspending>(3));
}
