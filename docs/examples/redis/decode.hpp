#pragma once

// RESP, read in pieces of any size; each byte is looked at once. No I/O here.

#include "aggregate.hpp"
#include "errors.hpp"
#include "limits.hpp"
#include "number.hpp"
#include "value.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace redis {

/// Feed it until a value is ready, and take that. After a `protocol_error` it is of no more use.
class decoder {
 public:
  explicit decoder(limits l = {}) : limits_(l), builder_(l) {}

  /// How many bytes it took: all, or up to the end of the value.
  std::size_t feed(std::string_view input) {
    std::size_t const before = input.size();
    while (!input.empty() && !builder_.ready()) {
      std::size_t const n = bulk_ ? feed_bulk(input) : feed_line(input);
      input.remove_prefix(n);
      bytes_ += n;
      if (bytes_ > limits_.bytes) throw protocol_error("the reply is too large");
    }
    return before - input.size();
  }
  bool ready() const noexcept { return builder_.ready(); }
  value take() {
    bytes_ = 0;
    return builder_.take();
  }
  /// Whether it is between two values.
  bool idle() const noexcept { return bytes_ == 0; }

 private:
  std::size_t feed_line(std::string_view input) {
    std::size_t const end = input.find('\n');
    std::size_t const n = end == input.npos ? input.size() : end + 1;
    if (line_.size() + n > limits_.line) throw protocol_error("a line is too long");
    if (end == input.npos || !line_.empty()) line_.append(input.substr(0, n));
    if (end == input.npos) return n;
    std::string_view const whole = line_.empty() ? input.substr(0, n) : std::string_view(line_);
    if (!whole.ends_with("\r\n") || whole.size() < 3) throw protocol_error("a line is malformed");
    take_line(whole[0], whole.substr(1, whole.size() - 3));
    line_.clear();
    return n;
  }

  void take_line(char type, std::string_view rest) {
    if (streamed_ && type != ';') throw protocol_error("a streamed string is not continued");
    switch (type) {
      case '+': return builder_.add({kind::simple, std::string(rest)});
      case '-': return builder_.add({kind::error, std::string(rest)});
      case ':': return builder_.add(value::of(number<std::int64_t>(rest)));
      case ',': return builder_.add(value::of(known(to_real(rest))));
      case '#': return builder_.add(value::of(boolean(rest)));
      case '(': return builder_.add(big_number(rest));
      case '_': return builder_.add(value());
      case '$': return begin_bulk(kind::bulk, rest);
      case '!': return begin_bulk(kind::error, rest);
      case '=': return begin_bulk(kind::verbatim, rest);
      case ';': return begin_chunk(rest);
      case '*': return begin(kind::array, rest);
      case '%': return begin(kind::map, rest);
      case '~': return begin(kind::set, rest);
      case '>': return begin(kind::push, rest);
      case '|': return builder_.begin_attributes(size(rest, limits_.values / 2));
      case '.': return builder_.end_streamed();
      default: throw protocol_error("an unknown type of reply");
    }
  }

  void begin_bulk(kind k, std::string_view rest) {
    if (rest == "-1" && k == kind::bulk) return builder_.add(value());
    streamed_ = rest == "?" && k == kind::bulk;
    kind_ = k;
    text_.clear();
    if (!streamed_) expect(size(rest, limits_.bulk));
  }
  void begin_chunk(std::string_view rest) {
    if (!streamed_) throw protocol_error("a part of no streamed string");
    std::size_t const n = size(rest, limits_.bulk - text_.size());
    if (n != 0) return expect(n);
    streamed_ = false;
    builder_.add({kind_, std::move(text_)});
  }
  void expect(std::size_t n) {
    text_.reserve(text_.size() + std::min<std::size_t>(n, 64 * 1024));
    bulk_ = n + 2;
  }

  std::size_t feed_bulk(std::string_view input) {
    std::size_t const n = std::min(*bulk_, input.size());
    text_.append(input.substr(0, n));
    *bulk_ -= n;
    if (*bulk_ != 0) return n;
    bulk_.reset();
    if (!text_.ends_with("\r\n")) throw protocol_error("a string is longer than announced");
    text_.resize(text_.size() - 2);
    if (streamed_) return n;
    if (kind_ == kind::verbatim && (text_.size() < 4 || text_[3] != ':'))
      throw protocol_error("a verbatim string has no format");
    builder_.add({kind_, std::move(text_)});
    return n;
  }

  void begin(kind k, std::string_view rest) {
    if (rest == "-1" && k == kind::array) return builder_.add(value());
    if (rest == "?") return builder_.begin(k, std::nullopt);
    builder_.begin(k, size(rest, limits_.values / (k == kind::map ? 2 : 1)));
  }

  template <class T>
  static T known(std::optional<T> n) {
    if (!n) throw protocol_error("a number is malformed");
    return *n;
  }
  template <class T>
  static T number(std::string_view text) {
    return known(to_number<T>(text));
  }
  static std::size_t size(std::string_view text, std::size_t limit) {
    auto const n = number<std::uint64_t>(text);
    if (n > limit) throw protocol_error("the reply is too large");
    return static_cast<std::size_t>(n);
  }
  static bool boolean(std::string_view text) {
    if (text != "t" && text != "f") throw protocol_error("a boolean is malformed");
    return text == "t";
  }
  static value big_number(std::string_view text) {
    if (!is_big_number(text)) throw protocol_error("a number is malformed");
    return {kind::big_number, std::string(text)};
  }

  limits limits_;
  aggregate_builder builder_;
  std::size_t bytes_ = 0;
  std::string line_;
  std::optional<std::size_t> bulk_;  // bytes of a string that are still to come
  kind kind_ = kind::bulk;
  std::string text_;
  bool streamed_ = false;
};

}  // namespace redis
