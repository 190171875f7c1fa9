#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <sys/socket.h>

namespace async::net {

/// An IPv4 or IPv6 address with a port, or none. A value.
class endpoint {
 public:
  endpoint() noexcept = default;
  /// A numeric address (`"127.0.0.1"`, `"::1"`). Throws `std::system_error` (invalid_argument) for
  /// anything else: names are resolved by `connect`.
  endpoint(std::string_view host, std::uint16_t port);
  /// What the system says.
  endpoint(sockaddr const* from, socklen_t size) noexcept;

  /// The numeric address, or "".
  std::string host() const;
  std::uint16_t port() const noexcept;
  /// `127.0.0.1:80`, `[::1]:80`.
  std::string to_string() const;

  sockaddr const* data() const noexcept { return reinterpret_cast<sockaddr const*>(&storage_); }
  socklen_t size() const noexcept { return size_; }
  int family() const noexcept { return storage_.ss_family; }

  friend bool operator==(endpoint const& a, endpoint const& b) noexcept;

 private:
  sockaddr_storage storage_{};
  socklen_t size_ = 0;
};

}  // namespace async::net
