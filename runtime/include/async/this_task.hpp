#pragma once

#include <async/detail/exceptions.hpp>
#include <async/detail/foreign.hpp>
#include <async/errors.hpp>
#include <async/stop_token.hpp>

#include <cstdint>
#include <string>

namespace async {

namespace detail {

class [[nodiscard]] yield_awaiter : public native_awaitable {
 public:
  bool await_ready() const noexcept { return false; }
  template <class P>
  bool await_suspend(std::coroutine_handle<P> h) noexcept {
    ctx_ = h.promise().ctx;
    if (ctx_->stop_requested()) return false;
    ctx_->resume_point = h;
    ctx_->schedule(post_hint::yield);
    return true;
  }
  void await_resume() const {
    if (ctx_->stop_requested()) ASYNC_THROW(cancelled());
  }

 private:
  context* ctx_ = nullptr;
};

}  // namespace detail

}  // namespace async

/// About the task that calls. Outside one the functions throw `no_runtime`.
namespace async::this_task {

/// The runtime whose worker resumed the task.
runtime_ref runtime();
/// What stops this task, or the part of it that runs in a `join`, `race`, `timeout` or `with_stop`: once that has
/// returned, a request that comes later does not reach the token. Empty while it is shielded.
async::stop_token stop_token();
/// Unique among all tasks of the process.
std::uint64_t id();

/// What `set_name` called it; empty if it has no name.
std::string name();
/// Shown by `dump_tasks`.
void set_name(std::string name);

/// Awaited: lets other tasks of the runtime run first. Throws `cancelled` after a stop request.
inline async::detail::yield_awaiter yield() noexcept { return {}; }

}  // namespace async::this_task
