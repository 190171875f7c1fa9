#include <async/async.hpp>

struct res {
  res(res&&) = delete;
  [[async::drop]] async::task<void> close();
};

[[async::main]] async::task<int> start() {
  int x = 1 +  undeclared;
  co_return x;
}
