#include <async/detail/stop_state.hpp>

#include <sched.h>

namespace async::detail {

namespace {
[[gnu::noinline]] void const* this_thread() noexcept {
  thread_local char here;
  return &here;
}
}  // namespace

void spin_pause(unsigned round) noexcept {
#if defined(__x86_64__) || defined(__i386__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  asm volatile("isb");  // `yield` is nothing on most of them
#endif
  if (round % 64 == 63) sched_yield();
}

// Backs off at once, and for some thirty times what a section takes: who holds the lock runs several of them in its own
// cache meanwhile, where it would else lose the line for each (T. Anderson, "The Performance of Spin Lock Alternatives",
// 1990). Four producers and a consumer on two cores take a half to two thirds of the time so.
void spinlock::lock_contended() noexcept {
  do {
    for (unsigned i = 0; i < 32; ++i) spin_pause(0);
    sched_yield();
  } while (locked_.load(std::memory_order_relaxed) ||
           locked_.exchange(true, std::memory_order_acquire));
}

stop_ref make_stop_state() { return stop_ref(new source_state); }

void source_state::destroy() noexcept { delete this; }

bool stop_state::try_add_ref() noexcept {
  std::uint32_t n = refs_.load(std::memory_order_relaxed);
  while (n != 0)
    if (refs_.compare_exchange_weak(n, n + 1, std::memory_order_relaxed)) return true;
  return false;
}

bool stop_state::request() noexcept {
  lock_.lock();
  if (requested_.load(std::memory_order_relaxed)) {
    lock_.unlock();
    return false;
  }
  requested_.store(true, std::memory_order_release);
  add_ref();  // a callback may drop the last other reference
  runner_ = this_thread();
  while (stop_node* n = head_) {
    head_ = n->next_;
    if (head_) head_->link_ = &head_;
    n->link_ = nullptr;
    running_ = n;
    lock_.unlock();
    n->call_(n);  // the node may be gone afterwards
    lock_.lock();
    running_ = nullptr;
  }
  runner_ = nullptr;
  lock_.unlock();
  release();
  return true;
}

void stop_state::add(stop_node& node) noexcept {
  {
    spin_guard guard(lock_);
    if (!requested_.load(std::memory_order_relaxed)) {
      node.state_ = this;
      node.next_ = head_;
      node.link_ = &head_;
      if (head_) head_->link_ = &node.next_;
      head_ = &node;
      return;
    }
  }
  node.call_(&node);
}

void stop_node::remove() noexcept {
  stop_state* const s = state_;
  if (!s) return;
  state_ = nullptr;
  for (unsigned round = 0;; ++round) {
    {
      spin_guard guard(s->lock_);
      if (link_) {
        *link_ = next_;
        if (next_) next_->link_ = link_;
        link_ = nullptr;
        return;
      }
      if (s->running_ != this || s->runner_ == this_thread()) return;
    }
    spin_pause(round);
  }
}

}  // namespace async::detail
