#pragma once

#include <async/stream.hpp>
#include <async/time.hpp>

#include <cstdint>

namespace async {

/// Yields 0, 1, 2, …: the first at once, then each `d` after the one before was due. A tick that was missed is
/// made up for at once. Ends with `cancelled` after a stop request.
template <class Rep, class Period>
stream<std::uint64_t> interval(std::chrono::duration<Rep, Period> d) {
  auto due = timer::clock::now();
  for (std::uint64_t n = 0;; ++n) {
    co_yield n;
    due = detail::after(d, due);
    co_await sleep_until(due);
  }
}

}  // namespace async
