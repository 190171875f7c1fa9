#include "is_cancelled.hpp"

#include <async/detail/result.hpp>
#include <async/timeout.hpp>

namespace async::detail {

void suppress_unless_cancelled(std::exception_ptr error) noexcept {
  if (error && !is_cancelled(error)) suppress(std::move(error));
}

void alarm::set(context& c) {
  ctx_ = &c;
  c.home.start_timer(*this);
}

bool alarm::take_back() noexcept {
  if (!fired_.load(std::memory_order_acquire)) ctx_->home.cancel_timer(*this);
  return !fired_.load(std::memory_order_acquire);
}

void alarm::fire() noexcept {
  // Once that is seen, the task may go on, but not end before `run`.
  runtime_ref const home = ctx_->home;
  fired_.store(true, std::memory_order_release);
  home.post(*this, post_hint::spawn);
}

void alarm::run() noexcept {
  if (stop_state* const s = stops_.state()) s->request();
  context* const c = ctx_;
  if (state_.exchange(state::done, std::memory_order_acq_rel) == state::awaited)
    c->schedule(post_hint::wake);
}

bool alarm::wait(std::coroutine_handle<> h) noexcept {
  ctx_->resume_point = h;
  state expected = state::pending;
  return state_.compare_exchange_strong(expected, state::awaited, std::memory_order_acq_rel);
}

}  // namespace async::detail
