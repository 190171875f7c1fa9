#pragma once

#include <async/task.hpp>

#include <cstddef>
#include <memory>
#include <new>
#include <utility>
#include <vector>

namespace async::detail {

/// Tasks in a row, of which the list itself has room for a few: then it takes no memory of its own.
template <class T>
class task_list {
 public:
  task_list() noexcept {}
  task_list(task_list&& o) noexcept : size_(o.size_), many_(std::move(o.many_)) {
    if (size_ <= room) std::uninitialized_move_n(o.few_, size_, few_);
  }
  task_list& operator=(task_list&&) = delete;
  ~task_list() {
    if (size_ <= room) std::destroy_n(few_, size_);
  }

  void push_back(task<T>&& t) {
    if (size_ < room)
      ::new (static_cast<void*>(few_ + size_)) task<T>(std::move(t));
    else
      push_back_to_many(std::move(t));
    ++size_;
  }
  task<T>* begin() noexcept { return size_ <= room ? few_ : many_.data(); }
  task<T>* end() noexcept { return begin() + size_; }

 private:
  static constexpr std::size_t room = 8;

  void push_back_to_many(task<T>&& t) {
    if (size_ != room) return many_.push_back(std::move(t));
    many_.reserve(4 * room);
    for (task<T>& each : few_) many_.push_back(std::move(each));
    many_.push_back(std::move(t));
    std::destroy_n(few_, room);
  }

  std::size_t size_ = 0;
  std::vector<task<T>> many_;
  union {
    task<T> few_[room];
  };
};

}  // namespace async::detail
