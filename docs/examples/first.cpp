#include <async/async.hpp>

#include <chrono>
#include <cstdio>
#include <stdexcept>
#include <utility>

using namespace std::chrono_literals;

class connection {
 public:
  explicit connection(int id) : id_(id) {}
  connection(connection&& from) noexcept : id_(std::exchange(from.id_, 0)) {}

  async::task<int> ask(int question) {
    co_await async::sleep_for(1ms);
    co_return question * id_;
  }

  // Awaited wherever the object's life ends: return, exception or cancellation.
  [[async::drop(id_)]] async::task<void> close() noexcept {
    co_await async::sleep_for(1ms);
    std::printf("connection %d closed\n", std::exchange(id_, 0));
  }

 private:
  int id_;
};

async::task<int> answer(bool fail) {
  connection c{21};
  if (fail) throw std::runtime_error("no answer");
  co_return co_await c.ask(2);
}

[[async::main(async::current_thread)]]
async::task<int> main() {
  std::printf("the answer is %d\n", co_await answer(false));
  try {
    co_await answer(true);
  } catch (std::exception const& e) {
    std::printf("then: %s\n", e.what());
  }
  co_return 0;
}
