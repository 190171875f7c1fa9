// What a list in braces makes for a function that only an instance knows, the instances tell: where they agree that it is
// no aggregate that owns something nothing is told, and what g++ 12 rejects is written otherwise.
// RUN: %lower 2>&1 | FileCheck %s --implicit-check-not=warning
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include <async/async.hpp>
#include <cstdio>
#include <string>
#include <vector>
#include <memory>
struct opts { const char* s; int n; };
struct own { std::string s; int n; };
struct con { con(int a, int b) : s(std::to_string(a)), n(b) {} std::string s; int n; };
template <async::mode M> struct [[async::maybe]] client { using async_mode = M;
  async::maybe<M, int> a(opts const& o) { co_return o.n; }
  async::maybe<M, int> b(own o) { co_return o.n; }
  async::maybe<M, int> c(con const& o) { co_return o.n; }
  async::maybe<M, int> d(std::pair<int, int> o) { co_return o.second; }
  async::maybe<M, int> e(std::vector<int> o) { co_return (int)o.size(); }
};
template <class C> [[async::maybe]] async::maybe<async::mode_of<C>, int> all(C& c, int n) {
  int r = co_await c.a({"abc", n});
  r += co_await c.c({n, n + 1});
  r += co_await c.d({n, n + 1});
  r += co_await c.b({"abc", n});
  // CHECK: auto form[[N:[0-9]+]]_ = [&]() -> std::vector<int> { return {n, n + 1}; };
  // CHECK: r += co_await c.e(form[[N]]_());
  r += co_await c.e({n, n + 1});
  co_return r;
}
// OUT: 8 8
int main() { client<async::blocking> b; client<async::suspending> s; std::printf("%d %d\n", all(b, 1), async::block_on(all(s, 1))); }
