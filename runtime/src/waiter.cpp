#include <async/detail/waiter.hpp>

namespace async::detail {

bool waiter::begin(context& c) noexcept {
  ctx_ = &c;
  c.settle();
  if (!c.stop) return true;
  if (c.stop->requested()) {
    state_.store(state::cancelled, std::memory_order_relaxed);
    return false;
  }
  c.stop->add(*this);
  return true;
}

bool waiter::suspend(std::coroutine_handle<> h) noexcept {
  ctx_->resume_point = h;
  state expected = state::arming;
  return state_.compare_exchange_strong(expected, state::armed, std::memory_order_acq_rel);
}

bool waiter::settle(state to, post_hint hint) noexcept {
  context* const c = ctx_;
  state s = state_.load(std::memory_order_acquire);
  while (s == state::arming || s == state::armed) {
    if (state_.compare_exchange_weak(s, to, std::memory_order_acq_rel)) {
      if (s == state::armed) c->schedule(hint);
      return true;
    }
  }
  return false;
}

void waiter::complete(post_hint hint) noexcept {
  if (!settle(state::completed, hint)) state_.store(state::released, std::memory_order_release);
}

void waiter::on_stop(stop_node* n) noexcept {
  static_cast<waiter*>(n)->settle(state::cancelled, post_hint::wake);
}

void waiter::wait_released() noexcept {
  for (unsigned round = 0; state_.load(std::memory_order_acquire) != state::released; ++round)
    spin_pause(round);
}

}  // namespace async::detail
