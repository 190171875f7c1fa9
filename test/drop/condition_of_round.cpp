// A condition's object of a `for` lives until after the step, whichever way its round ends, also where the body has no
// braces of its own, and in both modes: the step runs after a round's end and `continue` only.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include <async/async.hpp>
#include <cstdio>
#include <string>
inline std::string trace;
inline int say(std::string const& s) {
  trace += s + " ";
  return 1;
}
template <async::mode M>
struct [[async::maybe]] res {
  using async_mode = M;
  std::string n;
  bool on;
  explicit res(std::string s) : n(std::move(s)), on(n != "z") { say("+" + n); }
  res(res const&) = delete;
  ~res() { say("~" + n); }
  explicit operator bool() const { return on; }
  int len() const { return 1; }
  [[async::drop]] async::maybe<M, void> close() {
    say("d" + n);
    if (n == "!") throw std::string("drop");
    co_return;
  }
};
template <async::mode M>
[[async::maybe]] async::maybe<M, int> leaves(int how) {
  // CHECK: while (false); i += a.len(), say("step");
  for (int i = 0; res<M> a{"a"}; i += a.len(), say("step"))
    if (res<M> c{how == 3 ? "!" : "c"}; i == how || how == 3) {
      if (how == 0) break;
      if (how == 1) co_return 7;
      if (how == 2) throw std::string("body");
    }
  co_return 1;
}
template <async::mode M>
[[async::maybe]] async::maybe<M, int> continues() {
  int i = 0;
  for (; res<M> a{"a"}; say("step")) {
    if (++i == 1) continue;
    switch (res<M> s{"s"}; i) {
      case 2: continue;
      default: break;
    }
    break;
  }
  co_return i;
}
template <async::mode M>
[[async::maybe]] async::maybe<M, int> ends() {
  for (int i = 0; res<M> a{i == 1 ? "z" : "a"}; ++i) say("body");
  for (int i = 0; res<M> a{"b"};)
    if (res<M> c{"c"}; ++i == 2) co_return i;
    else continue;
  co_return 0;
}
template <async::mode M>
[[async::maybe]] async::maybe<M, int> labelled() {
  for (int n = 0; res<M> a{"a"}; say("step"))
  again:
    if (res<M> c{"c"}; ++n < 2) goto again;
    else if (n == 3) goto out;
out:
  say("out");
  for (res<M> x{"x"}; res<M> a{"a"}; say("step"))
    for (int j = 0; res<M> b{"b"}; say("inner"), ++j)
      if (j == 1) co_return 5;
  co_return 0;
}
template <class F>
std::string outcome(F f) {
  trace.clear();
  try {
    say("= " + std::to_string(f()));
  } catch (std::string const& e) {
    say("! " + e);
  }
  return trace;
}
#define BOTH(...)                                                                                                       \
  {                                                                                                                     \
    std::string one = outcome([] { using M = async::blocking; return __VA_ARGS__; });                                   \
    std::string two = outcome([] { using M = async::suspending; return async::block_on(__VA_ARGS__); });                \
    std::printf("%s: %s\n", one == two ? "both" : ("differ: " + two).c_str(), one.c_str());                             \
  }
// What a condition is, is asked as `if` asks.
struct answer {
  bool yes, on = true;
  explicit answer(bool b) : yes(b) { say("+"); }
  answer(answer&& o) noexcept : yes(o.yes), on(std::exchange(o.on, false)) {}
  explicit operator bool() const { return yes; }
  [[async::drop(on)]] async::task<void> close() { say("d"), on = false; co_return; }
};
async::task<answer> maybe(bool b) { co_return answer(b); }
async::task<int> asks() {
  int n = 0;
  for (; co_await maybe(n < 1); ++n) say("body");
  do ++n;
  while (co_await maybe(n < 3));
  // A comma's value.
  ++n, co_await maybe(true);
  co_return n;
}
int main() {
  BOTH(leaves<M>(0));
  BOTH(leaves<M>(1));
  BOTH(leaves<M>(2));
  BOTH(leaves<M>(3));
  BOTH(continues<M>());
  BOTH(ends<M>());
  BOTH(labelled<M>());
  std::printf("asks: %s\n", outcome([] { return async::block_on(asks()); }).c_str());
}
// OUT: both: +a +c dc ~c da ~a = 1
// OUT-NEXT: both: +a +c dc ~c step da ~a +a +c dc ~c da ~a = 7
// OUT-NEXT: both: +a +c dc ~c step da ~a +a +c dc ~c step da ~a +a +c dc ~c da ~a ! body
// OUT-NEXT: both: +a +! d! ~! da ~a ! drop
// OUT-NEXT: both: +a step da ~a +a +s ds ~s step da ~a +a +s ds ~s da ~a = 3
// OUT-NEXT: both: +a body da ~a +z dz ~z +b +c dc ~c db ~b +b +c dc ~c db ~b = 2
// OUT-NEXT: both: +a +c dc ~c +c dc ~c step da ~a +a +c dc ~c da ~a out +x +a +b inner db ~b +b db ~b da ~a dx ~x = 5
// OUT-NEXT: asks: + d body + d + d + d + d = 4
