#pragma once

// A thread for each connection.

#include "routes.hpp"
#include "server.hpp"

#include <async/async.hpp>

#include <condition_variable>
#include <cstddef>
#include <memory>
#include <mutex>
#include <sys/socket.h>
#include <system_error>
#include <thread>
#include <utility>

namespace http {

/// Threads that run; each holds a place until it ends.
class connection_count {
 public:
  using place = std::shared_ptr<connection_count>;

  place count_in() {
    std::lock_guard const lock(mutex_);
    ++count_;
    return place(this, [](connection_count* c) { c->count_out(); });
  }
  void wait_until_none() {
    std::unique_lock lock(mutex_);
    none_.wait(lock, [this] { return count_ == 0; });
  }

 private:
  void count_out() {
    std::lock_guard const lock(mutex_);
    if (--count_ == 0) none_.notify_all();
  }

  std::mutex mutex_;
  std::condition_variable none_;
  std::size_t count_ = 0;
};

/// Returns after a stop, when the last connection has ended.
inline void serve_blocking(async::net::tcp_listener<async::blocking>& listener,
                           server_options const& o, async::stop_token stop) {
  routes handler;
  watchdog dog;
  std::thread sweeper([&dog] {
    while (dog.sweep()) async::sleep_for<async::blocking>(sweep_interval);
  });
  async::stop_callback const wake(stop, [&] {
    dog.stop(o.grace);
    ::shutdown(listener.native_handle(), SHUT_RD);  // ends the accept
  });
  connection_count threads;
  while (!dog.stopping()) {
    try {
      auto run = [&](auto stream, connection_count::place) {
        serve(std::move(stream), handler, dog, o);
      };
      std::thread(run, listener.accept(), threads.count_in()).detach();
    } catch (std::system_error const&) {
      // Out of descriptors or threads: others end. Or this is the stop.
      if (!dog.stopping()) async::sleep_for<async::blocking>(sweep_interval);
    }
  }
  threads.wait_until_none();
  sweeper.join();
}

}  // namespace http
