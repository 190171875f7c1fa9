#pragma once

#include <charconv>
#include <concepts>
#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace redis {

/// The words of one command, as they are sent.
class command {
 public:
  template <class... Words>
  explicit command(std::string_view name, Words const&... words) {
    add(name);
    (add(words), ...);
  }

  command& add(std::string_view word) & {
    words_ += '$';
    put(words_, word.size());
    words_.append("\r\n").append(word).append("\r\n");
    ++count_;
    return *this;
  }
  template <std::integral Number>
  command& add(Number n) & {
    std::string text;
    put(text, n);
    return add(std::string_view(text));
  }
  template <class Words>
  command& add_all(Words const& words) & {
    for (auto const& w : words) add(w);
    return *this;
  }

  /// Does no harm if it runs twice, so that it is sent again when a connection was lost.
  command repeatable() && {
    repeatable_ = true;
    return std::move(*this);
  }
  bool is_repeatable() const noexcept { return repeatable_; }

  void append_to(std::string& out) const {
    out += '*';
    put(out, count_);
    out.append("\r\n").append(words_);
  }

 private:
  template <std::integral Number>
  static void put(std::string& out, Number n) {
    char digits[24];
    auto const end = std::to_chars(digits, digits + sizeof digits, n).ptr;
    out += std::string_view(digits, static_cast<std::size_t>(end - digits));
  }

  std::string words_;
  std::size_t count_ = 0;
  bool repeatable_ = false;
};

}  // namespace redis
