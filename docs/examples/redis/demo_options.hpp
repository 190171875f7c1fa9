#pragma once

#include "number.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

inline constexpr char demo_usage[] =
    "usage: redis-demo [--blocking|--suspending|--asio] HOST PORT [COMMAND [ARGUMENT...]]\n"
    "       redis-demo [--blocking|--suspending] --unix PATH [COMMAND [ARGUMENT...]]\n";

struct demo_options {
  enum class mode { blocking, suspending, asio };

  mode how = mode::blocking;
  std::string path;  // empty: host and port
  std::string host;
  std::uint16_t port = 0;
  std::vector<std::string_view> words;
};

inline std::optional<demo_options> parse_demo_options(int argc, char** argv) {
  demo_options o;
  int i = 1;
  for (; i < argc && std::string_view(argv[i]).starts_with("--"); ++i) {
    std::string_view const option = argv[i];
    if (option == "--blocking")
      o.how = demo_options::mode::blocking;
    else if (option == "--suspending")
      o.how = demo_options::mode::suspending;
    else if (option == "--asio")
      o.how = demo_options::mode::asio;
    else if (option == "--unix" && i + 1 < argc)
      o.path = argv[++i];
    else
      return std::nullopt;
  }
  if (o.path.empty()) {
    if (i + 2 > argc) return std::nullopt;
    auto const port = redis::to_number<std::uint16_t>(argv[i + 1]);
    if (!port) return std::nullopt;
    o.host = argv[i];
    o.port = *port;
    i += 2;
  } else if (o.how == demo_options::mode::asio) {
    return std::nullopt;  // async::asio_stream is a TCP socket
  }
  o.words.assign(argv + i, argv + argc);
  return o;
}
