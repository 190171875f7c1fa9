// A virtual drop is overridden in a class template whose dependent base has it from another one: the class's own drop
// comes before those of its members, and of the members in between.
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/traced.hpp"
#include <memory>
template <class T>
struct top {
  T first{"top"};
  bool open = true;
  virtual ~top() = default;
  [[async::drop(open)]] virtual async::task<void> bye() {
    open = false;
    co_return;
  }
};
template <class T>
struct middle : top<T> {
  T second{"middle"};
};
template <class T>
struct bottom : middle<T> {
  T third{"bottom"};
  async::task<void> bye() override {
    std::printf("bye, with %s\n", third.name());
    this->open = false;
    co_return;
  }
};
START {
  {
    bottom<traced> object;
  }
  std::unique_ptr<top<traced>> owned = std::make_unique<bottom<traced>>();
  co_return;
}
// OUT: bye, with bottom
// OUT-NEXT: drop bottom
// OUT-NEXT: drop middle
// OUT-NEXT: drop top
// OUT: bye, with bottom
// OUT-NEXT: drop bottom
// OUT-NEXT: drop middle
// OUT-NEXT: drop top
