#include <async/detail/misuse.hpp>
#include <async/reactor.hpp>

namespace async {

// A task that is woken tries again, so there is nothing to remember for it: a mark that stayed would send it to
// a socket that it has just emptied.
void io_source::ready(direction d) noexcept {
  auto& slot = side_[d].slot;
  detail::waiter* w = slot.load(std::memory_order_acquire);
  while (w != ready_mark()) {
    detail::waiter* const then = w ? nullptr : ready_mark();
    if (!slot.compare_exchange_weak(w, then, std::memory_order_acq_rel, std::memory_order_acquire))
      continue;
    if (!w) return;
    side_[d].exhausted = false;  // its task does not run, or waits for this to be over
    w->complete(post_hint::spawn);
    return;
  }
}

bool io_source::worth_trying(direction d) noexcept {
  side& s = side_[d];
  if (!s.exhausted) return true;
  if (s.hung_up.load(std::memory_order_acquire) ||
      s.slot.load(std::memory_order_relaxed) == ready_mark()) {
    s.slot.exchange(nullptr, std::memory_order_acq_rel);
    s.exhausted = false;
    return true;
  }
  return false;
}

bool io_source::publish(direction d, detail::waiter& w) {
  detail::waiter* expected = nullptr;
  if (side_[d].slot.compare_exchange_strong(expected, &w, std::memory_order_acq_rel)) return true;
  if (expected != ready_mark())
    detail::misused(d == in ? "net: another task waits to read from this socket, or to accept; one task at a time"
                            : "net: another task waits to write to this socket; one task at a time");
  side_[d].slot.exchange(nullptr, std::memory_order_acq_rel);
  side_[d].exhausted = false;
  return false;
}

bool io_source::unpublish(direction d, detail::waiter& w) noexcept {
  detail::waiter* expected = &w;
  return side_[d].slot.compare_exchange_strong(expected, nullptr, std::memory_order_acq_rel);
}

}  // namespace async
