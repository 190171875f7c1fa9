// A capability that the runtime lacks is reported with the path of calls from main.
// RUN: not %check 2>&1 | FileCheck %s
#include <async/async.hpp>
namespace small {
struct runtime {
  void post(async::work_item& w) noexcept;
  void run(async::completion& done);
};
}  // namespace small
async::task<void> nap() {
  // CHECK: errors/capability.cpp:[[@LINE+2]]:12: error: 'sleep_for' needs timers, which the runtime 'small::runtime' lacks
  // CHECK-SAME: [async-main-capability]
  co_await async::sleep_for(std::chrono::seconds(1));
}
async::task<void> work() {
  // CHECK: errors/capability.cpp:[[@LINE+1]]:12: note: reached by the call of 'nap' here
  co_await nap();
}
[[async::main(small)]] async::task<int> go() {
  // CHECK: errors/capability.cpp:[[@LINE+1]]:12: note: reached by the call of 'work' here
  co_await work();
  co_return 0;
}
