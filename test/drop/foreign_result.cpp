// In another library's coroutine, too, the value is made before the first drop, whatever types its
// operands have.
// RUN: %run %s -Wno-mismatched-new-delete | FileCheck %s --check-prefix=OUT
#include <async/async.hpp>
#include <async/runtimes/asio.hpp>
#include <boost/asio.hpp>
#include <cstdio>
#include <memory>
#include <optional>
#include <string>
namespace asio = boost::asio;
struct held {
  std::string text = "a text that is longer than a small one";
  held() = default;
  held(held const&) = delete;
  ~held() { text.assign(text.size(), '?'); }
  [[async::drop]] asio::awaitable<void> close() {
    std::puts("drop");
    co_return;
  }
};
asio::awaitable<std::string> pointer() {
  held h;
  co_return h.text.c_str();
}
asio::awaitable<std::optional<int>> several(bool none) {
  held h;
  if (none) co_return std::nullopt;
  co_return 5;
}
struct base {
  virtual ~base() = default;
};
struct derived : base {};
asio::awaitable<std::unique_ptr<base>> converted() {
  held h;
  auto p = std::make_unique<derived>();
  co_return p;
}
int main() {
  asio::io_context context;
  asio::co_spawn(
      context,
      []() -> asio::awaitable<void> {
        std::puts((co_await pointer()).c_str());
        std::printf("%d ", (co_await several(true)).has_value());
        std::printf("%d\n", *co_await several(false));
        std::printf("%d\n", co_await converted() != nullptr);
      },
      asio::detached);
  context.run();
}
// OUT: drop
// OUT-NEXT: a text that is longer than a small one
// OUT-NEXT: drop
// OUT-NEXT: 0 drop
// OUT-NEXT: 5
// OUT-NEXT: drop
// OUT-NEXT: 1
