// Drops that are called and take the error, of temporaries in heads; nothing in a function that is noexcept warns.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include <async/async.hpp>
#include <cstdio>
#include <utility>
template <async::mode M>
struct [[async::maybe]] res {
  using async_mode = M;
  int id;
  bool open = true;
  explicit res(int id) : id(id) {}
  res(res&& o) noexcept : id(o.id), open(std::exchange(o.open, false)) {}
  int n() const { return id; }
  [[async::drop(open)]] async::maybe<M, void> close(std::exception_ptr const& e) {
    std::printf("%s%d ", e ? "e" : "d", id);
    open = false;
    co_return;
  }
};
using B = res<async::blocking>;
void loop() { std::printf("l "); }
void a() { for (int i = 0; B(1).n() && i < 2; ++i) loop(); }
void b() { int i = 0; while (B(2).n() && i++ < 2) loop(); }
void c() { int i = 0; do { loop(); } while (B(3).n() && i++ < 2); }
void d() { for (int i = 0; i < 2; i += B(1).n()) loop(); }
void e() { for (B x(9); B(8).n();) { loop(); break; } }
void f() { for (int i = 0; B(i).n() < 1; ++i) throw i; }
void g() noexcept {
  // CHECK: { drop{{[0-9]+}}_.rethrow(); }
  B x(7);
  loop();
}
struct at_end { ~at_end() { B x(6); loop(); } };
int main() {
  for (void (*each)() : {+a, +b, +c, +d, +e, static_cast<void (*)()>(g)}) {
    each();
    std::puts("");
  }
  {
    at_end x;
  }
  B y(5);
  try {
    B x(4);
    f();
  } catch (int) {
    std::puts("caught");
  }
}
// OUT: d1 l d1 l d1
// OUT-NEXT: d2 l d2 l d2
// OUT-NEXT: l d3 l d3 l d3
// OUT-NEXT: l d1 l d1
// OUT-NEXT: d8 l d9
// OUT-NEXT: l d7
// OUT-NEXT: l d6 d0 e4 caught
// OUT-NEXT: d5
