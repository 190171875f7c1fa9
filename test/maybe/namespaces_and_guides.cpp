// Deduction guides, nested and inline namespaces, an inline function, a fold.
// RUN: %run %s | FileCheck %s
#include "Inputs/both.hpp"
namespace a::b {
inline namespace v1 {
template <async::mode M>
struct [[async::maybe]] source {
  using async_mode = M;
  async::maybe<M, int> get() { co_return co_await value<M>(1); }
};
template <class S, class T>
struct [[async::maybe]] plus {
  plus(S s, T t) : s_(s), t_(t) {}
  async::maybe<async::mode_of<S>, int> get() { co_return co_await s_.get() + t_; }
  S s_;
  T t_;
};
template <class S>
plus(S, char) -> plus<S, int>;
}  // namespace v1
}  // namespace a::b
template <async::mode M, class... S>
[[async::maybe]] inline async::maybe<M, bool> all(S... s) {
  co_return (co_await s.get() + ...) > 1;
}
// CHECK: both: v1 = 98
// CHECK-NEXT: both: v1 v1 = 1
int main() {
  both([]<class M>(M) {
    static a::b::plus p{a::b::source<M>{}, 'a'};
    static_assert(std::is_same_v<decltype(p), a::b::plus<a::b::source<M>, int>>);
    return p.get();
  });
  both([]<class M>(M) { return all<M>(a::b::source<M>{}, a::b::source<M>{}); });
}
