#pragma once

// Where a body ends (RFC 9112, section 6). Who disagrees with the next program about that can be
// made to smuggle a request, so anything ambiguous is refused.

#include "message.hpp"
#include "syntax.hpp"

#include <cstdint>
#include <optional>
#include <string_view>

namespace http {

struct framing {
  enum class kind { none, length, chunked, until_close };
  kind how = kind::none;
  std::uint64_t length = 0;
};

/// Of all Content-Length fields, which have to agree; nothing without one.
inline std::optional<std::uint64_t> content_length(header_list const& headers) {
  std::optional<std::uint64_t> length;
  for (auto const& f : headers) {
    if (!same_word(f.name, "Content-Length")) continue;
    auto const parts = list_elements(f.value);
    if (parts.empty()) throw bad_message(400, "Content-Length is no number");
    for (auto const part : parts) {
      auto const n = to_number(part);
      if (!n) throw bad_message(400, "Content-Length is no number");
      if (length && *length != *n) throw bad_message(400, "Content-Length is given twice");
      length = n;
    }
  }
  return length;
}

/// Whether the body is chunked. Other codings are not known here.
inline bool is_chunked(header_list const& headers, int minor) {
  auto const fields = headers.count("Transfer-Encoding");
  if (fields == 0) return false;
  if (minor == 0) throw bad_message(400, "HTTP/1.0 has no Transfer-Encoding");
  if (headers.count("Content-Length") != 0)
    throw bad_message(400, "both Transfer-Encoding and Content-Length");
  if (fields > 1 || !same_word(*headers.get("Transfer-Encoding"), "chunked"))
    throw bad_message(headers.lists("Transfer-Encoding", "chunked") ? 501 : 400,
                      "a Transfer-Encoding other than chunked");
  return true;
}

inline framing framing_of(request const& r, limits const& l) {
  if (is_chunked(r.headers, r.minor)) return {framing::kind::chunked};
  auto const length = content_length(r.headers).value_or(0);
  if (length > l.body) throw bad_message(413, "the body is too large");
  return {length == 0 ? framing::kind::none : framing::kind::length, length};
}

inline bool has_no_body(int status) noexcept {
  return status < 200 || status == 204 || status == 304;
}

inline framing framing_of(response const& r, std::string_view method, limits const& l) {
  bool const chunked = is_chunked(r.headers, r.minor);
  auto const length = content_length(r.headers);
  if (method == "HEAD" || has_no_body(r.status)) return {};
  if (chunked) return {framing::kind::chunked};
  if (!length) return {framing::kind::until_close};
  if (*length > l.body) throw bad_message(502, "the body is too large");
  return {framing::kind::length, *length};
}

/// Whether another message follows on the connection, as far as this one says.
inline bool keeps_alive(header_list const& headers, int minor) {
  if (headers.lists("Connection", "close")) return false;
  return minor >= 1 || headers.lists("Connection", "keep-alive");
}

}  // namespace http
