#pragma once

#include <async/block_on.hpp>
#include <async/runtime.hpp>
#include <async/spawn.hpp>

#include <source_location>
#include <utility>

namespace async {

/// `spawn` and `block_on` as members of the runtime `R`, which is derived from it.
template <class R>
class runtime_interface {
 public:
  /// Starts the task on this runtime; any thread may call it.
  template <class T>
  join_handle<T> spawn(task<T> t,
                       std::source_location where = std::source_location::current()) {
    return ref().spawn(std::move(t), where);
  }
  /// Starts a task that awaits `a`.
  template <detail::ownable_awaitable A>
  auto spawn(A&& a, std::source_location where = std::source_location::current()) {
    return ref().spawn(std::forward<A>(a), where);
  }
  /// Runs the task and returns or throws what it does. Blocks the calling thread.
  template <class T>
  T block_on(task<T> t, std::source_location where = std::source_location::current()) {
    return ref().block_on(std::move(t), where);
  }
  template <detail::other_awaitable A>
  decltype(auto) block_on(A&& a,
                          std::source_location where = std::source_location::current()) {
    return ref().block_on(std::forward<A>(a), where);
  }

 protected:
  runtime_interface() = default;
  ~runtime_interface() = default;

 private:
  runtime_ref ref() noexcept { return runtime_ref(static_cast<R&>(*this)); }
};

}  // namespace async
