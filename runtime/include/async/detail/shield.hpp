#pragma once

#include <async/detail/context.hpp>
#include <async/detail/foreign.hpp>

#include <coroutine>
#include <type_traits>
#include <utility>

namespace async::detail {

/// Hides the task's stop requests until it is destroyed. The coroutines of a task share one context
/// and run one at a time, so hiding is a bit that is set before and cleared after.
class shield {
 public:
  explicit shield(context& c) noexcept {
    c.settle();
    if (!c.stop) return;  // most often, and then nothing has to be kept
    c.stop.hide();
    ctx_ = &c;
  }
  shield(shield&& o) noexcept : ctx_(std::exchange(o.ctx_, nullptr)) {}
  shield& operator=(shield&&) = delete;
  ~shield() { show(); }
  void show() noexcept {
    if (ctx_) std::exchange(ctx_, nullptr)->stop.show();
  }

 private:
  context* ctx_ = nullptr;  // whose stop requests this one hides; null if there was none to hide
};

/// Awaits an operand behind a shield, made in the task that awaits it. `A` is a value type, which is
/// owned, or an lvalue reference.
template <class A>
class shielded_awaiter {
  using inner = typename in_task<A&&>::awaiter;
  static constexpr bool is_own_awaiter = std::is_reference_v<inner>;
  struct itself {
    explicit itself(A&) noexcept {}
    A& get(A& operand) noexcept { return operand; }
  };
  struct kept {
    explicit kept(A& operand) : awaiter(awaiter_in_task(static_cast<A&&>(operand))) {}
    inner& get(A&) noexcept { return awaiter; }
    inner awaiter;
  };

 public:
  /// `make` returns the operand, so that it need not be movable; it runs behind the shield, too.
  template <class F>
  shielded_awaiter(context& c, F&& make)
      : shield_(c), operand_(std::forward<F>(make)()), inner_(operand_) {}
  shielded_awaiter(shielded_awaiter const&) = delete;
  shielded_awaiter& operator=(shielded_awaiter const&) = delete;

  bool await_ready() { return static_cast<bool>(get().await_ready()); }
  template <class P>
  auto await_suspend(std::coroutine_handle<P> self) {
    return get().await_suspend(self);
  }
  decltype(auto) await_resume() {
    shield const until_resumed = std::move(shield_);
    return get().await_resume();
  }

 private:
  auto& get() noexcept { return inner_.get(operand_); }

  shield shield_;
  A operand_;
  [[no_unique_address]] std::conditional_t<is_own_awaiter, itself, kept> inner_;
};

template <class A>
class shield_request : public native_awaitable {
 public:
  explicit shield_request(A&& operand) noexcept : operand_(static_cast<A&&>(operand)) {}
  shielded_awaiter<A> on_await(context& c) const {
    return {c, [this]() -> A&& { return static_cast<A&&>(operand_); }};
  }

 private:
  A&& operand_;
};

/// Awaits the operand with the task's stop requests hidden, from it and from the tasks that it
/// awaits. Afterwards they are visible again: the next awaiting operation ends with `cancelled`.
template <class A>
shield_request<A> shielded(A&& awaitable) noexcept {
  return shield_request<A>(std::forward<A>(awaitable));
}

}  // namespace async::detail
