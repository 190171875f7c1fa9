// Class templates over a mode that own objects of themselves: lists and trees.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/by_mode.hpp"
#include <memory>
#include <vector>
// CHECK: struct list {
template <async::mode M>
struct list {
  part<M> own;
  std::unique_ptr<list> next;
  // CHECK: friend async::parts_result<decltype(list::own)> async_drop(list& self
};
template <async::mode M>
struct base {
  part<M> inherited;
};
template <async::mode M>
struct tree : base<M> {
  part<M> own;
  std::vector<tree> children;
};
template <async::mode M>
struct [[async::maybe]] marked {
  using async_mode = M;
  int id;
  part<M> own;
  std::unique_ptr<marked> next;
  explicit marked(int i) : id(i), own(10 * i) {}
  marked(marked&& other) noexcept
      : id(std::exchange(other.id, 0)), own(std::move(other.own)), next(std::move(other.next)) {}
  [[async::drop(id)]] async::maybe<M, void> end() {
    std::printf(" end%d", std::exchange(id, 0));
    co_return;
  }
};
template <async::mode M>
[[async::maybe]] async::maybe<M, void> run() {
  {
    list<M> first{part<M>(1), nullptr};
    first.next = std::unique_ptr<list<M>>(new list<M>{part<M>(2), nullptr});
  }
  std::printf(";");
  {
    tree<M> root{{part<M>(1)}, part<M>(2), {}};
    root.children.push_back(tree<M>{{part<M>(3)}, part<M>(4), {}});
  }
  std::printf(";");
  {
    marked<M> first(1);
    first.next = std::make_unique<marked<M>>(2);
  }
  std::puts("");
  co_return;
}
[[async::main(async::current_thread)]] async::task<void> start() {
  run<async::blocking>();
  // OUT: drop2 drop1; drop4 drop3 drop2 drop1; end1 end2 drop20 drop10
  co_await run<async::suspending>();
  // OUT-NEXT: drop2 drop1; drop4 drop3 drop2 drop1; end1 end2 drop20 drop10
}
