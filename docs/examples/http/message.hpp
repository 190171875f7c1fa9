#pragma once

// What HTTP messages are made of, and what may be wrong with them.

#include "syntax.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace http {

/// How much a peer may send before it is refused.
struct limits {
  std::size_t line = 8192;        // the first line, a header, the size of a chunk
  std::size_t headers = 100;      // their number, also that of trailers
  std::size_t head = 32768;       // the bytes of all lines before the body
  std::uint64_t body = 16 << 20;  // the bytes of a body, without its chunks' sizes
};

/// A message that breaks the rules. A server answers it with `status`.
class bad_message : public std::runtime_error {
 public:
  bad_message(int status, char const* what) : runtime_error(what), status_(status) {}
  int status() const noexcept { return status_; }

 private:
  int status_;
};

/// The input ended in the middle of a message.
class truncated_message : public std::runtime_error {
 public:
  explicit truncated_message(char const* what) : runtime_error(what) {}
};

/// Header fields in the order in which they were sent. Names are compared without case.
class header_list {
 public:
  struct field {
    std::string name;
    std::string value;
  };

  header_list() = default;
  header_list(std::initializer_list<std::pair<std::string_view, std::string_view>> fields) {
    for (auto const& [name, value] : fields) add(name, value);
  }

  void add(std::string_view name, std::string_view value) {
    fields_.push_back({std::string(name), std::string(value)});
  }
  std::size_t count(std::string_view name) const noexcept {
    std::size_t n = 0;
    for (auto const& f : fields_) n += same_word(f.name, name) ? 1 : 0;
    return n;
  }
  /// The value of the first field of that name.
  std::optional<std::string_view> get(std::string_view name) const noexcept {
    for (auto const& f : fields_)
      if (same_word(f.name, name)) return f.value;
    return std::nullopt;
  }
  /// Whether a field that is a list, such as Connection, has that element.
  bool lists(std::string_view name, std::string_view element) const {
    for (auto const& f : fields_)
      if (same_word(f.name, name))
        for (auto const part : list_elements(f.value))
          if (same_word(part, element)) return true;
    return false;
  }

  auto begin() const noexcept { return fields_.begin(); }
  auto end() const noexcept { return fields_.end(); }
  std::size_t size() const noexcept { return fields_.size(); }
  bool empty() const noexcept { return fields_.empty(); }

 private:
  std::vector<field> fields_;
};

struct request {
  std::string method = "GET";
  std::string target = "/";
  int minor = 1;  // HTTP/1.minor
  header_list headers;
};

struct response {
  int status = 200;
  std::string reason;
  int minor = 1;
  header_list headers;
};

inline std::string_view reason_of(int status) noexcept {
  switch (status) {
    case 100: return "Continue";
    case 200: return "OK";
    case 204: return "No Content";
    case 400: return "Bad Request";
    case 404: return "Not Found";
    case 405: return "Method Not Allowed";
    case 408: return "Request Timeout";
    case 413: return "Content Too Large";
    case 414: return "URI Too Long";
    case 417: return "Expectation Failed";
    case 431: return "Request Header Fields Too Large";
    case 500: return "Internal Server Error";
    case 501: return "Not Implemented";
    case 505: return "HTTP Version Not Supported";
    default: return "";
  }
}

}  // namespace http
