// The drop of what holds objects with drops of another library awaits as that library does.
// RUN: %lower %s | FileCheck %s
// RUN: %run %s -Wno-mismatched-new-delete | FileCheck %s --check-prefix=OUT
#include <async/drop.hpp>
#include <boost/asio.hpp>
#include <cstdio>
#include <memory>
#include <string>
#include <utility>
namespace asio = boost::asio;
struct session {
  explicit session(char const* n) : name(n) {}
  session(session&& o) noexcept : name(o.name), open(std::exchange(o.open, false)) {}
  char const* name;
  bool open = true;
  [[async::drop(open)]] asio::awaitable<void> close() {
    co_await asio::post(co_await asio::this_coro::executor, asio::use_awaitable);
    open = false;
    std::printf("drop %s\n", name);
  }
};
struct job {
  session s;
  int n = 0;
  // CHECK: friend auto async_drop(job& self
};
struct two {
  session a{"two a"}, b{"two b"};
};
struct owner {
  std::unique_ptr<session> s;
};
struct marked {
  session part{"part of marked"};
  [[async::drop]] asio::awaitable<void> close() {
    std::puts("drop marked");
    co_return;
  }
};
// What a drop gives is discarded: the glue gives nothing.
struct counting {
  explicit counting(char const* n) : name(n) {}
  counting(counting const&) = delete;
  char const* name;
  [[async::drop]] asio::awaitable<std::size_t> close() {
    std::printf("drop %s\n", name);
    co_return 1;
  }
};
struct counted {
  counting a{"counted a"}, b{"counted b"};
  [[async::drop]] asio::awaitable<std::size_t> close() {
    std::puts("drop counted");
    co_return 2;
  }
};
asio::awaitable<void> client() {
  counted c;
  counting list[2] = {counting("list 0"), counting("list 1")};
  job j{session("job"), 1};
  two t;
  owner o{std::make_unique<session>("owner")};
  marked m;
  std::puts("body");
  co_return;
}
int main() {
  asio::io_context io;
  asio::co_spawn(io, client(), asio::detached);
  io.run();
}
// OUT: body
// OUT-NEXT: drop marked
// OUT-NEXT: drop part of marked
// OUT-NEXT: drop owner
// OUT-NEXT: drop two b
// OUT-NEXT: drop two a
// OUT-NEXT: drop job
// OUT-NEXT: drop list 1
// OUT-NEXT: drop list 0
// OUT-NEXT: drop counted
// OUT-NEXT: drop counted b
// OUT-NEXT: drop counted a
