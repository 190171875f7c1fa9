#pragma once

// A coroutine of Boost.Asio for each connection.

#include "routes.hpp"
#include "server.hpp"

#include <async/async.hpp>
#include <async/runtimes/asio_stream.hpp>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <thread>
#include <utility>
#include <vector>

namespace http {

class asio_server {
 public:
  using tcp = boost::asio::ip::tcp;

  asio_server(std::uint16_t port, server_options const& o)
      : options_(o),
        acceptor_(boost::asio::make_strand(context_),
                  tcp::endpoint(boost::asio::ip::make_address("127.0.0.1"), port)) {}

  std::uint16_t port() const { return acceptor_.local_endpoint().port(); }

  /// Returns after a stop, when the last connection has ended.
  void run(async::stop_token stop) {
    boost::asio::co_spawn(acceptor_.get_executor(), accept(), boost::asio::detached);
    boost::asio::co_spawn(context_, sweep(), boost::asio::detached);
    async::stop_callback const wake(stop, [this] {
      dog_.stop(options_.grace);
      boost::asio::post(acceptor_.get_executor(), [this] { acceptor_.close(); });
    });
    std::vector<std::jthread> others;
    for (unsigned i = 1; i < std::thread::hardware_concurrency(); ++i)
      others.emplace_back([this] { context_.run(); });
    context_.run();
  }

 private:
  boost::asio::awaitable<void> accept() {
    while (!dog_.stopping()) {
      auto [error, socket] = co_await acceptor_.async_accept(
          context_, boost::asio::as_tuple(boost::asio::use_awaitable));
      if (!error)
        boost::asio::co_spawn(
            context_, serve(async::asio_stream(std::move(socket)), handler_, dog_, options_),
            boost::asio::detached);
      else if (!dog_.stopping())
        co_await async::sleep_for<async::asio_mode>(sweep_interval);  // out of descriptors
    }
  }
  boost::asio::awaitable<void> sweep() {
    while (dog_.sweep()) co_await async::sleep_for<async::asio_mode>(sweep_interval);
  }

  server_options const& options_;
  routes handler_;
  watchdog dog_;
  boost::asio::io_context context_;
  tcp::acceptor acceptor_;
};

}  // namespace http
