#pragma once

// What kv-load is asked to do.

#include "resp.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kv {

struct load_options {
  std::string host = "127.0.0.1";
  std::uint16_t port = 7379;
  std::size_t connections = 50;
  std::size_t requests = 100000;
  std::size_t pipeline = 16;
  std::size_t value_size = 32;
  bool until_closed = false;  // the server is stopped meanwhile, which is not a failure
  std::string record;         // acknowledged writes go to this file
  std::string verify;         // instead of a load: read back what such a file lists
};

inline constexpr char const* load_usage =
    "usage: kv-load [-h HOST] [-p PORT] [-c CONNECTIONS] [-n REQUESTS] [-P PIPELINE] [-d SIZE]\n"
    "               [--until-closed] [--record FILE] | --verify FILE\n";

/// Nothing if the arguments make no sense.
inline std::optional<load_options> parse_load_options(int argc, char** argv) {
  load_options o;
  for (int i = 1; i < argc; ++i) {
    std::string_view const name = argv[i];
    if (name == "--until-closed") {
      o.until_closed = true;
      continue;
    }
    if (++i == argc) return std::nullopt;
    std::string_view const value = argv[i];
    auto const n = to_number<std::size_t>(value).value_or(0);
    if (name == "-h")
      o.host = value;
    else if (name == "-p")
      o.port = to_number<std::uint16_t>(value).value_or(0);
    else if (name == "-c")
      o.connections = n;
    else if (name == "-n")
      o.requests = n;
    else if (name == "-P")
      o.pipeline = n;
    else if (name == "-d")
      o.value_size = n;
    else if (name == "--record")
      o.record = value;
    else if (name == "--verify")
      o.verify = value;
    else
      return std::nullopt;
  }
  bool const sensible = o.port != 0 && o.connections != 0 && o.requests != 0 && o.pipeline != 0;
  return sensible && o.value_size != 0 ? std::optional(o) : std::nullopt;
}

}  // namespace kv
