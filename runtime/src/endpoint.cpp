#include <async/net/endpoint.hpp>

#include <algorithm>
#include <arpa/inet.h>
#include <cstring>
#include <netinet/in.h>
#include <system_error>

namespace async::net {

endpoint::endpoint(std::string_view host, std::uint16_t port) {
  std::string const text(host);
  sockaddr_in v4{};
  sockaddr_in6 v6{};
  bool const whole = host.find('\0') == host.npos;  // the rest would not be looked at
  if (whole && inet_pton(AF_INET, text.c_str(), &v4.sin_addr) == 1) {
    v4.sin_family = AF_INET;
    v4.sin_port = htons(port);
    *this = endpoint(reinterpret_cast<sockaddr const*>(&v4), sizeof v4);
  } else if (whole && inet_pton(AF_INET6, text.c_str(), &v6.sin6_addr) == 1) {
    v6.sin6_family = AF_INET6;
    v6.sin6_port = htons(port);
    *this = endpoint(reinterpret_cast<sockaddr const*>(&v6), sizeof v6);
  } else {
    throw std::system_error(std::make_error_code(std::errc::invalid_argument),
                            "'" + std::string(text.c_str()) + (whole ? "'" : "' and more behind a zero") + " is no numeric address");
  }
}

endpoint::endpoint(sockaddr const* from, socklen_t size) noexcept
    : size_(std::min<socklen_t>(size, sizeof storage_)) {
  std::memcpy(&storage_, from, size_);
}

std::string endpoint::host() const {
  char text[INET6_ADDRSTRLEN] = "";
  if (family() == AF_INET)
    inet_ntop(AF_INET, &reinterpret_cast<sockaddr_in const*>(&storage_)->sin_addr, text,
              sizeof text);
  if (family() == AF_INET6)
    inet_ntop(AF_INET6, &reinterpret_cast<sockaddr_in6 const*>(&storage_)->sin6_addr, text,
              sizeof text);
  return text;
}

std::uint16_t endpoint::port() const noexcept {
  if (family() == AF_INET) return ntohs(reinterpret_cast<sockaddr_in const*>(&storage_)->sin_port);
  if (family() == AF_INET6)
    return ntohs(reinterpret_cast<sockaddr_in6 const*>(&storage_)->sin6_port);
  return 0;
}

std::string endpoint::to_string() const {
  std::string const number = ":" + std::to_string(port());
  return family() == AF_INET6 ? "[" + host() + "]" + number : host() + number;
}

bool operator==(endpoint const& a, endpoint const& b) noexcept {
  return a.size_ == b.size_ && std::memcmp(&a.storage_, &b.storage_, a.size_) == 0;
}

}  // namespace async::net
