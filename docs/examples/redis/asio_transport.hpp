#pragma once

// Sockets of Boost.Asio, for programs whose coroutines are boost::asio::awaitable.

#include <async/runtimes/asio_stream.hpp>

#include <boost/asio/awaitable.hpp>

#include <cstdint>
#include <string>
#include <utility>

namespace redis {

class asio_dialer {
 public:
  using async_mode = async::asio_mode;
  using transport = async::asio_stream;

  asio_dialer(std::string host, std::uint16_t port) : host_(std::move(host)), port_(port) {}

  boost::asio::awaitable<transport> operator()() {
    auto connected = co_await async::asio_stream::connect(host_, port_);
    connected.set_no_delay(true);
    co_return connected;
  }

 private:
  std::string host_;
  std::uint16_t port_;
};

}  // namespace redis
