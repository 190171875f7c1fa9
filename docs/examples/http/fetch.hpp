#ifndef HTTP_FETCH_HPP
#define HTTP_FETCH_HPP

// What http-get does over a connection, in the mode of the connection.

#include "client.hpp"
#include "url.hpp"

#include <async/async.hpp>
#include <async/buffered.hpp>

#include <cstddef>
#include <cstdio>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace http {

struct fetch_options {
  std::string method;  // empty: what the body asks for
  header_list headers;
  std::optional<std::string> data;
  std::string upload;  // a file to be sent in chunks
  bool show_head = false;
  bool show_trailers = false;
  limits most{.body = std::uint64_t{1} << 40};
};

inline void print(response const& r) {
  std::printf("HTTP/1.%d %d %s\n", r.minor, r.status, r.reason.c_str());
  for (auto const& f : r.headers) std::printf("%s: %s\n", f.name.c_str(), f.value.c_str());
  std::puts("");
}

inline request request_for(url const& u, fetch_options const& o) {
  request r;
  bool const body = o.data || !o.upload.empty();
  r.method = !o.method.empty() ? o.method : body ? "POST" : "GET";
  r.target = u.target;
  r.headers.add("Host", u.authority);
  r.headers.add("User-Agent", "http-get");
  for (auto const& f : o.headers) r.headers.add(f.name, f.value);
  return r;
}

/// Sends a file in chunks. Reading it blocks for a moment, as files do.
template <class Client>
[[async::maybe]] async::maybe<async::mode_of<Client>, void> send_file(Client& c,
                                                                      std::string const& name) {
  std::unique_ptr<std::FILE, int (*)(std::FILE*)> const file(std::fopen(name.c_str(), "rb"),
                                                             &std::fclose);
  if (!file) throw std::system_error(errno, std::generic_category(), name);
  char piece[16384];
  for (;;) {
    std::size_t const n = std::fread(piece, 1, sizeof piece, file.get());
    if (n == 0) break;
    co_await c.write(std::string_view(piece, n));
  }
  co_await c.finish();
}

/// Prints the answer to one request.
template <class Client>
[[async::maybe]] async::maybe<async::mode_of<Client>, void> fetch(Client& c, url const& u,
                                                                  fetch_options const& o) {
  auto r = request_for(u, o);
  if (o.upload.empty()) {
    auto const body = std::string_view(o.data ? *o.data : std::string_view());
    co_await c.start(std::move(r), body.size());
    co_await c.write(body);
    co_await c.finish();
  } else {
    co_await c.start(std::move(r), std::nullopt);
    co_await send_file(c, o.upload);
  }
  auto const answer = co_await c.receive();
  if (o.show_head) print(answer);
  char piece[16384];
  for (;;) {
    std::size_t const n = co_await c.read_some(piece);
    if (n == 0) break;
    std::fwrite(piece, 1, n, stdout);
  }
  if (o.show_trailers)
    for (auto const& f : c.trailers()) std::printf("%s: %s\n", f.name.c_str(), f.value.c_str());
}

/// Fetches as many of the urls as the connection serves: those of its host, until somebody closes.
template <class S, class Out>
[[async::maybe]] async::maybe<async::mode_of<S>, std::size_t> fetch_over(S& stream, Out& out,
                                                                         std::span<url const> urls,
                                                                         fetch_options const& o) {
  async::buffered_reader<S&> in(stream);
  client<decltype(in), Out> c(in, out, o.most);
  std::size_t done = 0;
  while (done < urls.size() && c.reusable() && urls[done].authority == urls[0].authority) {
    co_await fetch(c, urls[done], o);
    ++done;
  }
  co_return done;
}

}  // namespace http

#endif
