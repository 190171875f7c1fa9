#ifndef HTTP_ROUTES_HPP
#define HTTP_ROUTES_HPP

// What the example's server answers.

#include "exchange.hpp"
#include "transport.hpp"

#include <async/async.hpp>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>

namespace http {

/// The same for all connections, in any mode.
struct routes {
  template <class X>
  [[async::maybe]] async::maybe<async::mode_of<X>, void> handle(X& x) const {
    auto const path = std::string_view(x.head().target);
    bool const post = x.head().method == "POST" || x.head().method == "PUT";
    if (!post && x.head().method != "GET" && x.head().method != "HEAD")
      co_await x.respond(405, "", allowed());
    else if (path == "/")
      co_await x.respond(200, "hello, world\n");
    else if (path == "/echo" && post)
      co_await echo(x);
    else if (path == "/length" && post)
      co_await length(x);
    else if (path.starts_with("/bytes/"))
      co_await bytes(x, path.substr(7), false);
    else if (path.starts_with("/chunks/"))
      co_await bytes(x, path.substr(8), true);
    else if (path.starts_with("/pause/"))
      co_await pause(x, path.substr(7));
    else if (path == "/fail")
      throw std::runtime_error("as it was told to");
    else
      co_await x.respond(404, "nothing there\n");
  }

 private:
  static header_list allowed() { return {{"Allow", "GET, HEAD, POST, PUT"}}; }
  static response plain_bytes() {
    return {200, {}, 1, {{"Content-Type", "application/octet-stream"}}};
  }

  /// Body and trailers come back while they arrive.
  template <class X>
  [[async::maybe]] async::maybe<async::mode_of<X>, void> echo(X& x) const {
    char piece[16384];
    std::size_t n = co_await x.read_some(piece);
    co_await x.start(plain_bytes(), std::nullopt);
    while (n != 0) {
      co_await x.write(std::string_view(piece, n));
      n = co_await x.read_some(piece);
    }
    co_await x.finish(x.trailers());
  }

  template <class X>
  [[async::maybe]] async::maybe<async::mode_of<X>, void> length(X& x) const {
    auto const body = co_await read_all(x);
    co_await x.respond(200, std::to_string(body.size()) + "\n");
  }

  template <class X>
  [[async::maybe]] async::maybe<async::mode_of<X>, void> bytes(X& x, std::string_view number,
                                                               bool chunked) const {
    auto left = to_number(number);
    if (!left) {
      co_await x.respond(400, "that is no number\n");
      co_return;
    }
    co_await x.start(plain_bytes(), chunked ? std::nullopt : left);
    std::string const piece(16384, 'x');
    while (*left != 0) {
      auto const n = static_cast<std::size_t>(std::min<std::uint64_t>(*left, piece.size()));
      co_await x.write(std::string_view(piece).substr(0, n));
      *left -= n;
    }
    co_await x.finish();
  }

  template <class X>
  [[async::maybe]] async::maybe<async::mode_of<X>, void> pause(X& x, std::string_view ms) const {
    auto const n = std::min<std::uint64_t>(to_number(ms).value_or(0), 10'000);
    co_await async::sleep_for<async::mode_of<X>>(std::chrono::milliseconds(n));
    co_await x.respond(200, "rested\n");
  }
};

}  // namespace http

#endif
