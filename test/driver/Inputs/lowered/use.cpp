#include "lease.hpp"
using namespace rental;
struct line : transport<async::suspending> { // a drop from a header, overridden here
  async::task<void> close() override {
    open = false;
    std::puts("line closed");
    co_return;
  }
  bool is_open() const noexcept override { return open; }
  bool open = true;
  lease<async::suspending> part{80};
};
[[async::main(async::current_thread)]] async::task<int> start() {
  std::printf("= %d\n", scenario<async::blocking>());
  std::printf("= %d\n", co_await scenario<async::suspending>());
  for co_await (int i : numbers<async::suspending>(9))
    if (i == 2) break;
  for (int i : numbers<async::blocking>(9))
    if (i == 2) break;
  std::puts("after");
  auto get = [](lease<async::suspending>& l) -> async::task<int> { co_return l.n_; };
  std::printf("%d\n", co_await with<async::suspending>(70, get));
  {
    std::unique_ptr<transport<async::suspending>> p = std::make_unique<over<async::suspending>>(7);
    std::unique_ptr<transport<async::suspending>> q = std::make_unique<line>();
  }
  box<lease<async::suspending>> b{lease<async::suspending>(90)};
  auto in = std::make_unique<box<lease<async::suspending>>>(lease<async::suspending>(91));
  co_return 0;
}
