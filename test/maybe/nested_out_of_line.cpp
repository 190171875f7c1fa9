// Members that are defined outside of marked class templates in class templates, by other names of the parameters: the
// blocking one belongs to the class that is there twice.
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include <async/async.hpp>
#include <cstdio>
template <async::mode M, class T>
struct plain { // not marked: its nested class is there twice
  template <class W>
  struct [[async::maybe]] nest {
    async::maybe<M, int> go(W x);
  };
};
template <async::mode N, class X>
template <class Y>
async::maybe<N, int> plain<N, X>::nest<Y>::go(Y y) {
  if constexpr (N::is_async) co_await async::this_task::yield();
  co_return y + static_cast<int>(sizeof(X));
}
template <async::mode M, class T>
struct [[async::maybe]] both { // there twice itself, with what is nested
  async::maybe<M, int> f() { co_return 1; }
  template <class W>
  struct [[async::maybe]] nest {
    async::maybe<M, int> go(both& of, W x);
    async::maybe<M, int> here(both& of) { co_return co_await of.f() + 10; }
  };
  template <class W>
  struct unmarked {
    async::maybe<M, int> go(both& of, W x);
  };
  struct simple {
    async::maybe<M, int> go(both& of);
  };
};
template <async::mode A, class B>
template <class C>
async::maybe<A, int> both<A, B>::nest<C>::go(both& of, C c) {
  co_return co_await of.f() + c;
}
template <async::mode A, class B>
template <class C>
async::maybe<A, int> both<A, B>::unmarked<C>::go(both& of, C c) {
  co_return co_await of.f() + c * 2;
}
template <async::mode A, class B>
async::maybe<A, int> both<A, B>::simple::go(both& of) {
  co_return co_await of.f() + 100;
}
template <async::mode M>
[[async::maybe]] async::maybe<M, void> show() {
  both<M, int> b;
  typename both<M, int>::template nest<int> n;
  typename both<M, int>::template unmarked<int> u;
  typename both<M, int>::simple s;
  typename plain<M, char>::template nest<int> p;
  int const one = co_await n.go(b, 2), two = co_await n.here(b), three = co_await u.go(b, 3);
  int const four = co_await s.go(b), five = co_await p.go(7);
  std::printf("%d %d %d %d %d\n", one, two, three, four, five);
  co_return;
}
[[async::main(async::current_thread)]] async::task<void> go() {
  show<async::blocking>();
  co_await show<async::suspending>();
}
// OUT: 3 11 7 101 8
// OUT-NEXT: 3 11 7 101 8
