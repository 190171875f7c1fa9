#pragma once

#include <async/detail/spinlock.hpp>

#include <atomic>
#include <cstdint>
#include <vector>

namespace async::detail {

/// Where a worker without work waits.
class parker {
 public:
  void wait() noexcept {
    while (woken_.load(std::memory_order_acquire) == 0)
      woken_.wait(0, std::memory_order_acquire);
    woken_.store(0, std::memory_order_relaxed);
  }
  void wake() noexcept {
    woken_.store(1, std::memory_order_release);
    woken_.notify_one();
  }
  bool take_wake() noexcept { return woken_.exchange(0, std::memory_order_acq_rel) != 0; }

  bool polling = false;  // waits in the reactor instead; guarded by the lot

 private:
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
