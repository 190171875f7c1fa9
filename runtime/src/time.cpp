#include <async/errors.hpp>
#include <async/time.hpp>

#include <cerrno>
#include <ctime>

namespace async::detail {

bool sleep_awaiter::start(context& c, std::coroutine_handle<> h) {
  ctx_ = &c;
  if (!waiter_.begin(c)) return false;
  try {
    c.home.start_timer(*this);
  } catch (...) {
    waiter_.end();
    throw;
  }
  started_ = true;
  return waiter_.suspend(h);
}

void sleep_awaiter::fire() noexcept {
  fired_.store(true, std::memory_order_release);
  waiter_.complete(post_hint::spawn);
}

void sleep_awaiter::give_up() noexcept {
  if (!started_) return;
  if (fired_.load(std::memory_order_acquire))
    waiter_.wait_released();
  else
    ctx_->home.cancel_timer(*this);
}

void sleep_thread_until(timer::clock::time_point at) noexcept {
  auto const ns = std::chrono::duration_cast<std::chrono::nanoseconds>(at.time_since_epoch());
  timespec ts{};
  ts.tv_sec = static_cast<std::time_t>(ns.count() / 1'000'000'000);
  ts.tv_nsec = static_cast<long>(ns.count() % 1'000'000'000);
  while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &ts, nullptr) == EINTR) {
  }
}

}  // namespace async::detail
