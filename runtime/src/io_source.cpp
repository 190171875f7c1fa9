#include <async/reactor.hpp>

namespace async {

void io_source::ready(direction d) noexcept {
  detail::waiter* const w = side_[d].slot.exchange(ready_mark(), std::memory_order_acq_rel);
  if (w && w != ready_mark()) w->complete(post_hint::spawn);
}

bool io_source::worth_trying(direction d) noexcept {
  side& s = side_[d];
  if (!s.exhausted) return true;
  if (hung_up_.load(std::memory_order_acquire) ||
      s.slot.load(std::memory_order_relaxed) == ready_mark()) {
    s.slot.exchange(nullptr, std::memory_order_acq_rel);
    s.exhausted = false;
    return true;
  }
  return false;
}

bool io_source::publish(direction d, detail::waiter& w) noexcept {
  detail::waiter* expected = nullptr;
  if (side_[d].slot.compare_exchange_strong(expected, &w, std::memory_order_acq_rel)) return true;
  side_[d].slot.exchange(nullptr, std::memory_order_acq_rel);
  side_[d].exhausted = false;
  return false;
}

bool io_source::unpublish(direction d, detail::waiter& w) noexcept {
  detail::waiter* expected = &w;
  return side_[d].slot.compare_exchange_strong(expected, nullptr, std::memory_order_acq_rel);
}

}  // namespace async
