#pragma once

#include "work_queue.hpp"

#include <atomic>
#include <cstdint>

namespace async::detail {

/// The ready tasks of one worker: a ring from which other workers may take half, and a slot for
/// the task that was woken last, whose data is still in the cache. Only the owner adds.
class run_queue {
 public:
  static constexpr std::uint32_t capacity = 256;

  /// False if the ring is full.
  bool push(work_item& w) noexcept {
    std::uint32_t const tail = tail_.load(std::memory_order_relaxed);
    if (tail - head_.load(std::memory_order_acquire) >= capacity) return false;
    ring_[tail % capacity].store(&w, std::memory_order_relaxed);
    tail_.store(tail + 1, std::memory_order_release);
    return true;
  }

  work_item* pop() noexcept {
    std::uint32_t const tail = tail_.load(std::memory_order_relaxed);
    std::uint32_t head = head_.load(std::memory_order_acquire);
    while (head != tail) {
      work_item* const w = ring_[head % capacity].load(std::memory_order_relaxed);
      if (head_.compare_exchange_weak(head, head + 1, std::memory_order_acq_rel)) return w;
    }
    return nullptr;
  }

  /// Returns what was in the slot before.
  work_item* put_next(work_item& w) noexcept {
    return next_.exchange(&w, std::memory_order_acq_rel);
  }
  work_item* take_next() noexcept {
    if (!next_.load(std::memory_order_relaxed)) return nullptr;
    return next_.exchange(nullptr, std::memory_order_acq_rel);
  }

  /// Moves half of the ring to `rest`; by the owner, when the ring is full.
  void spill(work_queue& rest) noexcept {
    for (std::uint32_t i = 0; i < capacity / 2; ++i) {
      work_item* const w = pop();
      if (!w) return;
      rest.push(*w);
    }
  }

  /// Takes half of `victim`'s ring into this one, which must be empty, and returns one of them.
  work_item* steal_from(run_queue& victim) noexcept {
    std::uint32_t head = victim.head_.load(std::memory_order_acquire);
    for (;;) {
      std::uint32_t const tail = victim.tail_.load(std::memory_order_acquire);
      std::uint32_t n = tail - head;
      n -= n / 2;
      if (n == 0) return nullptr;
      if (n > capacity / 2) {  // head and tail were not read at one moment
        head = victim.head_.load(std::memory_order_acquire);
        continue;
      }
      std::uint32_t const mine = tail_.load(std::memory_order_relaxed);
      for (std::uint32_t i = 0; i < n; ++i)
        ring_[(mine + i) % capacity].store(
            victim.ring_[(head + i) % capacity].load(std::memory_order_relaxed),
            std::memory_order_relaxed);
      if (victim.head_.compare_exchange_weak(head, head + n, std::memory_order_acq_rel)) {
        --n;
        work_item* const w = ring_[(mine + n) % capacity].load(std::memory_order_relaxed);
        if (n != 0) tail_.store(mine + n, std::memory_order_release);
        return w;
      }
    }
  }

  std::uint32_t size() const noexcept {
    return tail_.load(std::memory_order_acquire) - head_.load(std::memory_order_acquire);
  }
  bool has_next() const noexcept { return next_.load(std::memory_order_acquire) != nullptr; }

 private:
  alignas(64) std::atomic<std::uint32_t> head_{0};
  alignas(64) std::atomic<std::uint32_t> tail_{0};
  std::atomic<work_item*> next_{nullptr};
  std::atomic<work_item*> ring_[capacity]{};
};

}  // namespace async::detail
