#ifndef HTTP_SERVER_HPP
#define HTTP_SERVER_HPP

// The server's side of a connection: request after request until either side has enough.

#include "exchange.hpp"
#include "message.hpp"
#include "transport.hpp"
#include "watchdog.hpp"
#include "wire.hpp"

#include <async/async.hpp>
#include <async/buffered.hpp>

#include <chrono>
#include <cstddef>
#include <exception>
#include <optional>
#include <string_view>

namespace http {

struct server_options {
  limits most;
  std::chrono::milliseconds idle{15'000};  // until the next request begins
  std::chrono::milliseconds head{10'000};  // until its head is there
  std::chrono::milliseconds body{30'000};  // until it is answered; more if bytes keep moving
  std::chrono::milliseconds grace{5'000};  // after a stop
};

/// How often deadlines are looked at.
inline constexpr std::chrono::milliseconds sweep_interval{50};

/// What is read of a body that nobody wants, so that the connection can go on.
inline constexpr std::size_t unwanted_bytes = 256 * 1024;
/// The same for a connection that ends; after that the client may miss the answer.
inline constexpr std::size_t lingering_bytes = 16 << 20;

/// Serves one connection: borrows what it reads and writes, and the guard. `H` has
/// `handle(exchange)`. Throws what the streams throw.
template <class In, class Out, class H>
class [[async::maybe]] session {
 public:
  using async_mode = async::mode_of<In>;

  session(In& in, Out& out, watchdog::guard& g, H& handler, server_options const& o)
      : in_(in), out_(out), guard_(g), handler_(handler), options_(o) {}
  session(session const&) = delete;
  session& operator=(session const&) = delete;

  async::maybe<async_mode, void> run() {
    bool more = true;
    while (more) more = co_await serve_one();
    co_await out_.flush();
  }

 private:
  /// False if the connection has to end.
  async::maybe<async_mode, bool> serve_one() {
    if (in_.buffered().empty()) {
      guard_.idle_for(options_.idle);
      std::size_t const n = co_await in_.fill();
      if (n == 0) co_return false;
    }
    guard_.busy_for(options_.head);
    int refusal = 0;
    answering_ = false;
    try {
      auto const r = co_await read_request(in_, options_.most);
      if (!r) co_return false;
      guard_.busy_for(options_.body);
      co_return co_await answer(*r);
    } catch (bad_message const& e) {
      refusal = e.status();
    } catch (truncated_message const&) {
      if (!guard_.expired()) co_return false;
      refusal = 408;
    }
    if (!answering_) co_await refuse(refusal);
    co_return false;
  }

  async::maybe<async_mode, bool> answer(request const& r) {
    exchange<In, Out> x(r, in_, out_, options_.most, !guard_.stopping());
    bool failed = false;
    try {
      if (auto const status = unsupported(r); status != 0)
        co_await x.respond(status, reason_of(status));
      else
        co_await handler_.handle(x);
    } catch (bad_message const&) {
      answering_ = x.started();
      throw;
    } catch (truncated_message const&) {
      answering_ = x.started();
      throw;
    } catch (std::system_error const&) {
      throw;  // nobody is there to be told
    } catch (std::exception const&) {
      failed = true;
    }
    answering_ = x.started();
    if (!x.started()) {
      x.close_after();
      co_await x.respond(failed ? 500 : 404, reason_of(failed ? 500 : 404));
    }
    if (!x.finished() || !x.keep_alive()) co_return false;
    if (x.has_more()) co_return co_await discard(x, unwanted_bytes);
    co_return true;
  }

  static int unsupported(request const& r) {
    auto const expect = r.headers.get("Expect");
    return expect && r.minor >= 1 && !same_word(*expect, "100-continue") ? 417 : 0;
  }

  async::maybe<async_mode, void> refuse(int status) {
    response r{status, {}, 1, {{"Connection", "close"}, {"Content-Type", "text/plain"}}};
    auto const text = reason_of(status);
    r.headers.add("Date", http_date());
    r.headers.add("Content-Length", std::to_string(text.size()));
    co_await out_.write(text_of(r));
    co_await out_.write(text);
  }

  In& in_;
  Out& out_;
  watchdog::guard& guard_;
  H& handler_;
  server_options const& options_;
  bool answering_ = false;  // the last request has been answered, at least in part
};

/// A connection up to its end. `out` is flushed then, unless an error is thrown.
template <class S, class Out, class H>
[[async::maybe]] async::maybe<async::mode_of<S>, void> converse(guarded_stream<S>& stream, Out& out,
                                                                H& handler,
                                                                server_options const& o) {
  async::buffered_reader<flushing_reader<guarded_stream<S>>> in(flushing_reader(stream, out));
  session<decltype(in), Out, H> s(in, out, stream.guard(), handler, o);
  co_await s.run();
  // Closing a socket that holds unread input resets it, which could destroy an answer on its way.
  stream.end_writing();
  stream.guard().idle_for(std::chrono::milliseconds(500));
  co_await discard(stream, lingering_bytes);
}

/// A connection from its beginning to its end. Its errors concern only the client at its other end.
template <class S, class H>
[[async::maybe]] async::maybe<async::mode_of<S>, void> serve(S stream, H& handler, watchdog& w,
                                                             server_options const& o) {
  try {
    stream.set_no_delay(true);  // a buffer collects small writes
    guarded_stream<S> guarded(stream, w);
    async::buffered_writer<guarded_stream<S>&> out(guarded);
    co_await converse(guarded, out, handler, o);
  } catch (std::system_error const&) {
  }
}

}  // namespace http

#endif
