#pragma once

#include <async/detail/context.hpp>
#include <async/detail/exceptions.hpp>
#include <async/detail/result.hpp>
#include <async/drop.hpp>

#include <exception>
#include <utility>

// Objects that nobody takes: results, what waits in a channel whose receivers are gone. The library has no
// scope to drop them in, so a task of their own does it, which a runtime that ends waits for.

namespace async::detail {

/// Drops `x` in a task of its own, whose error nobody sees. Any thread, while `rt` lives. In <async/spawn.hpp>.
template <class T>
void drop_on(runtime_ref rt, T&& x);

/// If `x` has a drop that is needed, drops it on `rt`; if that task cannot be started, why goes to the handler
/// of suppressed errors.
template <class T>
void let_go(runtime_ref rt, T& x) noexcept {
  if constexpr (has_drop<T>) {
    if (!drop_needed(x)) return;
    ASYNC_TRY {
      drop_on(rt, std::move(x));
    } ASYNC_CATCH_ALL {
      suppress(std::current_exception());
    }
  }
}

/// The same on the runtime of the running task. Outside any `x` stays as it is, and is destroyed.
template <class T>
void let_go(T& x) noexcept {
  if constexpr (has_drop<T>)
    if (context* c = current_context()) let_go(c->home, x);
}

template <class T>
class let_go_at_end {
 public:
  explicit let_go_at_end(T& x) noexcept : x_(x) {}
  let_go_at_end(let_go_at_end const&) = delete;
  let_go_at_end& operator=(let_go_at_end const&) = delete;
  ~let_go_at_end() { let_go(x_); }

 private:
  T& x_;
};

}  // namespace async::detail
