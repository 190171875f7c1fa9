// Optimised by clang, a drop that awaits has its frame within that of the coroutine that awaits it: no
// allocation. Without optimisation, and under g++, it has one of its own.
// RUN: %asyncc clang++-19 %flags -O2 -Wall -Wextra -Werror -DASYNC_COUNT_FRAMES %s -o %t %library
// RUN: %t | FileCheck %s
// RUN: %asyncc g++ %flags -O2 -Wall -Wextra -Werror -DASYNC_COUNT_FRAMES %s -o %t.gcc %library
// RUN: %t.gcc | FileCheck --check-prefix=GCC %s
#include <async/async.hpp>

#include <cstdio>
#include <cstdlib>

namespace async::detail {
int frames = 0;
// These take the place of the library's own.
void* allocate_frame(std::size_t bytes) {
  ++frames;
  return std::malloc(bytes);
}
void free_frame(void* frame, std::size_t) noexcept { std::free(frame); }
}  // namespace async::detail

namespace {

int closed = 0;

struct connection {
  explicit connection(int& n) : count(n) {}
  connection(connection const&) = delete;
  [[async::drop]] async::task<void> close() {
    ++count;
    co_await std::suspend_never{};
  }
  int& count;
};

[[gnu::noinline]] async::task<void> one(int& n) {
  connection c(n);
  ++n;
  co_return;
}

[[gnu::noinline]] async::task<int> four(int& n) {
  connection a(n), b(n), c(n), d(n);
  co_return n;
}

async::task<void> both() {
  int n = 0;
  int before = async::detail::frames;
  co_await one(n);
  std::printf("one: %d frames\n", async::detail::frames - before);
  before = async::detail::frames;
  static_cast<void>(co_await four(n));
  std::printf("four: %d frames\n", async::detail::frames - before);
  closed = n;
}

}  // namespace

int main() {
  async::block_on(both());
  std::printf("closed %d\n", closed);
}
// CHECK: one: 1 frames
// CHECK-NEXT: four: 1 frames
// CHECK-NEXT: closed 6
// GCC: one: 2 frames
// GCC-NEXT: four: 5 frames
// GCC-NEXT: closed 6
