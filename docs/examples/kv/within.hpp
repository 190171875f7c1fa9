#pragma once

// A limit to how long something may take.

#include <async/async.hpp>

#include <chrono>
#include <utility>

namespace kv {

inline async::task<void> stop_after(std::chrono::milliseconds limit, async::stop_source source) {
  co_await async::sleep_for(limit);
  source.request_stop();
}

/// Stops `t` after `limit`; true if it came to its end by then.
inline async::task<bool> within(std::chrono::milliseconds limit, async::task<void> t) {
  async::stop_source late;
  bool in_time = true;
  async::task_group clock;
  clock.spawn(stop_after(limit, late));
  try {
    co_await async::with_stop(late.get_token(), std::move(t));
  } catch (async::cancelled const&) {
    if (!late.stop_requested()) throw;
    in_time = false;
  }
  clock.request_stop();
  co_return in_time;
}

}  // namespace kv
