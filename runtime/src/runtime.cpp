#include <async/detail/config.hpp>
#include <async/errors.hpp>
#include <async/runtime.hpp>

#if defined(ASYNC_TSAN)
#include <time.h>
#endif

namespace async {

void completion::set() noexcept {
  flag_.store(1, std::memory_order_release);
  flag_.notify_all();
}

void completion::wait() const noexcept {
#if defined(ASYNC_TSAN)
  // TSan holds a signal back until its thread makes a call that TSan intercepts.
  timespec const pause{0, 500'000};
  while (!is_set()) nanosleep(&pause, nullptr);
#else
  while (!is_set()) flag_.wait(0, std::memory_order_acquire);
#endif
}

void runtime_ref::start_timer(timer& t) const {
  if (!ops_->start_timer) throw unsupported("timers", name());
  ops_->start_timer(object_, t);
}

reactor& runtime_ref::io() const {
  if (!ops_->io) throw unsupported("sockets", name());
  return ops_->io(object_);
}

}  // namespace async
