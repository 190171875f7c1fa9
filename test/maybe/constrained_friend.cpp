// A class template with a requires-clause befriends its other instances, and another such template does.
// RUN: %run %s | FileCheck %s
#include <async/async.hpp>

#include <cstddef>
#include <cstdio>

namespace rings {
template <async::mode M, std::size_t N>
  requires(N > 1)
class [[async::maybe]] ring {
  int x = 1;
  template <async::mode, std::size_t K>
    requires(K > 1)
  friend class ring;

 public:
  template <std::size_t K>
  async::maybe<M, int> with(ring<M, K> const& o) {
    co_return x + o.x;
  }
};
template <async::mode M>
class other {
  template <async::mode O, std::size_t K>
    requires(K > 1)
  friend class ring;
  int y = 2;
};
}  // namespace rings
template <async::mode M>
[[async::maybe]] async::maybe<M, void> all() {
  rings::ring<M, 2> a;
  rings::ring<M, 3> b;
  int const n = co_await a.with(b);
  std::printf("%d\n", n);
  co_return;
}
int main() {
  all<async::blocking>();
  async::block_on(all<async::suspending>());
}
// CHECK: 2
// CHECK-NEXT: 2
