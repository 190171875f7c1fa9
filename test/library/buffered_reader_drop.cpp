// A buffered reader that owns what it reads drops it; one that borrows does not.
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include <async/async.hpp>
#include <async/buffered.hpp>
#include <cstdio>
#include <cstring>
struct source {
  using async_mode = async::suspending;
  explicit source(const char* text) : name(text) {}
  source(source&& o) noexcept : name(std::exchange(o.name, nullptr)) {}
  async::task<std::size_t> read_some(std::span<char> into) {
    if (done) co_return 0;
    done = true;
    std::memcpy(into.data(), "text\n", 5);
    co_return 5;
  }
  [[async::drop(name)]] async::task<void> close() {
    std::printf("closed %s\n", std::exchange(name, nullptr));
    co_return;
  }
  const char* name;
  bool done = false;
};
[[async::main(async::current_thread)]] async::task<void> go() {
  source borrowed("borrowed");
  {
    async::buffered_reader<source> owns{source("owned")};
    std::printf("%s\n", (co_await owns.read_line())->c_str());
  }
  {
    async::buffered_reader<source&> borrows{borrowed};
    std::printf("%s\n", (co_await borrows.read_line())->c_str());
  }
  std::puts("end");
}
// OUT: text
// OUT-NEXT: closed owned
// OUT-NEXT: text
// OUT-NEXT: end
// OUT-NEXT: closed borrowed
