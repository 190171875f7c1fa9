// A drop that is noexcept ends the program when it throws, also where an owner or a class around the object drops it.
// RUN: %run %s | FileCheck %s --check-prefix=OUT
#include <async/async.hpp>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <memory>
#include <optional>
#include <stdexcept>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>
#include <variant>
struct strict {
  bool open = true;
  strict() = default;
  strict(strict&& o) noexcept : open(std::exchange(o.open, false)) {}
  [[async::drop(open)]] async::task<void> close() noexcept {
    co_await async::this_task::yield();
    throw std::runtime_error("close");
  }
};
struct around {
  strict part;
};
struct twice {
  around first;
  int n = 0;
};
template <class T>
async::task<void> of(T made) {
  T object = std::move(made);
  co_return;
}
void dies(const char* what, async::task<void> with) {
  std::fflush(stdout);
  if (pid_t const child = fork()) {
    int status = 0;
    waitpid(child, &status, 0);
    std::printf("%s: %s\n", what, WEXITSTATUS(status) == 3 ? "terminated" : "went on");
    return;
  }
  std::set_terminate([] { std::_Exit(3); });
  try {
    async::block_on(std::move(with));
  } catch (std::runtime_error const&) {
  }
  std::_Exit(0);
}
int main() {
  dies("itself", of(strict()));
  dies("member", of(around()));
  dies("member of a member", of(twice()));
  dies("optional", of(std::optional<strict>(std::in_place)));
  dies("unique_ptr", of(std::make_unique<strict>()));
  dies("variant", of(std::variant<strict, int>()));
  dies("pair", of(std::pair<int, strict>()));
}
// OUT: itself: terminated
// OUT-NEXT: member: terminated
// OUT-NEXT: member of a member: terminated
// OUT-NEXT: optional: terminated
// OUT-NEXT: unique_ptr: terminated
// OUT-NEXT: variant: terminated
// OUT-NEXT: pair: terminated
