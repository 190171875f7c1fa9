#include <async/async.hpp>
#include <chrono>
#include <stdexcept>
namespace net {
[[async::test]] async::task<void> reads() { co_await async::this_task::yield(); }
[[async::test(async::current_thread, async::multi_thread{{.workers = 2}})]] async::task<bool> writes() {
  co_return true;
}
[[async::test([]() -> async::multi_thread& { static async::multi_thread rt{{.workers = 1}}; return rt; }())]]
async::task<void> odd_name() { co_return; }
[[async::test]] async::task<void> breaks() { throw std::runtime_error("broken"); co_return; }
[[async::test]] async::task<void> hangs() { co_await async::sleep_for(std::chrono::hours(1)); }
}  // namespace net
