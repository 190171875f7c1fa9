#pragma once

// Factories of transports: a call gives one that is connected.

#include <async/async.hpp>

#include <cstdint>
#include <string>

namespace redis {

template <async::mode M>
class [[async::maybe]] tcp_dialer {
 public:
  using async_mode = M;
  using transport = async::net::tcp_stream<M>;

  tcp_dialer(std::string host, std::uint16_t port) : host_(std::move(host)), port_(port) {}

  async::maybe<M, transport> operator()() {
    transport t = co_await transport::connect(host_, port_);
    t.set_no_delay(true);
    co_return t;
  }

 private:
  std::string host_;
  std::uint16_t port_;
};

template <async::mode M>
class [[async::maybe]] unix_dialer {
 public:
  using async_mode = M;
  using transport = async::net::unix_stream<M>;

  explicit unix_dialer(std::string path) : path_(std::move(path)) {}

  async::maybe<M, transport> operator()() { co_return co_await transport::connect(path_); }

 private:
  std::string path_;
};

}  // namespace redis
