#pragma once

#include <async/drop.hpp>
#include <async/spawn.hpp>
#include <async/task.hpp>

#include <type_traits>
#include <utility>

namespace async {

/// Drops `x` on the current runtime, in the background. Outside any runtime it throws `no_runtime`
/// and leaves `x` unchanged. The task's error, if it ends with one, is the detached task's.
template <class T>
  requires(!std::is_reference_v<T>)
void drop_detached(T&& x) {
  static_cast<void>(detail::require_context("drop_detached"));
  spawn(detail::drop_later<T>(std::move(x))).detach();
}

}  // namespace async
