// A declaration directly behind a label stays in its scope, with what its initialiser is rewritten to.
// RUN: %run %s | FileCheck %s
#include <async/async.hpp>

#include <cstdio>
#include <string>

struct guard {
  explicit guard(std::string s) : name(std::move(s)) { std::printf("+%s ", name.c_str()); }
  ~guard() { std::printf("~%s ", name.c_str()); }
  std::string name;
};
template <async::mode M>
[[async::maybe]] async::maybe<M, std::string> one() { co_return "one"; }

template <async::mode M>
[[async::maybe]] async::maybe<M, void> in_switch(int k, bool b) {
  switch (k) {
    case 1:
      guard g(b ? co_await one<M>() : "other");
      std::printf("in case ");
  }
  std::printf("after\n");
  co_return;
}
template <async::mode M>
[[async::maybe]] async::maybe<M, int> behind_a_label(bool b) {
  int rounds = 0;
again:
  std::string text = b ? co_await one<M>() : "none";
  if (++rounds < 3) goto again;
  switch (rounds) {
    default:
    last:
      std::size_t n = b && co_await one<M>() == "one" ? text.size() : 9;
      if (rounds++ < 5) goto last;
      co_return static_cast<int>(n) + rounds;
  }
}

int main() {
  // CHECK: +one in case ~one after
  // CHECK-NEXT: +one in case ~one after
  in_switch<async::blocking>(1, true);
  async::block_on(in_switch<async::suspending>(1, true));
  // CHECK-NEXT: 9 9
  std::printf("%d %d\n", behind_a_label<async::blocking>(true), async::block_on(behind_a_label<async::suspending>(true)));
}
