#pragma once

#include "backoff.hpp"
#include "client.hpp"
#include "errors.hpp"

#include <async/async.hpp>

#include <cstdint>
#include <optional>
#include <system_error>
#include <utility>

namespace redis {

/// A client whose connection is opened again when it was lost. `D` is the factory: a call of it
/// gives a transport. What was not sent in full has not run and is sent again, as are repeatable
/// commands; for others `outcome_unknown` is thrown. The next command connects anew.
template <class D>
class [[async::maybe]] reconnecting_client
    : public commands<reconnecting_client<D>, async::mode_of<D>> {
 public:
  using async_mode = async::mode_of<D>;
  using connection_type = connection<typename D::transport>;

  explicit reconnecting_client(D dial, options o = {}, backoff b = {})
      : dial_(std::move(dial)), options_(std::move(o)), backoff_(b) {}

  async::maybe<async_mode, value> call(command c) {
    pipeline p;
    p.add(c);
    replies all = co_await run(p, c.is_repeatable());
    co_return std::move(all.front());
  }

  async::maybe<async_mode, replies> run(pipeline const& p, bool repeatable = false) {
    for (;;) {
      co_await ready();
      std::uint64_t const whole = link_->queued() + 1;
      std::uint64_t const first = link_->queue(p);
      try {
        co_await link_->send();
        replies all;
        all.reserve(p.size());
        for (std::size_t i = 0; i < p.size(); ++i)
          all.push_back(co_await link_->reply(first + i));
        co_return all;
      } catch (connection_lost const& e) {
        if (!repeatable && link_->written() >= whole) throw outcome_unknown(e.what());
      }
    }
  }

  /// How often it has connected.
  int connections() const noexcept { return connections_; }

 private:
  async::maybe<async_mode, void> ready() {
    for (int n = 0; !link_ || !link_->is_open(); ++n) {
      co_await async::sleep_for<async_mode>(backoff_.before(n));
      try {
        link_ = co_await open(dial_, options_);
        ++connections_;
      } catch (std::system_error const&) {
        if (n + 1 >= backoff_.attempts) throw;
      } catch (connection_lost const&) {
        if (n + 1 >= backoff_.attempts) throw;
      }
    }
    co_return;
  }

  D dial_;
  options options_;
  backoff backoff_;
  std::optional<connection_type> link_;
  int connections_ = 0;
};

}  // namespace redis
