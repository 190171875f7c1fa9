// What a macro makes of several arguments is lowered in what comes out, not between the arguments.
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/named.hpp"
struct slot : res {
  using res::res;
  slot& operator=(slot&& o) noexcept {
    name = std::exchange(o.name, nullptr);
    return *this;
  }
};
#define ASSIGN(l, r) l = r
#define USE(f, x) f(x)
#define ALL(...) __VA_ARGS__
#define COMPARE(l, r) \
  if ((l).name == (r).name) std::puts("same")
void look(res const& r) { std::printf("look %s\n", r.name); }
slot made(int a, const char* n) { return slot(a ? n : "none"); }
async::task<> run() {
  slot a("a"), b("b");
  ASSIGN(a, slot("a2"));
  ASSIGN(a, std::move(b));
  USE(look, made(1, "temporary"));
  ALL(USE(look, made(1, "nested")); ASSIGN(b, made(1, "b2")));
  COMPARE(made(1, "c"), a);
  std::puts("end");
  co_return;
}
int main() { async::block_on(run()); }
// OUT: drop a
// OUT-NEXT: drop a2
// OUT-NEXT: look temporary
// OUT-NEXT: drop temporary
// OUT-NEXT: look nested
// OUT-NEXT: drop nested
// OUT-NEXT: drop c
// OUT-NEXT: end
// OUT-NEXT: drop b2
// OUT-NEXT: drop b
