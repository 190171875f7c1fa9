// A blocking mode of the user's own, and one derived from the library's suspending one.
// RUN: %run %s | FileCheck %s
#include "Inputs/both.hpp"
struct loud {
  static constexpr bool is_async = false;
  template <class T>
  using result = T;
};
struct mine : async::suspending {};
template <async::mode M>
struct [[async::maybe]] s {
  async::maybe<M, int> get() {
    if constexpr (!M::is_async) say("blocks");
    co_return co_await value<M>(2);
  }
};
// CHECK: blocks v2 = 2
// CHECK: v2 = 2
int main() {
  std::puts(traced([] { return s<loud>{}.get(); }).c_str());
  s<mine> o;
  std::puts(traced([&] { return async::block_on(o.get()); }).c_str());
}
