// A definition in a file without an annotation of its own is rewritten, too.
// RUN: %run %s | FileCheck %s
#include <async/async.hpp>

#include <cstdio>

template <async::mode M>
class [[async::maybe]] probe {
 public:
  async::maybe<M, bool> ask(char c) {
    std::printf("%c", c);
    co_return true;
  }
  async::maybe<M, bool> any();
};
#include "Inputs/probe.ipp"

int main() {
  probe<async::blocking> b;
  probe<async::suspending> s;
  // CHECK: xa xa
  if (!b.any()) return 1;
  std::printf(" ");
  if (!async::block_on(s.any())) return 1;
  std::printf("\n");
}
