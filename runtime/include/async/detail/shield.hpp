#pragma once

#include <async/detail/foreign.hpp>
#include <async/detail/promise.hpp>

#include <coroutine>
#include <type_traits>
#include <utility>

namespace async::detail {

template <class A>
struct inner_awaiter {
  using type = foreign_awaiter<A>;
};
template <class A>
  requires is_native<A>
struct inner_awaiter<A> {
  using type = awaiter_of<A>;
};

/// Awaits an operand while the task's stop requests are hidden from it. The coroutines of a task
/// share one context and run one at a time, so hiding is a swap before and after. `A` is a value
/// type, which is owned, or an lvalue reference.
template <class A>
class shield_awaiter : public native_awaitable {
  using inner = typename inner_awaiter<A&&>::type;
  static constexpr bool is_own_awaiter = std::is_reference_v<inner>;
  struct itself {
    explicit itself(A&) noexcept {}
    A& get(A& operand) noexcept { return operand; }
  };
  struct kept {
    explicit kept(A& operand) : awaiter(make(operand)) {}
    inner& get(A&) noexcept { return awaiter; }
    static inner make(A& operand) {
      if constexpr (is_native<A>)
        return get_awaiter(static_cast<A&&>(operand));
      else
        return inner(static_cast<A&&>(operand));
    }
    inner awaiter;
  };

 public:
  /// `make` returns the operand, so that it need not be movable.
  template <class F>
  shield_awaiter(std::in_place_t, F&& make)
      : operand_(std::forward<F>(make)()), inner_(operand_) {}
  shield_awaiter(shield_awaiter const&) = delete;
  shield_awaiter& operator=(shield_awaiter const&) = delete;

  bool await_ready() const noexcept { return false; }

  template <class P>
  std::coroutine_handle<> await_suspend(std::coroutine_handle<P> self) {
    context& c = *self.promise().ctx;
    ctx_ = &c;
    hidden_ = std::exchange(c.stop, nullptr);
    try {
      if (get().await_ready()) return go_on(c, self);
      using R = decltype(get().await_suspend(self));
      if constexpr (std::is_void_v<R>) {
        get().await_suspend(self);
        return std::noop_coroutine();
      } else if constexpr (std::is_same_v<R, bool>) {
        if (get().await_suspend(self)) return std::noop_coroutine();
        return go_on(c, self);
      } else {
        return get().await_suspend(self);
      }
    } catch (...) {
      c.stop = hidden_;
      throw;
    }
  }

  decltype(auto) await_resume() {
    struct show {
      context* ctx;
      stop_state* hidden;
      ~show() { ctx->stop = hidden; }
    } restore{ctx_, hidden_};
    return get().await_resume();
  }

 private:
  auto& get() noexcept { return inner_.get(operand_); }

  A operand_;
  [[no_unique_address]] std::conditional_t<is_own_awaiter, itself, kept> inner_;
  context* ctx_ = nullptr;
  stop_state* hidden_ = nullptr;
};

/// Awaits the operand with the task's stop requests hidden, from it and from the tasks that it
/// awaits. Afterwards they are visible again: the next awaiting operation ends with `cancelled`.
template <class A>
shield_awaiter<A> shielded(A&& awaitable) {
  return shield_awaiter<A>(std::in_place,
                           [&]() -> A&& { return static_cast<A&&>(awaitable); });
}

}  // namespace async::detail
