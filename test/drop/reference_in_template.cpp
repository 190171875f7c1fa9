// A member that a template's argument makes a reference names what somebody else drops.
// RUN: %lower %s | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include "Inputs/named.hpp"
#include <async/buffered.hpp>
template <class W>
struct writer {
  W to;
  bool open = true;
  explicit writer(W&& w) : to(static_cast<W&&>(w)) {}
  [[async::drop(open)]] async::task<void> flush() {
    open = false;
    std::printf("flush %s\n", to.name);
    co_return;
  }
  // CHECK: error, async::own_part<decltype(self.to)>(self.to)); }
};
template <class W, class myself>
struct plain {
  W self;
  myself other;
  // CHECK: requires (async::has_drop<std::remove_reference_t<decltype((async::own_part<decltype(std::declval<plain&>().other)>(std::declval<plain&>().other)))>>
};
async::task<> run() {
  res a("a"), b("b");
  {
    writer<res&> w(a);
    writer<res> own(res("owned"));
    std::puts("end of scope");
  }
  std::puts("--");
  {
    plain<res&, res> p{a, res("other")};
    plain<res, res const&> q{res("self"), b};
    [[maybe_unused]] plain<res&, res&> none{a, b};
    std::puts("end of scope");
  }
  std::puts("--");
  auto pair = async::net::unix_stream<async::suspending>::pair();
  {
    async::buffered_writer w(pair.first);
    co_await w.write("text");
  }
  std::puts(pair.first.is_open() ? "open" : "closed");
}
int main() { async::block_on(run()); }
// OUT: end of scope
// OUT-NEXT: flush owned
// OUT-NEXT: drop owned
// OUT-NEXT: flush a
// OUT-NEXT: --
// OUT-NEXT: end of scope
// OUT-NEXT: drop self
// OUT-NEXT: drop other
// OUT-NEXT: --
// OUT-NEXT: open
// OUT-NEXT: drop b
// OUT-NEXT: drop a
