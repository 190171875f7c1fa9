#pragma once

// Addresses such as http://host:port/path?query.

#include "syntax.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace http {

struct url {
  std::string host;       // as a resolver takes it
  std::string authority;  // as the header Host gives it
  std::uint16_t port = 80;
  std::string target;
};

/// Nothing for anything but http, and for what would not be one line of a request.
inline std::optional<url> parse_url(std::string_view text) {
  constexpr std::string_view scheme = "http://";
  if (!same_word(text.substr(0, scheme.size()), scheme) || !is_target(text)) return std::nullopt;
  text.remove_prefix(scheme.size());
  text = text.substr(0, text.find('#'));
  auto const end = text.find_first_of("/?");
  auto const authority = text.substr(0, end);
  url u;
  u.authority = authority;
  u.target = end == text.npos ? "/" : std::string(text.substr(end));
  if (u.target.front() == '?') u.target.insert(0, "/");
  auto host = authority;
  auto const colon = authority.rfind(':');
  if (colon != authority.npos && authority.find(']', colon) == authority.npos) {
    auto const port = to_number<std::uint16_t>(authority.substr(colon + 1));
    if (!port || *port == 0) return std::nullopt;
    u.port = *port;
    host = authority.substr(0, colon);
  }
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  if (host.empty() || host.find('@') != host.npos) return std::nullopt;
  u.host = host;
  return u;
}

}  // namespace http
