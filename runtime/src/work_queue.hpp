#pragma once

#include <async/runtime.hpp>

namespace async::detail {

/// First in, first out; linked through the items. Not thread-safe.
class work_queue {
 public:
  void push(work_item& w) noexcept {
    w.next = nullptr;
    *last_ = &w;
    last_ = &w.next;
    ++size_;
  }
  work_item* pop() noexcept {
    work_item* const w = first_;
    if (!w) return nullptr;
    first_ = w->next;
    if (!first_) last_ = &first_;
    --size_;
    return w;
  }
  void append(work_queue& other) noexcept {
    if (!other.first_) return;
    *last_ = other.first_;
    last_ = other.last_;
    size_ += other.size_;
    other.first_ = nullptr;
    other.last_ = &other.first_;
    other.size_ = 0;
  }
  bool empty() const noexcept { return first_ == nullptr; }
  std::size_t size() const noexcept { return size_; }

  work_queue() noexcept = default;
  work_queue(work_queue const&) = delete;
  work_queue& operator=(work_queue const&) = delete;

 private:
  work_item* first_ = nullptr;
  work_item** last_ = &first_;
  std::size_t size_ = 0;
};

}  // namespace async::detail
