#pragma once

#include <async/detail/spinlock.hpp>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <ctime>
#include <linux/futex.h>
#include <sys/syscall.h>
#include <unistd.h>
#include <vector>

namespace async::detail {

/// Where a worker without work waits.
class parker {
 public:
  void wait() noexcept {
    while (!take()) futex(FUTEX_WAIT_PRIVATE, 0, nullptr);
  }
  /// False if nobody has woken it in that time, or somebody has for no reason.
  bool wait_for(std::chrono::milliseconds d) noexcept {
    timespec const limit{static_cast<std::time_t>(d.count() / 1000),
                         static_cast<long>(d.count() % 1000 * 1'000'000)};
    if (take()) return true;
    futex(FUTEX_WAIT_PRIVATE, 0, &limit);
    return take();
  }
  void wake() noexcept {
    woken_.store(1, std::memory_order_release);
    futex(FUTEX_WAKE_PRIVATE, 1, nullptr);
  }

  bool polling = false;  // waits in the reactor instead; guarded by the lot

 private:
  bool take() noexcept {
    if (woken_.load(std::memory_order_acquire) == 0) return false;
    woken_.store(0, std::memory_order_relaxed);
    return true;
  }
  void futex(int operation, int value, timespec const* limit) noexcept {
    static_assert(sizeof woken_ == sizeof(int) && std::atomic<int>::is_always_lock_free);
    ::syscall(SYS_futex, &woken_, operation, value, limit, nullptr, 0);
  }

  std::atomic<int> woken_{0};
};

/// Which workers sleep and how many search for work. A wake-up costs as much as a dozen tasks, so
/// nobody is woken while somebody searches: whoever finds work last wakes the next.
class parking_lot {
 public:
  explicit parking_lot(unsigned workers) : max_searching_((workers + 1) / 2) {
    sleepers_.reserve(workers);
  }

  bool begin_search() noexcept {
    if (searching_.load(std::memory_order_relaxed) >= max_searching_) return false;
    searching_.fetch_add(1, std::memory_order_seq_cst);
    return true;
  }
  /// True if this was the last one that searched.
  bool end_search() noexcept { return searching_.fetch_sub(1, std::memory_order_seq_cst) == 1; }

  /// Lists the worker as asleep; its search is over.
  void lie_down(parker& p, bool polling) noexcept {
    spin_guard guard(lock_);
    p.polling = polling;
    sleepers_.push_back(&p);
    asleep_.store(static_cast<unsigned>(sleepers_.size()), std::memory_order_seq_cst);
  }
  /// False if somebody has woken it, or is about to; it then counts as searching.
  bool get_up(parker& p) noexcept {
    spin_guard guard(lock_);
    for (auto& s : sleepers_)
      if (s == &p) {
        s = sleepers_.back();
        sleepers_.pop_back();
        asleep_.store(static_cast<unsigned>(sleepers_.size()), std::memory_order_seq_cst);
        return true;
      }
    return false;
  }

  /// Those that sleep or search.
  unsigned idle() const noexcept {
    return asleep_.load(std::memory_order_relaxed) + searching_.load(std::memory_order_relaxed);
  }
  bool somebody_needed() const noexcept {
    return asleep_.load(std::memory_order_seq_cst) != 0 &&
           searching_.load(std::memory_order_seq_cst) == 0;
  }
  /// The sleeper to wake, which then counts as searching, or null. One in the reactor comes last.
  parker* choose(bool& polling) noexcept {
    spin_guard guard(lock_);
    if (sleepers_.empty() || searching_.load(std::memory_order_seq_cst) != 0) return nullptr;
    std::size_t i = sleepers_.size() - 1;
    if (sleepers_[i]->polling && i > 0) --i;
    parker* const p = sleepers_[i];
    polling = p->polling;
    sleepers_[i] = sleepers_.back();
    sleepers_.pop_back();
    asleep_.store(static_cast<unsigned>(sleepers_.size()), std::memory_order_seq_cst);
    searching_.fetch_add(1, std::memory_order_seq_cst);
    return p;
  }

 private:
  unsigned const max_searching_;
  std::atomic<unsigned> searching_{0};
  std::atomic<unsigned> asleep_{0};
  spinlock lock_;
  std::vector<parker*> sleepers_;
};

}  // namespace async::detail
