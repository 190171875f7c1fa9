#ifndef HTTP_EXCHANGE_HPP
#define HTTP_EXCHANGE_HPP

// One request and its answer, as a handler sees them.

#include "body_reader.hpp"
#include "body_writer.hpp"
#include "date.hpp"
#include "message.hpp"
#include "wire.hpp"

#include <async/async.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

namespace http {

/// The request's body is what `read_some` reads; the answer is `respond`, or `start`, `write` and
/// `finish`. Borrows the connection.
template <class In, class Out>
class [[async::maybe]] exchange {
 public:
  using async_mode = async::mode_of<In>;

  exchange(request const& r, In& in, Out& out, limits const& l, bool keep_alive)
      : request_(r),
        out_(out),
        body_(in, framing_of(r, l), l),
        answer_(out, {}),
        keep_alive_(keep_alive && keeps_alive(r.headers, r.minor)),
        expects_(!body_.done() && r.minor >= 1 && r.headers.lists("Expect", "100-continue")) {}

  request const& head() const noexcept { return request_; }

  /// The number of bytes read of the request's body, or 0 at its end. A client that waits to be
  /// asked for the body is asked.
  async::maybe<async_mode, std::size_t> read_some(std::span<char> into) {
    if (expects_ && !started_) {
      expects_ = false;
      co_await out_.write(std::string_view("HTTP/1.1 100 Continue\r\n\r\n"));
      co_await out_.flush();
    }
    co_return co_await body_.read_some(into);
  }
  header_list const& trailers() const noexcept { return body_.trailers(); }

  /// Begins an answer with a body of that length, or of any length.
  async::maybe<async_mode, void> start(response r, std::optional<std::uint64_t> length) {
    if (started_) throw std::logic_error("http: a second answer");
    framing f{framing::kind::length, length.value_or(0)};
    if (!length) f.how = request_.minor >= 1 ? framing::kind::chunked : framing::kind::until_close;
    if (has_no_body(r.status)) f.how = framing::kind::none;
    // Unasked the client may or may not send its body: what it sends next is anybody's guess.
    if (expects_ || f.how == framing::kind::until_close) keep_alive_ = false;
    r.headers.add("Date", http_date());
    if (f.how == framing::kind::length)
      r.headers.add("Content-Length", std::to_string(f.length));
    if (f.how == framing::kind::chunked) r.headers.add("Transfer-Encoding", "chunked");
    if (!keep_alive_)
      r.headers.add("Connection", "close");
    else if (request_.minor == 0)
      r.headers.add("Connection", "keep-alive");
    auto const text = text_of(r);
    if (request_.method == "HEAD") f.how = framing::kind::none;
    answer_ = body_writer<Out>(out_, f);
    started_ = true;
    co_await out_.write(text);
  }
  async::maybe<async_mode, void> write(std::string_view bytes) { return answer_.write(bytes); }
  async::maybe<async_mode, void> finish(header_list const& trailers = {}) {
    co_await answer_.finish(trailers);
    finished_ = true;
  }

  async::maybe<async_mode, void> respond(int status, std::string_view body,
                                         header_list headers = {}) {
    if (!body.empty() && !headers.get("Content-Type")) headers.add("Content-Type", "text/plain");
    co_await start({status, {}, 1, std::move(headers)}, body.size());
    co_await answer_.write(body);
    co_await finish();
  }

  bool started() const noexcept { return started_; }
  bool finished() const noexcept { return finished_; }
  bool keep_alive() const noexcept { return keep_alive_; }
  void close_after() noexcept { keep_alive_ = false; }
  /// Whether a body waits to be read, which the client sends in any case.
  bool has_more() const noexcept { return !body_.done() && !expects_; }

 private:
  request const& request_;
  Out& out_;
  body_reader<In> body_;
  body_writer<Out> answer_;
  bool keep_alive_;
  bool expects_;  // the client waits for "100 Continue"
  bool started_ = false;
  bool finished_ = false;
};

}  // namespace http

#endif
