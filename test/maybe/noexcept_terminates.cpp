// An error that leaves a noexcept function ends the program in both modes, lambdas included.
// RUN: %run %s | FileCheck %s
#include "Inputs/both.hpp"
#include <cstdlib>
template <async::mode M>
struct [[async::maybe]] s {
  async::maybe<M, int> f() noexcept { co_return co_await fails<M>(1); }
  async::maybe<M, int> g() {
    auto own = [] [[async::maybe]] () noexcept(true) -> async::maybe<M, int> {
      co_return co_await fails<M>(1);
    };
    co_return co_await own();
  }
};
// RUN: %t.g++ f b | FileCheck %s --check-prefix=END
// RUN: %t.g++ f s | FileCheck %s --check-prefix=END
// RUN: %t.g++ g b | FileCheck %s --check-prefix=END
// RUN: %t.g++ g s | FileCheck %s --check-prefix=END
// CHECK: usage
// END: terminated
int main(int argc, char** argv) {
  std::set_terminate([] {
    std::puts("terminated");
    std::fflush(stdout);
    std::_Exit(0);
  });
  if (argc < 3) return std::puts("usage") < 0;
  auto call = []<class M>(M) {
    static s<M> o;
    return &o;
  };
  const bool f = *argv[1] == 'f';
  try {
    if (*argv[2] == 'b') {
      auto* o = call(async::blocking{});
      f ? o->f() : o->g();
    } else {
      auto* o = call(async::suspending{});
      async::block_on(f ? o->f() : o->g());
    }
  } catch (int) {
    std::puts("caught");
  }
}
