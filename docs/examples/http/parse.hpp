#pragma once

// Parsing of heads: pure functions on text. Strict where being generous would let two programs read
// one message differently (RFC 9112, sections 2.2, 3, 5 and 11.2).

#include "message.hpp"
#include "syntax.hpp"

#include <cstddef>
#include <string_view>
#include <utility>

namespace http {

/// Finds the end of the lines before the body in what has arrived so far. Refuses lines that are
/// too long, too many, or end in a bare LF as soon as that shows.
class head_scanner {
 public:
  enum class section { head, trailers };

  explicit head_scanner(limits const& l, section s = section::head) noexcept
      : limits_(&l), lines_(s == section::trailers ? 1 : 0) {}

  /// The size of the lines with the empty one at their end; 0 if more is needed. `text` is that of
  /// the last call and what has come since.
  std::size_t scan(std::string_view text) {
    for (;;) {
      auto const end = text.find('\n', searched_);
      auto const size = (end == text.npos ? text.size() : end) - line_;
      if (size > limits_->line || text.size() - first_ > limits_->head + limits_->line) too_long();
      if (end == text.npos) {
        searched_ = text.size();
        return 0;
      }
      if (end == line_ || text[end - 1] != '\r') throw bad_message(400, "a line ends without CR");
      searched_ = end + 1;
      auto const begin = std::exchange(line_, end + 1);
      if (end - begin > 1) {
        if (++lines_ > limits_->headers + 1) too_long();
        if (end - first_ > limits_->head) too_long();
      } else if (lines_ == 0 && first_ == 0) {
        first_ = line_;  // one empty line before a request is what some clients send after a body
      } else if (lines_ == 0) {
        throw bad_message(400, "empty lines instead of a message");
      } else {
        return end + 1;
      }
    }
  }

 private:
  [[noreturn]] void too_long() const {
    if (lines_ == 0) throw bad_message(414, "the first line is too long");
    throw bad_message(431, "the headers are too large");
  }

  limits const* limits_;
  std::size_t lines_;
  std::size_t first_ = 0;     // where the first line begins
  std::size_t line_ = 0;      // where this one does
  std::size_t searched_ = 0;  // no LF before that
};

/// Takes a line off; the text ends in CRLF.
inline std::string_view take_line(std::string_view& text) noexcept {
  auto const end = text.find("\r\n");
  auto const line = text.substr(0, end);
  text.remove_prefix(end == text.npos ? text.size() : end + 2);
  return line;
}

/// Lines up to the empty one.
inline header_list parse_headers(std::string_view text) {
  header_list headers;
  for (auto line = take_line(text); !line.empty(); line = take_line(text)) {
    if (line.front() == ' ' || line.front() == '\t')
      throw bad_message(400, "a header goes on in a second line");
    auto const colon = line.find(':');
    if (colon == line.npos) throw bad_message(400, "a header has no colon");
    auto const name = line.substr(0, colon);
    if (!is_token(name)) throw bad_message(400, "the name of a header is no token");
    auto const value = trimmed(line.substr(colon + 1));
    if (!is_field_value(value)) throw bad_message(400, "a header has control characters");
    headers.add(name, value);
  }
  return headers;
}

inline int parse_version(std::string_view text) {
  if (text.size() != 8 || !text.starts_with("HTTP/") || !is_digit(text[5]) || text[6] != '.' ||
      !is_digit(text[7]))
    throw bad_message(400, "this is not HTTP");
  if (text[5] != '1') throw bad_message(505, "the version of HTTP is not 1");
  return text[7] == '0' ? 0 : 1;
}

inline request parse_request(std::string_view head) {
  auto line = take_line(head);
  if (line.empty()) line = take_line(head);
  auto const first = line.find(' ');
  auto const last = line.rfind(' ');
  if (first == line.npos || first == last) throw bad_message(400, "the request line is malformed");
  request r;
  r.method = line.substr(0, first);
  r.target = line.substr(first + 1, last - first - 1);
  if (!is_token(r.method)) throw bad_message(400, "the method is no token");
  if (!is_target(r.target)) throw bad_message(400, "the target has spaces or control characters");
  r.minor = parse_version(line.substr(last + 1));
  r.headers = parse_headers(head);
  auto const hosts = r.headers.count("Host");
  if (hosts > 1 || (hosts == 0 && r.minor >= 1))
    throw bad_message(400, "a request has exactly one Host");
  return r;
}

inline response parse_response(std::string_view head) {
  auto const line = take_line(head);
  response r;
  r.minor = parse_version(line.substr(0, 8));
  // A space belongs before an empty reason, too; servers that leave it out are common.
  auto const status = to_number<int>(line.size() < 12 ? "" : line.substr(9, 3));
  if (!status || *status < 100 || line[8] != ' ' || (line.size() > 12 && line[12] != ' '))
    throw bad_message(502, "the status line is malformed");
  r.status = *status;
  if (line.size() > 13) r.reason = line.substr(13);
  if (!is_field_value(r.reason)) throw bad_message(502, "the status line is malformed");
  r.headers = parse_headers(head);
  return r;
}

}  // namespace http
