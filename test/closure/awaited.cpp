// Marked lambdas in awaited expressions, which g++ 12 destroys twice, and among objects with a drop, also in heads of statements.
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include <async/async.hpp>
#include <cstdio>
#include <string>
using async::task;
task<int> plain(std::string s) {
  int r = co_await [s] [[async::closure]] () -> task<int> { co_await async::this_task::yield(); co_return static_cast<int>(s.size()); }();
  const std::string k = s + "k";
  r += co_await async::spawn([k, t = s + "x"] [[async::closure]] (int n) -> task<int> { co_await async::this_task::yield(); co_return n + static_cast<int>(k.size() + t.size()); }(1));
  if (co_await [k] [[async::closure]] () -> task<int> { co_return static_cast<int>(k.size()); }() > 3) r += 1000;
  co_return r;
}
struct res { const char* n; explicit res(const char* x) : n(x) {} res(res const&) = delete; [[async::drop]] task<void> close() { std::printf("%s ", n); co_return; } };
task<int> dropping(std::string s) {
  res a{"a"};
  int r = co_await [s] [[async::closure]] () -> task<int> { res b{"b"}; co_await async::this_task::yield(); co_return static_cast<int>(s.size()); }();
  while (co_await [s, r] [[async::closure]] () -> task<int> { co_return static_cast<int>(s.size()) + r; }() < 150) ++r;
  for (int i = 0; i < co_await [s] [[async::closure]] () -> task<int> { res c{"c"}; co_return 1; }(); ++i) ++r;
  if (res q{"q"}; co_await [s] [[async::closure]] () -> task<bool> { co_return true; }()) ++r;
  auto t = [s, &a] [[async::closure]] () -> task<int> { res d{"d"}; co_return static_cast<int>(s.size()) + a.n[0]; }();
  co_return r + co_await std::move(t);
}
// OUT: 127 1129 b c c q d a 249
int main() { 
  std::printf("%d ", async::block_on(plain("a long string that is on the heap for sure")));
  std::printf("%d ", async::block_on(dropping("a long string that is on the heap for sure")));
}
struct holder { std::string s = "a long string that is on the heap for sure"; 
  task<int> star() { int r = co_await [*this] [[async::closure]] () -> task<int> { co_await async::this_task::yield(); co_return static_cast<int>(s.size()); }(); 
    co_return r + co_await [*this] [[async::closure]] () -> task<int> { co_return 1; }() + co_await [this, t = s] [[async::closure]] () -> task<int> { co_return static_cast<int>(t.size() + s.size()); }(); } };
const int global1 = (std::printf("%d ", async::block_on(holder().star())), 0);
