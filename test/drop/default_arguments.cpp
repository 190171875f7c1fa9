// A drop that may be called with or without the error is given it; other default arguments are evaluated.
// RUN: %lower | FileCheck %s
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include <async/async.hpp>
#include <cstdio>
#include <string>
#include <utility>
#include <vector>
struct part {
  bool open = true;
  part() = default;
  part(part&& o) noexcept : open(std::exchange(o.open, false)) {}
  [[async::drop(open)]] async::task<void> close(std::string how = "a part, by an argument longer than small ones") {
    co_await async::this_task::yield();
    open = false;
    std::puts(how.c_str());
  }
};
struct whole {
  bool open = true;
  part p;
  whole() = default;
  whole(whole&& o) noexcept : open(std::exchange(o.open, false)), p(std::move(o.p)) {}
  // CHECK: return own.close(cause);
  [[async::drop(open)]] async::task<void> close(std::exception_ptr const& error = nullptr, int times = 2) {
    co_await async::this_task::yield();
    open = false;
    std::printf("%s %d\n", error ? "error" : "none", times);
  }
};
struct alone {
  bool open = true;
  alone() = default;
  alone(alone&& o) noexcept : open(std::exchange(o.open, false)) {}
  // CHECK: friend async::task<void> async_drop(alone& self, std::exception_ptr const& error) { return self.close(error); }
  [[async::drop(open)]] async::task<void> close(std::exception_ptr const& error = nullptr) {
    co_await async::this_task::yield();
    open = false;
    std::puts(error ? "alone: error" : "alone");
  }
};
struct around {
  whole w;
};
async::task<void> one(bool fail) {
  alone a;
  whole w;
  if (fail) throw 1;
  co_return;
}
async::task<void> many(bool fail) {
  around a;
  std::vector<alone> v;
  v.emplace_back();
  if (fail) throw 1;
  co_return;
}
int main() {
  for (bool fail : {false, true})
    for (auto* f : {&one, &many}) {
      try {
        async::block_on(f(fail));
      } catch (int) {
        std::puts("caught");
      }
    }
}
// OUT: none 2
// OUT-NEXT: a part
// OUT-NEXT: {{^}}alone{{$}}
// OUT-NEXT: {{^}}alone{{$}}
// OUT-NEXT: none 2
// OUT-NEXT: a part
// OUT-NEXT: error 2
// OUT-NEXT: a part
// OUT-NEXT: alone: error
// OUT-NEXT: caught
// OUT-NEXT: alone: error
// OUT-NEXT: error 2
// OUT-NEXT: a part
// OUT-NEXT: caught
