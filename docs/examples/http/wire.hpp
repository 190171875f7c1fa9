#ifndef HTTP_WIRE_HPP
#define HTTP_WIRE_HPP

// Heads of messages, read and written in the mode of the connection.

#include "message.hpp"
#include "parse.hpp"

#include <async/async.hpp>
#include <async/buffered.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace http {

template <class In>
std::string_view buffered_text(In const& in) noexcept {
  return {in.buffered().data(), in.buffered().size()};
}

/// Waits for all lines up to an empty one, which stay in the buffer: their size, or 0 if the input
/// ends before the first.
template <class In>
[[async::maybe]] async::maybe<async::mode_of<In>, std::size_t> await_head(In& in,
                                                                          head_scanner scanner) {
  for (;;) {
    std::size_t const size = scanner.scan(buffered_text(in));
    if (size != 0) co_return size;
    bool const nothing = in.buffered().empty();
    std::size_t const more = co_await in.fill();
    if (more == 0 && nothing) co_return 0;
    if (more == 0) throw truncated_message("the connection was closed in the middle of a head");
  }
}

/// Nothing if the peer has closed the connection instead.
template <class In>
[[async::maybe]] async::maybe<async::mode_of<In>, std::optional<request>> read_request(
    In& in, limits const& l) {
  std::size_t const size = co_await await_head(in, head_scanner(l));
  if (size == 0) co_return std::nullopt;
  auto r = parse_request(buffered_text(in).substr(0, size));
  in.consume(size);
  co_return r;
}

template <class In>
[[async::maybe]] async::maybe<async::mode_of<In>, std::optional<response>> read_response(
    In& in, limits const& l) {
  std::size_t const size = co_await await_head(in, head_scanner(l));
  if (size == 0) co_return std::nullopt;
  auto r = parse_response(buffered_text(in).substr(0, size));
  in.consume(size);
  co_return r;
}

template <class In>
[[async::maybe]] async::maybe<async::mode_of<In>, header_list> read_trailers(In& in,
                                                                             limits const& l) {
  std::size_t const size =
      co_await await_head(in, head_scanner(l, head_scanner::section::trailers));
  if (size == 0) throw truncated_message("the connection was closed before the trailers");
  auto trailers = parse_headers(buffered_text(in).substr(0, size));
  in.consume(size);
  co_return trailers;
}

/// A line in the middle of a body, without its CRLF.
template <class In>
[[async::maybe]] async::maybe<async::mode_of<In>, std::string> read_body_line(In& in,
                                                                              limits const& l) {
  std::optional<std::string> line;
  try {
    line = co_await in.read_until("\n", l.line);
  } catch (std::system_error const& e) {
    if (e.code() != async::io_errc::too_long) throw;
    throw bad_message(400, "a line in a body is too long");
  }
  if (!line || !line->ends_with('\n'))
    throw truncated_message("the connection was closed in the middle of a body");
  if (!line->ends_with("\r\n")) throw bad_message(400, "a line ends without CR");
  line->resize(line->size() - 2);
  co_return std::move(*line);
}

inline void append(std::string& text, header_list const& headers) {
  for (auto const& f : headers) {
    // What comes from elsewhere must not begin a header, or a message, of its own.
    if (!is_token(f.name) || !is_field_value(f.value))
      throw std::invalid_argument("http: a header to send has control characters");
    text.append(f.name).append(": ").append(f.value).append("\r\n");
  }
  text.append("\r\n");
}

inline std::string text_of(request const& r) {
  if (!is_token(r.method) || !is_target(r.target))
    throw std::invalid_argument("http: a request to send has spaces or control characters");
  std::string text = r.method + ' ' + r.target + " HTTP/1." + std::to_string(r.minor) + "\r\n";
  append(text, r.headers);
  return text;
}

inline std::string text_of(response const& r) {
  std::string text = "HTTP/1.1 " + std::to_string(r.status) + ' ';
  text.append(r.reason.empty() ? reason_of(r.status) : std::string_view(r.reason)).append("\r\n");
  append(text, r.headers);
  return text;
}

}  // namespace http

#endif
