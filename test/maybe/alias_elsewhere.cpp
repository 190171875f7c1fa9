// Results by aliases of other namespaces, which name what only is known there.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include <async/async.hpp>
#include <cstdio>
namespace lib {
namespace detail {
template <class S>
struct traits {
  using mode = async::mode_of<S>;
};
}  // namespace detail
template <class S>
using mode_t = typename detail::traits<S>::mode;
template <class S, class T>
using io = async::maybe<mode_t<S>, T>;
template <class S, class T>
using named = async::maybe<typename detail::traits<S>::mode, T>;
template <class S, class T>
using values = async::maybe_generator<mode_t<S>, T>;
template <class M, class T>
using of_mode = async::maybe<M, T>;
}  // namespace lib
template <class S>
struct [[async::maybe]] inside {
  using async_mode = lib::mode_t<S>;
  S& from;
  lib::io<S, int> read() { co_return co_await from.read(); }
  lib::values<S, int> all() { co_yield co_await from.read(); }
};
template <class S>
struct [[async::maybe]] outside {
  using async_mode = lib::mode_t<S>;
  S& from;
  lib::named<S, int> read();
};
template <class S>
lib::named<S, int> outside<S>::read() {
  co_return co_await from.read();
}
// CHECK: lib::io<S, int> leading(S& from) requires async::suspending_mode<typename lib::detail::traits<S>::mode> {
template <class S>
[[async::maybe]] lib::io<S, int> leading(S& from) {
  co_return co_await from.read();
}
template <class S>
[[async::maybe]] auto trailing(S& from) -> lib::io<S&, int> {
  co_return co_await from.read();
}
template <class S>
[[async::maybe]] lib::values<S, int> generated(S& from) {
  co_yield co_await from.read();
}
template <class S>
[[async::maybe]] lib::of_mode<async::mode_of<S>, int> standard(S& from) {
  co_return co_await from.read();
}
template <class S>
[[async::maybe]] async::maybe<lib::mode_t<S>, int> condition(S& from) {
  if constexpr (lib::mode_t<S>::is_async) co_await from.read();
  co_return co_await leading(from);
}
template <async::mode M>
struct [[async::maybe]] source {
  using async_mode = M;
  int next = 0;
  async::maybe<M, int> read() { co_return ++next; }
};
template <async::mode M>
[[async::maybe]] async::maybe<M, void> run() {
  source<M> from;
  inside<source<M>> a{from};
  outside<source<M>> b{from};
  for co_await (int i : a.all()) std::printf("%d ", i);
  for co_await (int i : generated(from)) std::printf("%d ", i);
  std::printf("%d ", co_await a.read());
  std::printf("%d ", co_await b.read());
  std::printf("%d ", co_await leading(from));
  std::printf("%d ", co_await trailing(from));
  std::printf("%d ", co_await standard(from));
  if constexpr (M::is_async) --from.next;
  std::printf("%d\n", co_await condition(from));
}
[[async::main(async::current_thread)]] async::task<void> start() {
  run<async::blocking>();
  // OUT: 1 2 3 4 5 6 7 8
  co_await run<async::suspending>();
  // OUT-NEXT: 1 2 3 4 5 6 7 8
}
