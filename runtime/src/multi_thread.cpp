#include "worker_pool.hpp"

#include <async/detail/misuse.hpp>
#include <async/detail/print_exception.hpp>
#include <async/detail/record.hpp>
#include <async/runtimes/multi_thread.hpp>

#include <thread>

namespace async {

class multi_thread::pool : public detail::worker_pool {
 public:
  using worker_pool::worker_pool;
};

multi_thread::multi_thread(options o) : handle_signals_(o.handle_signals) {
  unsigned n = o.workers;
  if (n == 0) n = std::thread::hardware_concurrency();
  pool_ = std::make_unique<pool>(*this, n == 0 ? 1 : n);
}

multi_thread::~multi_thread() {
  if (pool_->is_mine())
    detail::misused_fatally(
        "async::multi_thread: destroyed by one of its own tasks, whose end it would wait for");
  runtime_ref(*this).stop_tasks();
}

std::string_view multi_thread::name() const { return detail::class_name(this, "async::multi_thread"); }
unsigned multi_thread::workers() const noexcept { return pool_->size(); }
void multi_thread::post(work_item& w, post_hint hint) noexcept { pool_->post(w, hint); }
void multi_thread::run(completion& done) {
  if (pool_->is_mine())
    detail::misused(
        "async::multi_thread: block_on in one of its own tasks would block the worker that the task "
        "may need: co_await the task instead");
  done.wait();
}
void multi_thread::start_timer(timer& t) { pool_->start_timer(t); }
void multi_thread::cancel_timer(timer& t) noexcept { pool_->cancel_timer(t); }
reactor& multi_thread::io() noexcept { return pool_->io(); }

}  // namespace async
