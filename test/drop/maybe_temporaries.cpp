// The blocking half of a marked function drops temporaries, what it deletes and what it assigns to, as the
// suspending one does.
// RUN: %lower %s | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include <async/async.hpp>
#include <async/drop.hpp>
#include <cstdio>
#include <memory>
#include <utility>

template <async::mode M>
struct [[async::maybe]] conn {
  using async_mode = M;
  const char* name;
  explicit conn(const char* s) : name(s) {}
  conn(conn&& o) noexcept : name(std::exchange(o.name, nullptr)) {}
  conn& operator=(conn&& o) noexcept {
    if (name) std::printf("lost %s\n", name);
    name = std::exchange(o.name, nullptr);
    return *this;
  }
  ~conn() {
    if (name) std::printf("lost %s\n", name);
  }
  int get() const { return 1; }
  static async::maybe<M, conn> open(const char* s) { co_return conn(s); }
  [[async::drop(name)]] async::maybe<M, void> close() {
    std::printf("close %s\n", std::exchange(name, nullptr));
    co_return;
  }
};

template <async::mode M>
[[async::maybe]] async::maybe<M, int> all() {
  conn<M>("temporary").get();
  co_await conn<M>::open("discarded");
  if (conn<M>("head").get() == 1) std::puts("in if");
  int n = (co_await conn<M>::open("awaited")).get();
  auto* p = new conn<M>("deleted");
  delete p;
  conn<M> c("old");
  c = co_await conn<M>::open("new");
  co_return n + conn<M>("returned").get();
}
// CHECK: for modes that block
// CHECK: async::drop_guard

int main() {
  std::puts("blocking");
  std::printf("%d\n", all<async::blocking>());
  std::puts("suspending");
  std::printf("%d\n", async::block_on(all<async::suspending>()));
}
// OUT: blocking
// OUT-NEXT: close temporary
// OUT-NEXT: close discarded
// OUT-NEXT: {{close head|in if}}
// OUT-NEXT: {{close head|in if}}
// OUT-NEXT: close awaited
// OUT-NEXT: close deleted
// OUT-NEXT: close old
// OUT-NEXT: close returned
// OUT-NEXT: close new
// OUT-NEXT: 2
// OUT-NEXT: suspending
// OUT-NEXT: close temporary
// OUT-NEXT: close discarded
// OUT-NEXT: {{close head|in if}}
// OUT-NEXT: {{close head|in if}}
// OUT-NEXT: close awaited
// OUT-NEXT: close deleted
// OUT-NEXT: close old
// OUT-NEXT: close returned
// OUT-NEXT: close new
// OUT-NEXT: 2
// OUT-NOT: lost
