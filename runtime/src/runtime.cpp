#include <async/errors.hpp>
#include <async/runtime.hpp>

namespace async {

void completion::set() noexcept {
  flag_.store(1, std::memory_order_release);
  flag_.notify_all();
}

void completion::wait() const noexcept {
  while (!is_set()) flag_.wait(0, std::memory_order_acquire);
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
