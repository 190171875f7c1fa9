#include <async/async.hpp>

#include <cstdio>

struct told {
  told() = default;
  told(told const&) = delete;
  [[async::drop]] async::task<void> close() {
    std::puts("closed");
    co_return;
  }
};
async::task<int> main() {
  told t;
  co_return 0;
}
