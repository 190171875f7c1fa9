// Members that stand above the end of their class, or above a class nested in it, see that it has a drop; so do
// those that come before a class is complete.
// RUN: %lower %s | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/named.hpp"
#include <memory>
#include <optional>
#include <vector>

struct whole {
  res part{"part"};
  static async::task<whole> make() {
    whole w;
    co_return w;
  }
  async::task<void> again() {
    whole w{res("again")};
    co_return;
  }
};
// CHECK: friend async::task<void> async_drop(whole& self, std::exception_ptr const& error) { return async::drop_parts(error, self.part); }

class outer {
 public:
  async::task<void> run() {
    inner one;
    std::vector<inner> many;
    many.emplace_back();
    co_return;
  }
  [[async::drop]] async::task<void> bye() {
    std::puts("bye");
    co_await async::this_task::yield();
  }
  outer() = default;
  outer(outer const&) = delete;

 private:
  struct inner {
    inner() {}
    res in{"inner"};
  };
  std::optional<inner> kept{std::in_place};
};
// CHECK: friend async::task<void> async_drop(outer& self, std::exception_ptr const& error) { return async::drop_own_first(self,

struct later;
struct holder {
  std::unique_ptr<later> kept;
  holder();
  ~holder();
};
// CHECK: { return async::drop_parts_in_task(error, self.kept); }
struct later {
  res in{"later"};
};
holder::holder() : kept(std::make_unique<later>()) {}
holder::~holder() = default;

[[async::main]] async::task<void> main() {
  {
    auto w = co_await whole::make();
    co_await w.again();
    std::optional<whole> o(std::in_place);
    std::puts("--");
  }
  {
    outer o;
    co_await o.run();
    std::puts("--");
  }
  holder h;
  auto alone = std::make_unique<later>();
  co_return;
}
// OUT: drop again
// OUT-NEXT: --
// OUT-NEXT: drop part
// OUT-NEXT: drop part
// OUT-NEXT: drop inner
// OUT-NEXT: drop inner
// OUT-NEXT: --
// OUT-NEXT: bye
// OUT-NEXT: drop inner
// OUT-NEXT: drop later
// OUT-NEXT: drop later
// OUT-NOT: lost
