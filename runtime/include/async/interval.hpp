#pragma once

#include <async/stream.hpp>
#include <async/time.hpp>

#include <cstdint>
#include <exception>
#include <utility>

namespace async {

/// Yields 0, 1, 2, …: the first at once, then each `d` after the one before was due. A tick that was missed is
/// made up for at once. A stop request ends the await for an element with `cancelled`; if that was the end of a `race` or a
/// `timeout` alone, the next await goes on where this one was.
template <class Rep, class Period>
stream<std::uint64_t> interval(std::chrono::duration<Rep, Period> d) {
  auto due = timer::clock::now();
  for (std::uint64_t n = 0;; ++n) {
    co_yield n;
    due = detail::after(d, due);
    for (bool slept = false; !slept;) {
      std::exception_ptr stopped;
      ASYNC_TRY {
        co_await sleep_until(due);
        slept = true;
      } ASYNC_CATCH_ALL {
        stopped = std::current_exception();
      }
      if (stopped) co_yield detail::interrupted(std::move(stopped));
    }
  }
}

}  // namespace async
