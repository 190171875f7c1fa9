#ifndef HTTP_CLIENT_HPP
#define HTTP_CLIENT_HPP

// The client's side of a connection.

#include "body_reader.hpp"
#include "body_writer.hpp"
#include "framing.hpp"
#include "message.hpp"
#include "wire.hpp"

#include <async/async.hpp>
#include <async/buffered.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace http {

/// Sends requests one after the other over a connection that it borrows. Throws `bad_message`,
/// `truncated_message` and what the connection throws; the connection is of no more use then.
template <class In, class Out>
class [[async::maybe]] client {
 public:
  using async_mode = async::mode_of<In>;

  client(In& in, Out& out, limits const& l)
      : in_(in), out_(out), limits_(l), body_(in, {}, l), upload_(out, {}) {}

  /// Sends a head. A body of that length, or of any length if there is none, follows with `write`
  /// and `finish`.
  async::maybe<async_mode, void> start(request r, std::optional<std::uint64_t> length) {
    if (!reusable()) throw std::logic_error("http: the connection is in use or has ended");
    framing f{length ? framing::kind::length : framing::kind::chunked, length.value_or(0)};
    if (!length) r.headers.add("Transfer-Encoding", "chunked");
    if (f.length != 0 || expects_length(r.method))
      if (length) r.headers.add("Content-Length", std::to_string(f.length));
    method_ = r.method;
    keep_alive_ = keeps_alive(r.headers, r.minor);
    answered_ = false;
    upload_ = body_writer<Out>(out_, f);
    auto const text = text_of(r);
    co_await out_.write(text);
  }
  async::maybe<async_mode, void> write(std::string_view bytes) { return upload_.write(bytes); }
  async::maybe<async_mode, void> finish(header_list const& trailers = {}) {
    return upload_.finish(trailers);
  }

  /// The answer's head; its body is what `read_some` reads.
  async::maybe<async_mode, response> receive() {
    co_await out_.flush();
    for (;;) {
      auto r = co_await read_response(in_, limits_);
      if (!r) throw truncated_message("the connection was closed instead of an answer");
      if (r->status == 101) throw bad_message(502, "a change of protocol that nobody asked for");
      if (r->status < 200) continue;  // "100 Continue" and other news
      auto const f = framing_of(*r, method_, limits_);
      keep_alive_ = keep_alive_ && f.how != framing::kind::until_close &&
                    keeps_alive(r->headers, r->minor);
      body_ = body_reader<In>(in_, f, limits_);
      answered_ = true;
      co_return std::move(*r);
    }
  }

  /// Sends a whole request and waits for the answer's head.
  async::maybe<async_mode, response> ask(request r, std::string_view body = {}) {
    co_await start(std::move(r), body.size());
    co_await write(body);
    co_await finish();
    co_return co_await receive();
  }

  /// The number of bytes read of the answer's body, or 0 at its end.
  async::maybe<async_mode, std::size_t> read_some(std::span<char> into) {
    return body_.read_some(into);
  }
  header_list const& trailers() const noexcept { return body_.trailers(); }

  /// Whether another request may follow: the last answer has been read, and the server agrees.
  bool reusable() const noexcept { return keep_alive_ && answered_ && body_.done(); }

 private:
  static bool expects_length(std::string_view method) noexcept {
    return method == "POST" || method == "PUT" || method == "PATCH";
  }

  In& in_;
  Out& out_;
  limits const& limits_;
  body_reader<In> body_;
  body_writer<Out> upload_;
  std::string method_;
  bool keep_alive_ = true;
  bool answered_ = true;
};

}  // namespace http

#endif
