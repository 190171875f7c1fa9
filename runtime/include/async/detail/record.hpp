#pragma once

#include <async/detail/exceptions.hpp>
#include <async/detail/let_go.hpp>
#include <async/detail/spinlock.hpp>
#include <async/detail/waiter.hpp>
#include <async/errors.hpp>
#include <async/task.hpp>

#include <atomic>
#include <memory>
#include <source_location>
#include <string>

namespace async::detail {

/// A spawned task: its context, its stop state, and its place in the list of all tasks.
class record : public stop_state, public context {
 public:
  /// Lists the task and makes it ready to run. It then holds a reference to itself until it ends.
  void start(std::coroutine_handle<> first, post_hint hint) noexcept;
  void enlist() noexcept;
  void delist() noexcept;

  /// Names the running task; any other thread may read it.
  void set_name(std::string name);
  std::string name() const;

  std::source_location spawned_at;  // line 0 if the library itself did it
  record* list_next = nullptr;
  record** list_link = nullptr;

 protected:
  record(runtime_ref rt, std::uint32_t refs) noexcept;
  ~record() override = default;

 private:
  mutable spinlock name_lock_;
  std::unique_ptr<std::string> name_;
};

/// What a join handle and the running task share. A result that nobody takes is dropped if its type has
/// a drop: by who comes last, the task that ends or the handle that lets go.
template <class T>
class join_state : public record, public in_frame_arena {
 public:
  join_state(runtime_ref rt, task<T> t) noexcept : record(rt, 2), task_(std::move(t)) {}
  join_state(runtime_ref rt) noexcept : record(rt, 2) {}

  void launch(post_hint hint = post_hint::spawn) noexcept {
    promise_base& p = task_.frame().promise();
    p.ctx = this;
    start(task_.frame(), hint);
  }

  bool ready() const noexcept { return joiner_.load(std::memory_order_acquire) == done_mark(); }
  /// False if the task has ended.
  bool publish(waiter& w) noexcept {
    waiter* none = nullptr;
    return joiner_.compare_exchange_strong(none, &w, std::memory_order_acq_rel);
  }
  bool unpublish(waiter& w) noexcept {
    waiter* expected = &w;
    return joiner_.compare_exchange_strong(expected, nullptr, std::memory_order_acq_rel);
  }

  /// Throws std::logic_error unless the result is still there and nobody waits for it.
  void expect_unclaimed() {
    if (std::exchange(claimed_, true)) [[unlikely]]
      misused(
          "async::join_handle: awaited twice: the result of a spawned task is taken once, by one "
          "task");
  }
  /// By an await that was cancelled: the handle may be awaited again.
  void unclaim() noexcept { claimed_ = false; }

  /// By the handle: gives up its reference, and what was not taken. Outside any runtime that is destroyed
  /// without its drop.
  void let_go() noexcept {
    if constexpr (has_drop<T>) {
      waiter* seen = nullptr;
      bool const ended =
          !joiner_.compare_exchange_strong(seen, abandoned_mark(), std::memory_order_acq_rel) &&
          seen == done_mark();
      if (ended && !claimed_)
        if (context* c = current_context()) drop_outcome_on(c->home);
    }
    release();
  }

  result<T> outcome;
  completion* watcher = nullptr;

 protected:
  void announce() noexcept {
    if constexpr (!has_drop<T>) delist();
    waiter* w = joiner_.exchange(done_mark(), std::memory_order_acq_rel);
    if constexpr (has_drop<T>) {
      if (w == abandoned_mark()) {
        w = nullptr;
        drop_outcome_on(home);
      }
      delist();  // a runtime that ends has waited for this task, and so waits for the drop, too
    }
    if (w) w->complete();
    if (watcher) watcher->set();
  }

 private:
  void finish() noexcept override {
    outcome.move_from(task_.frame().promise().outcome);
    task_ = {};  // the parameters go before anybody learns that the task has ended
    announce();
    release();
  }
  void destroy() noexcept override { delete this; }
  void drop_outcome_on(runtime_ref rt) noexcept {
    if (auto* untaken = outcome.value()) detail::let_go(rt, *untaken);
  }
  static waiter* done_mark() noexcept { return reinterpret_cast<waiter*>(1); }
  static waiter* abandoned_mark() noexcept { return reinterpret_cast<waiter*>(2); }

  task<T> task_;
  std::atomic<waiter*> joiner_{nullptr};
  bool claimed_ = false;  // by the task that awaits the handle
};

/// Awaits the end of a spawned task.
template <class T>
class join_awaiter : public native_awaitable {
 public:
  explicit join_awaiter(join_state<T>& s) noexcept : state_(s) {}

  bool await_ready() const {
    state_.expect_unclaimed();
    return false;
  }
  template <class P>
  bool await_suspend(std::coroutine_handle<P> h) noexcept {
    if (!waiter_.begin(*h.promise().ctx)) return false;
    if (!state_.publish(waiter_)) return false;
    published_ = true;
    return waiter_.suspend(h);
  }
  T await_resume() {
    waiter_.end();
    if (waiter_.cancelled()) [[unlikely]] {
      give_up();
      ASYNC_THROW(async::cancelled());
    }
    return state_.outcome.take();
  }

 private:
  [[gnu::noinline, gnu::cold]] void give_up() noexcept {
    if (published_ && !state_.unpublish(waiter_)) waiter_.wait_released();
    state_.unclaim();
  }

  join_state<T>& state_;
  waiter waiter_;
  bool published_ = false;
};

}  // namespace async::detail
