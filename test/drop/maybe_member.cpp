// A drop that is maybe-async by itself, in a class template that is not.
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/traced.hpp"
template <async::mode M>
struct sock {
  bool open = true;
  sock() = default;
  sock(sock&& o) noexcept : open(std::exchange(o.open, false)) {}
  [[async::maybe]] [[async::drop(open)]] async::maybe<M, void> close() {
    std::puts(M::is_async ? "suspends" : "blocks");
    open = false;
    co_return;
  }
};
void plain() { sock<async::blocking> s; }
START {
  plain();
  sock<async::suspending> s;
  co_return;
}
// OUT: blocks
// OUT-NEXT: suspends
