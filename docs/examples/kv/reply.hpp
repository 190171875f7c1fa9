#pragma once

// What a server answers, as a client sees it.

#include "resp.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace kv {

struct reply {
  enum class kind { status, error, integer, bulk, null, array };

  kind type = kind::null;
  std::string text;
  std::int64_t number = 0;
  std::vector<reply> items;

  bool is_ok() const noexcept { return type == kind::status && text == "OK"; }
};

/// The server answered with an error.
class server_error : public std::runtime_error {
 public:
  using runtime_error::runtime_error;
};

/// What the server sent is no RESP, or not what the command returns.
class protocol_error : public std::runtime_error {
 public:
  using runtime_error::runtime_error;
};

/// The server closed the connection while replies were outstanding.
class disconnected : public std::runtime_error {
 public:
  explicit disconnected(bool within_reply)
      : runtime_error(within_reply ? "the server closed the connection within a reply"
                                   : "the server closed the connection"),
        within_reply_(within_reply) {}
  bool within_reply() const noexcept { return within_reply_; }

 private:
  bool within_reply_;
};

/// Reads one reply from the start of `input` and removes it from there. Nothing, and `input` as it
/// was, if it is not there in full.
class reply_parser {
 public:
  static std::optional<reply> next(std::string_view& input) {
    std::string_view rest = input;
    reply r;
    if (!parse(rest, r, 0)) return std::nullopt;
    input = rest;
    return r;
  }

 private:
  static constexpr int deepest = 16;
  static constexpr std::int64_t largest = std::int64_t{1} << 32;

  static bool parse(std::string_view& in, reply& r, int depth) {
    std::size_t const end = in.find("\r\n");
    if (end == in.npos) return false;
    char const kind = in[0];
    auto const line = in.substr(1, end - 1);
    in.remove_prefix(end + 2);
    switch (kind) {
      case '+':
      case '-':
        r.type = kind == '+' ? reply::kind::status : reply::kind::error;
        r.text = line;
        return true;
      case ':':
        r.type = reply::kind::integer;
        r.number = number(line);
        return true;
      case '_':
        return true;
      case '$':
        return parse_bulk(in, r, number(line));
      case '*':
      case '%':
        return parse_items(in, r, number(line), kind == '%' ? 2 : 1, depth);
      default:
        throw protocol_error(std::string("unexpected reply type '") + kind + "'");
    }
  }

  static bool parse_bulk(std::string_view& in, reply& r, std::int64_t size) {
    if (size < 0) return true;
    if (size > largest) throw protocol_error("reply too large");
    auto const n = static_cast<std::size_t>(size);
    if (in.size() < n + 2) return false;
    r.type = reply::kind::bulk;
    r.text = in.substr(0, n);
    in.remove_prefix(n + 2);
    return true;
  }

  static bool parse_items(std::string_view& in, reply& r, std::int64_t count, int each, int depth) {
    if (depth == deepest) throw protocol_error("reply nested too deeply");
    if (count < 0) return true;
    if (count > largest) throw protocol_error("reply too large");
    r.type = reply::kind::array;
    for (std::int64_t i = 0; i < count * each; ++i)
      if (!parse(in, r.items.emplace_back(), depth + 1)) return false;
    return true;
  }

  static std::int64_t number(std::string_view text) {
    auto const n = to_number(text);
    if (!n) throw protocol_error("bad number in a reply");
    return *n;
  }
};

}  // namespace kv
