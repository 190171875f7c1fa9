// What is returned converts to the result: to long, base pointer, string, optional, by braces.
// RUN: %run %s | FileCheck %s
#include "Inputs/both.hpp"
#include <memory>
#include <optional>
struct base {
  virtual ~base() = default;
  virtual int id() const { return 1; }
};
struct derived : base {
  int id() const override { return 2; }
};
struct point {
  int x, y;
};
template <async::mode M>
struct [[async::maybe]] make {
  async::maybe<M, long> wide() { co_return co_await value<M>(1); }
  async::maybe<M, std::unique_ptr<base>> up() { co_return std::make_unique<derived>(); }
  async::maybe<M, std::string> text() { co_return "text"; }
  async::maybe<M, std::optional<int>> some(bool b) {
    if (!b) co_return std::nullopt;
    co_return 4;
  }
  async::maybe<M, point> braces() { co_return {2, 3}; }
  async::maybe<M, int> all() {
    std::optional<long> w = co_await wide();
    double up_id = (co_await up())->id();
    std::string s = co_await text() + "";
    point p = co_await braces();
    co_return static_cast<int>(*w + up_id) + static_cast<int>(s.size()) + p.x * p.y +
        (co_await some(true)).value_or(0) + (co_await some(false)).value_or(100);
  }
};
// CHECK: both: v1 = 117
int main() {
  both([]<class M>(M) {
    static make<M> m;
    return m.all();
  });
}
