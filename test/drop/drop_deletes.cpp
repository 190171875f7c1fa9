// A drop that ends what its object owns, by delete or a destructor call: that is dropped, too, also where a template tells the type.
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include <async/async.hpp>
#include <cstdio>
#include <functional>
#include <memory>
#include <utility>
struct part {
  part() = default;
  part(part&&) = delete;
  ~part() { std::puts("~part"); }
  [[async::drop]] async::task<void> close() {
    std::puts("part");
    co_return;
  }
};
template <class X>
struct owner {
  X* p = new X;
  owner() = default;
  owner(owner const&) = delete;
  [[async::drop]] async::task<void> close() {
    std::puts("owner");
    delete p;
    co_return;
  }
};
// Instantiated by code of others alone, beside one that is seen and has no drop.
struct base {
  virtual ~base() { std::puts("~base"); }
  [[async::drop]] virtual async::task<void> close() { co_return; }
};
template <class X>
struct derived : base {
  X* p = new X;
  async::task<void> close() override {
    std::puts("derived");
    delete p;
    co_return;
  }
};
struct plain {
  ~plain() { std::puts("~plain"); }
};
async::task<void> others() {
  std::unique_ptr<base> b = std::make_unique<derived<part>>();
  derived<plain> d;
  co_return;
}
async::task<void> called() {
  std::function<async::task<void>(part*)> f = [](auto* p) -> async::task<void> {
    if (p) delete p;
    co_return;
  };
  co_await f(new part);
}
// So is what the drop of a plain class ends.
struct ends {
  part* p = new part;
  part* q = new part;
  std::allocator<part> places;
  part* r = std::construct_at(places.allocate(1));
  ends() = default;
  ends(ends const&) = delete;
  ~ends() { places.deallocate(r, 1); }
  [[async::drop]] async::task<void> close() {
    delete p;
    delete std::exchange(q, nullptr);
    std::destroy_at(r);
    co_return;
  }
};
async::task<void> g() {
  ends e;
  co_return;
}
async::task<void> f() {
  owner<part> o;
  co_return;
}
int main() {
  async::block_on(f());
  async::block_on(others());
  async::block_on(called());
  std::puts("ends");
  async::block_on(g());
}
// OUT: owner
// OUT-NEXT: part
// OUT-NEXT: ~part
// OUT-NEXT: derived
// OUT-NEXT: ~plain
// OUT-NEXT: ~base
// OUT-NEXT: derived
// OUT-NEXT: part
// OUT-NEXT: ~part
// OUT-NEXT: ~base
// OUT-NEXT: part
// OUT-NEXT: ~part
// OUT-NEXT: ends
// OUT-NEXT: part
// OUT-NEXT: ~part
// OUT-NEXT: part
// OUT-NEXT: ~part
// OUT-NEXT: part
// OUT-NEXT: ~part
