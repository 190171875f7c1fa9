#pragma once

#include <cstddef>
#include <memory>
#include <new>
#include <utility>

namespace async::detail {

/// First in, first out, in blocks: elements do not move, nothing is allocated before the first one, and
/// a few blocks are kept for those that come. Not thread-safe.
template <class T>
class fifo {
  static constexpr std::size_t block_size = sizeof(T) <= 32 ? 31 : 7;
  static constexpr unsigned kept_blocks = 16;

  struct block {
    block() noexcept {}
    ~block() {}
    block* next = nullptr;
    union {
      T slots[block_size];
    };
  };

 public:
  fifo() noexcept = default;
  fifo(fifo const&) = delete;
  fifo& operator=(fifo const&) = delete;
  ~fifo() {
    while (!empty()) pop_front();
    delete first_;
    while (spare_) delete std::exchange(spare_, spare_->next);
  }
  void swap(fifo& o) noexcept {
    std::swap(first_, o.first_);
    std::swap(last_, o.last_);
    std::swap(spare_, o.spare_);
    std::swap(spares_, o.spares_);
    std::swap(head_, o.head_);
    std::swap(tail_, o.tail_);
  }

  bool empty() const noexcept { return first_ == last_ && head_ == tail_; }
  T& front() noexcept { return first_->slots[head_]; }

  void push_back(T&& x) {
    if (!last_ || tail_ == block_size) {
      if (!spare_) {
        spare_ = new block;
        ++spares_;
      }
      block* const fresh = spare_;  // linked only with an element in it
      ::new (static_cast<void*>(std::addressof(fresh->slots[0]))) T(std::move(x));
      spare_ = std::exchange(fresh->next, nullptr);
      --spares_;
      (last_ ? last_->next : first_) = fresh;
      last_ = fresh;
      tail_ = 1;
      return;
    }
    ::new (static_cast<void*>(std::addressof(last_->slots[tail_]))) T(std::move(x));
    ++tail_;
  }

  void push_front(T&& x) {
    if (empty()) return push_back(std::move(x));
    if (head_ != 0) {
      ::new (static_cast<void*>(std::addressof(first_->slots[head_ - 1]))) T(std::move(x));
      --head_;
      return;
    }
    auto fresh = std::make_unique<block>();
    ::new (static_cast<void*>(std::addressof(fresh->slots[block_size - 1]))) T(std::move(x));
    fresh->next = first_;
    first_ = fresh.release();
    head_ = block_size - 1;
  }

  void pop_front() noexcept {
    std::destroy_at(std::addressof(first_->slots[head_]));
    ++head_;
    if (first_ == last_) {
      if (head_ == tail_) head_ = tail_ = 0;
    } else if (head_ == block_size) {
      block* const emptied = std::exchange(first_, first_->next);
      head_ = 0;
      if (spares_ == kept_blocks) {
        delete emptied;
      } else {
        emptied->next = std::exchange(spare_, emptied);
        ++spares_;
      }
    }
  }

 private:
  block* first_ = nullptr;
  block* last_ = nullptr;
  block* spare_ = nullptr;
  unsigned spares_ = 0;
  std::size_t head_ = 0;  // in the first block
  std::size_t tail_ = 0;  // in the last block
};

}  // namespace async::detail
