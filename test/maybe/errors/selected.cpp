// No false alarm: what only suspending modes contain may await anything, and so may a lambda that is a
// coroutine of its own, and a half written by hand.
// RUN: %check 2>&1 | count 0
#include <async/async.hpp>
async::task<int> fetch();
template <async::mode M>
[[async::maybe]] async::maybe<M, int> branches() {
  if constexpr (M::is_async) co_await fetch();
  if constexpr (M::is_async) {
    co_await fetch();
  } else {
  }
  if constexpr (!M::is_async) {
  } else {
    co_await fetch();
  }
  if constexpr (sizeof(int) == 4 && M::is_async) co_await fetch();
  if constexpr (!M::is_async || sizeof(int) == 8) {
  } else if constexpr (sizeof(int) == 4) {
    co_await fetch();
  }
  if constexpr (sizeof(int) == 8) {
  } else if constexpr (M::is_async) {
    co_await fetch();
  }
  co_return 1;
}
template <class R>
[[async::maybe]] async::maybe<async::mode_of<R>, int> deduced(R& r) {
  if constexpr (async::mode_of<R>::is_async) co_await fetch();
  co_return 1;
}
template <async::mode M>
[[async::maybe]] async::maybe<M, int> lambda() {
  auto own = []() -> async::task<int> { co_return co_await fetch(); };
  if constexpr (M::is_async) co_return co_await own();
  co_return 1;
}
template <async::mode M>
struct [[async::maybe]] halves {
  async::maybe<M, int> written() requires(M::is_async) { co_return 2; }
  async::maybe<M, int> written() requires(!M::is_async) { return 1; }
  async::maybe<M, int> generated() { co_return co_await written(); }
  // Never async, whatever the mode.
  int plain() const { return 1; }
  async::task<int> always() { co_return co_await fetch(); }
  async::maybe<M, int> absent() = delete;
  virtual async::maybe<M, int> pure() = 0;
};
// An unmarked half.
template <async::mode M>
async::maybe<M, int> one() requires(M::is_async) { co_return co_await fetch(); }
template <async::mode M>
async::maybe<M, int> one() requires(!M::is_async) { return 1; }
