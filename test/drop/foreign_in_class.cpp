// Coroutines of another library that are defined in a class whose members alone have drops, and own objects of it: what drops
// those stands behind them in the class, so it says what it gives.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/foreign.hpp"
#include <boost/asio.hpp>

// CHECK: friend job<> async_drop(plugin& self, std::exception_ptr const& error) { return async::drop_parts_in<job<>>(error, self.f); }
struct plugin {
  file f;
  explicit plugin(const char* n) : f(n) {}
  job<int> count() const {
    plugin other{"other"};
    co_return f.use();
  }
  job<int> given(plugin p) const { co_return p.f.use(); }
  static job<plugin> make(const char* n) {
    plugin made{n};
    co_return std::move(made);
  }
  job<int> closure() const {
    auto inner = [](const char* n) -> job<int> {
      std::optional<plugin> o{plugin{n}};
      co_return o->f.use();
    };
    co_return co_await inner("inner");
  }
  friend job<int> taken(plugin& p) {
    plugin owner{std::move(p)};
    co_return owner.f.use();
  }
};
job<> run() {
  plugin p = co_await plugin::make("p");
  say("--");
  co_await p.count();
  say("--");
  co_await p.given(plugin{"given"});
  say("--");
  co_await p.closure();
  say("--");
  co_await taken(p);
  say("--");
}

struct part {
  part() = default;
  part(part const&) = delete;
  [[async::drop]] boost::asio::awaitable<void> close() {
    say("close");
    co_return;
  }
};
struct whole {
  part p;
  boost::asio::awaitable<int> count() {
    whole other;
    co_return 1;
  }
};
boost::asio::awaitable<void> in_asio() {
  whole w;
  co_await w.count();
}
// OUT: new p
// OUT-NEXT: --
// OUT-NEXT: new other
// OUT-NEXT: use p
// OUT-NEXT: drop other
// OUT-NEXT: ~other
// OUT-NEXT: --
// OUT-NEXT: new given
// OUT-NEXT: use given
// OUT-NEXT: drop given
// OUT: --
// OUT-NEXT: new inner
// OUT-NEXT: use inner
// OUT-NEXT: drop inner
// OUT-NEXT: ~inner
// OUT-NEXT: --
// OUT-NEXT: use p
// OUT-NEXT: drop p
// OUT-NEXT: ~p
// OUT-NEXT: --
// OUT-NEXT: close
// OUT-NEXT: close
// OUT-NOT: close
int main() {
  run().run();
  boost::asio::io_context io;
  boost::asio::co_spawn(io, in_asio(), boost::asio::detached);
  io.run();
}
