// So is one that is needed where an object ends, and by tasks that are stored or handed to a function that runs them here.
// RUN: not %check 2>&1 | FileCheck %s
#include <async/async.hpp>
#include <utility>
namespace small {
struct runtime {
  void post(async::work_item& w) noexcept;
  void run(async::completion& done);
};
}  // namespace small
async::task<void> retried(async::task<void> t) { co_await std::move(t); }
async::task<void> nap() {
  co_await async::sleep_for(std::chrono::seconds(1));
}
struct late {
  [[async::drop]] async::task<void> close() {
    co_await async::net::tcp_stream<async::suspending>::connect("127.0.0.1", 1);
  }
};
[[async::main(small)]] async::task<int> go() {
  async::multi_thread pool{{.workers = 1}};
  async::task<void> kept;
  kept = nap();
  co_await retried(std::move(kept));
  late object;
  co_return 0;
}
// CHECK: errors/capability_made.cpp:[[@LINE-15]]:12: error: 'sleep_for' needs timers, which the runtime 'small::runtime' lacks
// CHECK: errors/capability_made.cpp:[[@LINE-6]]:10: note: reached by the call of 'nap' here
// CHECK: errors/capability_made.cpp:[[@LINE-13]]:14: error: 'connect' needs sockets, which the runtime 'small::runtime' lacks
// CHECK: errors/capability_made.cpp:[[@LINE-6]]:8: note: reached by the call of 'close' here
