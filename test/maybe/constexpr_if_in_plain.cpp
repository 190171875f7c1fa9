// Branches are taken out of members that are not maybe-async, too: constructors, plain functions.
// RUN: %run %s | FileCheck %s
#include "Inputs/both.hpp"
#include <type_traits>
template <async::mode M>
struct [[async::maybe]] s {
  s() {
    if constexpr (M::is_async)
      kind = "suspending";
    else
      kind = "blocking";
  }
  std::string name() const {
    return [this] {
      if constexpr (!M::is_async) return kind;
      else return kind + "!";
    }();
  }
  auto type() const {
    if constexpr (M::is_async)
      return 1;
    else
      return 2.5;
  }
  async::maybe<M, int> size() { co_return static_cast<int>(name().size()); }
  std::string kind;
};
static_assert(std::is_same_v<decltype(s<async::suspending>{}.type()), int>);
static_assert(std::is_same_v<decltype(s<async::blocking>{}.type()), double>);
// CHECK: blocking: = 8
// CHECK-NEXT: suspending: = 11
int main() {
  both([]<class M>(M) {
    static s<M> o;
    return o.size();
  });
}
