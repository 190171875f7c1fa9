// A trait as a concept on R, in the template head, as a requires-clause, and behind the declarator.
// RUN: PCH=no %run %s | FileCheck %s
#include "Inputs/both.hpp"
#include <concepts>
template <class R>
concept reader = requires(R r) {
  { r.read() } -> std::same_as<async::maybe<async::mode_of<R>, int>>;
};
template <async::mode M>
struct [[async::maybe]] source {
  using async_mode = M;
  async::maybe<M, int> read() { co_return co_await value<M>(3); }
};
template <reader R>
[[async::maybe]] async::maybe<async::mode_of<R>, int> head(R& r) {
  co_return co_await r.read();
}
template <class R>
  requires reader<R>
[[async::maybe]] auto brief(R& r) -> async::maybe<async::mode_of<R>, int> {
  co_return co_await head(r) + 10;
}
template <class R>
[[async::maybe]] async::maybe<async::mode_of<R>, int> behind(R& r)
  requires reader<R> && (sizeof(R) > 0)
{
  co_return co_await brief(r) + 100;
}
// CHECK: both: v3 = 113
int main() {
  both([]<class M>(M) {
    static source<M> s;
    return behind(s);
  });
}
