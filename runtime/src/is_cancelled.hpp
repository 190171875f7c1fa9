#pragma once

#include <async/errors.hpp>

#include <exception>

namespace async::detail {

/// Whether a task ended because it was asked to stop. `error` is not null.
inline bool is_cancelled(std::exception_ptr const& error) noexcept {
  try {
    std::rethrow_exception(error);
  } catch (cancelled const&) {
    return true;
  } catch (...) {
    return false;
  }
}

}  // namespace async::detail
