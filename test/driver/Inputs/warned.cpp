#include <async/async.hpp>

struct res {
  res() = default;
  res(res&&) = delete;
  [[async::drop]] async::task<void> close();
};

[[async::main]] async::task<int> start() {
  res r;
  int unused1 = 1;
  if (true) {
    res s;
      int unused2 = 2;
    co_return 5;
  }
  co_return 0;
}
