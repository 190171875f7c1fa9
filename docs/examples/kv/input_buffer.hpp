#pragma once

// Bytes that were read and not used yet.

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <memory>
#include <span>
#include <string_view>
#include <utility>

namespace kv {

class input_buffer {
 public:
  std::string_view unread() const noexcept { return {data_.get() + begin_, end_ - begin_}; }
  void consume(std::size_t n) noexcept { begin_ += n; }
  void filled(std::size_t n) noexcept { end_ += n; }

  /// Room to read into; what `unread` returned is then no longer valid. `expected` is a wish: a
  /// peer that announces much and sends little gets at most twice the memory that it has filled.
  std::span<char> space(std::size_t expected) {
    std::size_t const kept = end_ - begin_;
    if (kept == 0) {
      begin_ = end_ = 0;
      if (capacity_ > largest_kept) resize(usual);
    }
    std::size_t const wanted = std::max(least, std::min(expected, std::max(kept, usual)));
    if (capacity_ - end_ < wanted) {
      if (capacity_ - kept >= wanted && begin_ >= kept)
        move_to_front();
      else
        resize(std::max(usual, 2 * kept + wanted));
    }
    return {data_.get() + end_, capacity_ - end_};
  }

 private:
  static constexpr std::size_t usual = 16 * 1024;
  static constexpr std::size_t least = 4 * 1024;
  static constexpr std::size_t largest_kept = 256 * 1024;

  void move_to_front() noexcept {
    std::memcpy(data_.get(), data_.get() + begin_, end_ - begin_);
    end_ -= std::exchange(begin_, 0);
  }
  void resize(std::size_t capacity) {
    auto bigger = std::make_unique_for_overwrite<char[]>(capacity);
    if (end_ != begin_) std::memcpy(bigger.get(), data_.get() + begin_, end_ - begin_);
    end_ -= std::exchange(begin_, 0);
    data_ = std::move(bigger);
    capacity_ = capacity;
  }

  std::unique_ptr<char[]> data_;
  std::size_t capacity_ = 0;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
};

}  // namespace kv
