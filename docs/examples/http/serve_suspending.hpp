#pragma once

// A task for each connection.

#include "routes.hpp"
#include "server.hpp"

#include <async/async.hpp>

#include <system_error>
#include <utility>

namespace http {

inline async::task<void> sweep(watchdog& dog) {
  while (dog.sweep()) co_await async::sleep_for(sweep_interval);
}

/// Ends with `cancelled` after a stop, when the last connection has ended. The stop reaches
/// connections by way of the watchdog, so that answers on their way are not cut off.
inline async::task<void> serve_suspending(async::net::tcp_listener<async::suspending>& listener,
                                          server_options const& o) {
  routes handler;
  watchdog dog;
  async::task_group tasks;
  tasks.spawn(async::uncancellable(sweep(dog)));
  try {
    for (;;) {
      bool full = false;
      try {
        auto stream = co_await listener.accept();
        tasks.spawn(async::uncancellable(serve(std::move(stream), handler, dog, o)));
      } catch (std::system_error const&) {
        full = true;  // out of descriptors: others end
      }
      if (full) co_await async::sleep_for(sweep_interval);
    }
  } catch (async::cancelled const&) {
    dog.stop(o.grace);
    throw;
  }
}

}  // namespace http
