// What a runtime lacks may be used where another one runs it, in blocking modes, and by who sees to it.
// RUN: PCH=no %run %s | FileCheck %s --check-prefix=OUT
#include <async/async.hpp>
#include <cstdio>
#include <thread>

using namespace std::chrono_literals;
namespace small {
struct runtime {
  void post(async::work_item& w) noexcept { loop.post(w, async::post_hint::wake); }
  void run(async::completion& done) { loop.run(done); }
  async::current_thread loop;
};
}  // namespace small

async::task<void> nap() { co_await async::sleep_for(1ms); }
async::task<bool> tries() {
  try {
    co_await async::sleep_for(1ms);
  } catch (async::unsupported const&) {
    co_return true;
  }
  co_return false;
}
async::task<void> elsewhere(async::runtime_ref r, async::task<void> t) { co_await async::on(r, std::move(t)); }
struct handing_on {
  async::multi_thread pool{{.workers = 1}};
  async::task<void> run(async::task<void> t) { return async::on(pool, std::move(t)); }
};
using listener = async::net::tcp_listener<async::suspending>;
async::task<void> accepts(listener l) { static_cast<void>(co_await l.accept()); }
[[async::main(small)]] async::task<int> go() {
  async::multi_thread pool{{.workers = 1}};
  co_await async::on(pool, nap());
  co_await pool.spawn(nap());
  co_await async::spawn(pool, nap());
  auto later = []() -> async::task<void> { co_await async::sleep_for(1ms); };
  co_await async::on(pool, later());
  auto begun = nap();
  co_await async::on(pool, std::move(begun));
  auto outer = []() -> async::task<void> { co_await nap(); };
  auto of_closure = outer();
  co_await async::on(pool, std::move(of_closure));
  async::task<void> given;
  given = nap();
  co_await async::on(pool, std::move(given));
  co_await elsewhere(pool, nap());
  handing_on own;
  co_await own.run(nap());
  // No reactor is needed before something waits.
  listener l = listener::bind("127.0.0.1", 0);
  auto const port = l.local_port();
  auto accepting = pool.spawn(accepts(std::move(l)));
  static_cast<void>(async::net::tcp_stream<async::blocking>::connect("127.0.0.1", port));
  co_await accepting;
  std::thread([] { async::block_on(nap()); }).join();
  async::sleep_for<async::blocking>(1ms);
  if constexpr (async::has_timers<small::runtime>) co_await nap();
  if (async::this_task::runtime().has_timers()) co_await nap();
  static_assert(sizeof(nap()) == sizeof(decltype(nap())));
  bool const lacks = co_await tries();
  std::puts(lacks ? "lacks timers" : "has timers");  // OUT: lacks timers
  co_return 0;
}
