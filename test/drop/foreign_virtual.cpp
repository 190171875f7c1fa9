// The virtual drop of a coroutine type of the user's own is overridden by a class that has parts with drops.
// RUN: %run %s | FileCheck %s
#include <async/async.hpp>
#include "Inputs/lazy.hpp"

#include <cstdio>
#include <memory>

using own::lazy;
struct part {
  explicit part(char const* s) : name(s) {}
  part(part&&) = delete;
  [[async::drop]] lazy<void> close() {
    std::printf("%s ", name);
    co_return;
  }
  char const* name;
};
struct base {
  base() = default;
  base(base&&) = delete;
  virtual ~base() = default;
  [[async::drop]] virtual lazy<void> close() {
    std::printf("base ");
    co_return;
  }
};
struct overrides : base {
  part m{"member"};
  lazy<void> close() override {
    std::printf("derived ");
    co_return;
  }
};
struct inherits : base {
  part a{"a"}, b{"b"};
};
lazy<int> all() {
  {
    std::unique_ptr<base> p = std::make_unique<overrides>();
  }
  std::unique_ptr<base> q = std::make_unique<inherits>();
  co_return 1;
}
int main() {
  std::printf("%d\n", all().run());
}
// CHECK: derived member b a base 1
