#pragma once

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace async::detail {

/// Bytes between a producer at its end and a consumer at its beginning.
class byte_buffer {
 public:
  explicit byte_buffer(std::size_t capacity) : bytes_(std::max<std::size_t>(capacity, 16)) {}
  byte_buffer(byte_buffer&& o) noexcept
      : bytes_(std::move(o.bytes_)),
        begin_(std::exchange(o.begin_, 0)),
        end_(std::exchange(o.end_, 0)) {}
  byte_buffer& operator=(byte_buffer&& o) noexcept {
    std::swap(bytes_, o.bytes_);
    std::swap(begin_, o.begin_);
    std::swap(end_, o.end_);
    return *this;
  }

  std::size_t capacity() const noexcept { return bytes_.size(); }
  std::span<char const> data() const noexcept { return {bytes_.data() + begin_, end_ - begin_}; }
  void consume(std::size_t n) noexcept {
    begin_ += n;
    if (begin_ == end_) begin_ = end_ = 0;
  }

  /// Where to put more: never empty. Grows if all is in use.
  std::span<char> room() {
    if (end_ == bytes_.size() && begin_ != 0) {
      std::memmove(bytes_.data(), bytes_.data() + begin_, end_ - begin_);
      end_ -= std::exchange(begin_, 0);
    }
    if (end_ == bytes_.size()) bytes_.resize(bytes_.size() * 2 + 16);
    return std::span<char>(bytes_).subspan(end_);
  }
  void filled(std::size_t n) noexcept { end_ += n; }

  std::size_t free() const noexcept { return bytes_.size() - end_; }
  /// At most `free()` bytes.
  void put(std::string_view text) noexcept {
    std::copy(text.begin(), text.end(), bytes_.begin() + static_cast<std::ptrdiff_t>(end_));
    end_ += text.size();
  }

  /// In front of what is there. Grows if it must.
  void put_back(std::string_view text) {
    std::size_t const size = end_ - begin_;
    if (text.size() + size > bytes_.size()) bytes_.resize(text.size() + size);
    std::memmove(bytes_.data() + text.size(), bytes_.data() + begin_, size);
    std::copy(text.begin(), text.end(), bytes_.begin());
    begin_ = 0;
    end_ = text.size() + size;
  }

  std::size_t take(std::span<char> into) noexcept {
    std::size_t const n = std::min(into.size(), data().size());
    std::copy_n(data().begin(), n, into.begin());
    consume(n);
    return n;
  }
  std::string take(std::size_t n) {
    std::string text(data().data(), n);
    consume(n);
    return text;
  }

 private:
  std::vector<char> bytes_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
};

}  // namespace async::detail
