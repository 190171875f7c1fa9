// http-get: fetches urls, blocking, suspending, or on Boost.Asio's coroutines.
#include "fetch.hpp"
#include "options.hpp"
#if __has_include(<boost/asio/awaitable.hpp>)
#include <async/runtimes/asio_stream.hpp>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>
#define HTTP_HAS_ASIO 1
#endif

#include <async/async.hpp>

#include <cstdio>
#include <exception>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

struct arguments {
  http::mode mode = http::mode::suspending;
  http::fetch_options options;
  std::vector<http::url> urls;
};

bool take_option(arguments& a, std::string_view word, std::string_view value) {
  if (word == "-X") {
    a.options.method = value;
  } else if (word == "-d") {
    a.options.data = value;
  } else if (word == "-T") {
    a.options.upload = value;
  } else if (auto const colon = value.find(':'); word == "-H" && colon != value.npos) {
    a.options.headers.add(value.substr(0, colon), http::trimmed(value.substr(colon + 1)));
  } else {
    return false;
  }
  return true;
}

std::optional<arguments> parse(int argc, char** argv) {
  arguments a;
  for (int i = 1; i < argc; ++i) {
    std::string_view const word = argv[i];
    if (http::takes_mode(word, a.mode)) continue;
    if (word == "-i") {
      a.options.show_head = true;
    } else if (word == "-I") {
      a.options.show_head = true;
      a.options.method = "HEAD";
    } else if (word == "--trailers") {
      a.options.show_trailers = true;
    } else if (word.starts_with('-')) {
      if (i + 1 == argc || !take_option(a, word, argv[i + 1])) return std::nullopt;
      ++i;
    } else {
      auto u = http::parse_url(word);
      if (!u) return std::nullopt;
      a.urls.push_back(std::move(*u));
    }
  }
  if (a.urls.empty()) return std::nullopt;
  return a;
}

template <class Stream>
[[async::maybe]] async::maybe<async::mode_of<Stream>, void> fetch_all(arguments const& a) {
  std::span<http::url const> rest(a.urls);
  while (!rest.empty()) {
    Stream s = co_await Stream::connect(rest[0].host, rest[0].port);
    async::buffered_writer<Stream&> out(s);
    std::size_t const done = co_await http::fetch_over(s, out, rest, a.options);
    rest = rest.subspan(done);
  }
}

[[async::main(async::current_thread)]]
async::task<int> main(int argc, char** argv) {
  auto const a = parse(argc, argv);
  if (!a) {
    std::fprintf(stderr,
                 "usage: %s [--blocking | --asio] [-i | -I] [--trailers] [-X METHOD] "
                 "[-H 'NAME: VALUE'] [-d DATA | -T FILE] URL...\n",
                 argv[0]);
    co_return 2;
  }
  try {
    if (a->mode == http::mode::suspending) {
      co_await fetch_all<async::net::tcp_stream<async::suspending>>(*a);
    } else if (a->mode == http::mode::blocking) {
      fetch_all<async::net::tcp_stream<async::blocking>>(*a);
    } else {
#if HTTP_HAS_ASIO
      boost::asio::io_context context;
      auto done = boost::asio::co_spawn(context, fetch_all<async::asio_stream>(*a),
                                        boost::asio::use_future);
      context.run();
      done.get();
#else
      throw std::runtime_error("this was built without Boost.Asio");
#endif
    }
  } catch (std::exception const& e) {
    std::fflush(stdout);
    std::fprintf(stderr, "http-get: %s\n", e.what());
    co_return 1;
  }
  co_return 0;
}
