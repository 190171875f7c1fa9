#pragma once

#include "connection.hpp"
#include "handshake.hpp"
#include "message.hpp"

#include <async/async.hpp>

#include <algorithm>
#include <cstddef>
#include <deque>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace redis {

/// A connection that is used for nothing but messages. For one task at a time.
template <transport T>
class [[async::maybe]] subscriber {
 public:
  using async_mode = async::mode_of<T>;

  explicit subscriber(connection<T>&& c) noexcept : link_(std::move(c)) {}

  template <class D>
  static async::maybe<async_mode, subscriber> connect(D& dial, options const& o) {
    co_return subscriber(co_await open(dial, o));
  }
  template <class D>
  static async::maybe<async_mode, subscriber> connect(D& dial) {
    options const usual;
    co_return co_await connect(dial, usual);
  }

  // Each returns when the server has confirmed; messages that come before wait in a queue.

  template <class... Names>
  async::maybe<async_mode, void> subscribe(Names const&... channels) {
    return change("SUBSCRIBE", names{std::string(channels)...}, 0);
  }
  template <class... Names>
  async::maybe<async_mode, void> psubscribe(Names const&... patterns) {
    return change("PSUBSCRIBE", names{std::string(patterns)...}, 0);
  }
  /// From all of them, if none is named.
  template <class... Names>
  async::maybe<async_mode, void> unsubscribe(Names const&... channels) {
    return change("UNSUBSCRIBE", names{std::string(channels)...}, channels_.size());
  }
  template <class... Names>
  async::maybe<async_mode, void> punsubscribe(Names const&... patterns) {
    return change("PUNSUBSCRIBE", names{std::string(patterns)...}, patterns_.size());
  }

  std::size_t subscriptions() const noexcept { return channels_.size() + patterns_.size(); }

  /// Nothing, if there is no subscription left.
  async::maybe<async_mode, std::optional<message>> next() {
    while (waiting_.empty() && (unconfirmed_ > 0 || subscriptions() > 0)) co_await take();
    if (waiting_.empty()) co_return std::nullopt;
    message m = std::move(waiting_.front());
    waiting_.pop_front();
    co_return m;
  }

  /// All messages until the last subscription ends, which may happen in the loop.
  async::maybe_generator<async_mode, message> messages() {
    while (std::optional<message> m = co_await next()) co_yield std::move(*m);
  }

 private:
  using names = std::vector<std::string>;

  /// The server confirms each name, or if there is none, each of `all`, but once at least.
  async::maybe<async_mode, void> change(std::string_view what, names which, std::size_t all) {
    command c(what);
    c.add_all(which);
    unconfirmed_ += std::max<std::size_t>(which.empty() ? all : which.size(), 1);
    link_.queue_unanswered(c);
    co_await link_.send();
    while (unconfirmed_ > 0) co_await take();
    co_return;
  }

  async::maybe<async_mode, void> take() {
    value v = co_await link_.receive();
    if (v.is_error()) unconfirmed_ = 0;
    notice n = to_notice(std::move(v));
    auto& known = n.of_pattern ? patterns_ : channels_;
    if (n.type == notice::kind::message)
      waiting_.push_back(std::move(n.message));
    else if (n.type == notice::kind::subscribed)
      known.insert(std::move(n.message.channel));
    else
      known.erase(n.message.channel);
    if (n.type != notice::kind::message && unconfirmed_ > 0) --unconfirmed_;
    co_return;
  }

  connection<T> link_;
  std::deque<message> waiting_;
  std::set<std::string> channels_;
  std::set<std::string> patterns_;
  std::size_t unconfirmed_ = 0;
};

}  // namespace redis
