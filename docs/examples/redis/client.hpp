#pragma once

#include "commands.hpp"
#include "connection.hpp"
#include "handshake.hpp"

#include <async/async.hpp>

#include <cstddef>
#include <cstdint>
#include <utility>

namespace redis {

/// Commands over one connection, for one task at a time. Failures are `connection_lost`,
/// `protocol_error`, and in the typed functions `server_error` and `type_error`.
template <transport T>
class [[async::maybe]] client : public commands<client<T>, async::mode_of<T>> {
 public:
  using async_mode = async::mode_of<T>;

  explicit client(connection<T>&& c) noexcept : link_(std::move(c)) {}

  template <class D>
  static async::maybe<async_mode, client> connect(D& dial, options const& o) {
    co_return client(co_await open(dial, o));
  }
  template <class D>
  static async::maybe<async_mode, client> connect(D& dial) {
    options const usual;
    co_return co_await connect(dial, usual);
  }

  /// Any command; an error is a reply like others here.
  async::maybe<async_mode, value> call(command c) { co_return co_await link_.call(c); }

  async::maybe<async_mode, replies> run(pipeline const& p) {
    std::uint64_t const first = link_.queue(p);
    co_await link_.send();
    replies all;
    all.reserve(p.size());
    for (std::size_t i = 0; i < p.size(); ++i) all.push_back(co_await link_.reply(first + i));
    co_return all;
  }

  connection<T>& link() noexcept { return link_; }

 private:
  connection<T> link_;
};

}  // namespace redis
