#pragma once

#include <async/drop.hpp>
#include <async/task.hpp>

#include <exception>
#include <utility>

namespace async {

namespace detail {

template <class Own>
void own_drop_failed(std::exception_ptr& first) noexcept {
  drop_failed(first, noexcept(std::declval<Own&>()()));
}

template <class Part>
task<void> drop_part(Part& part, std::exception_ptr const& leaving, std::exception_ptr& error) {
  try {
    co_await dropping(part, leaving ? leaving : error);
  } catch (...) {
    async::drop_failed<Part>(error);
  }
}

template <class Part>
void drop_part_now([[maybe_unused]] Part& part,
                   [[maybe_unused]] std::exception_ptr const& leaving,
                   std::exception_ptr& error) noexcept {
  try {
    if constexpr (has_drop<Part>)
      if (drop_needed(part)) static_cast<void>(drop_result(part, leaving ? leaving : error));
  } catch (...) {
    async::drop_failed<Part>(error);
  }
}

}  // namespace detail

/// The drop of an object with a drop of its own and of parts that have one, in that order. All run;
/// the first error of theirs is thrown, later ones are suppressed. `leaving` is the scope's. Used by lowered code; `own` and the parts
/// must outlive the task.
template <class Own, class... Parts>
task<void> drop_parts(Own own, bool needed, std::exception_ptr const& leaving, Parts&... parts) {
  std::exception_ptr error;
  if (needed) {
    try {
      co_await own();
    } catch (...) {
      detail::own_drop_failed<Own>(error);
    }
  }
  (co_await detail::drop_part(parts, leaving, error), ...);
  if (error) std::rethrow_exception(error);
}

/// The same for drops that need no await.
template <class Own, class... Parts>
void drop_parts_now(Own own, bool needed, std::exception_ptr const& leaving, Parts&... parts) {
  std::exception_ptr error;
  if (needed) {
    try {
      own();
    } catch (...) {
      detail::own_drop_failed<Own>(error);
    }
  }
  (detail::drop_part_now(parts, leaving, error), ...);
  if (error) std::rethrow_exception(error);
}

}  // namespace async
