#pragma once

#include <async/detail/as_task.hpp>
#include <async/detail/record.hpp>
#include <async/drop.hpp>
#include <async/task.hpp>

#include <cstddef>
#include <exception>
#include <source_location>
#include <utility>

namespace async {

namespace detail {
/// Children that see the values of task_local that the task that spawns them sees.
struct inherit_locals {};

template <class T>
task<void> run_and_drop(task<T> from) {
  T ignored = co_await std::move(from);
  co_await dropping(ignored);
}
}  // namespace detail

/// Child tasks that end no later than a scope, from which they may therefore borrow. The first
/// error of a child stops the others and is rethrown by the join. Leaving the scope joins, and
/// stops the children first if an error leaves it. A request to stop the task that spawns reaches
/// the children: that of the task that made the group, or of the first that spawns if no task did. One
/// task joins; `spawn` and `request_stop` may be called by the children too.
class task_group {
 public:
  task_group();
  /// By the library, where all that the children see of the awaiting task outlives them.
  explicit task_group(detail::inherit_locals) : task_group() { inherits_ = true; }
  task_group(task_group const&) = delete;
  task_group& operator=(task_group const&) = delete;
  /// Ends the program if children still run, as they may use what is destroyed next.
  ~task_group();

  /// Starts a child on the current runtime; its result is discarded, by the child if it has a drop. Throws
  /// `no_runtime`.
  template <class T>
  void spawn(task<T> t, std::source_location where = std::source_location::current()) {
    t.expect_fresh();
    if constexpr (has_drop<T>)
      return spawn(detail::run_and_drop(std::move(t)), where);
    detail::context& parent = detail::require_context("task_group::spawn");
    auto* c = new child<T>(*this, parent.home, std::move(t));
    add(parent);
    c->spawned_at = where;
    if (inherits_) c->locals = parent.locals;
    c->launch();
  }
  /// Starts a child that awaits `a`.
  template <detail::ownable_awaitable A>
  void spawn(A&& a, std::source_location where = std::source_location::current()) {
    spawn(detail::as_task(std::forward<A>(a)), where);
  }

  /// Waits until all children have ended, then rethrows their first error, once.
  [[nodiscard]] auto join() noexcept { return join_awaiter(*this); }
  /// Asks all children to stop, those of later, too. Any thread.
  void request_stop() noexcept { stop_->request(); }

 private:
  class join_awaiter : public detail::native_awaitable {
   public:
    explicit join_awaiter(task_group& g) noexcept : group_(g) {}
    bool await_ready() const noexcept { return false; }
    template <class P>
    bool await_suspend(std::coroutine_handle<P> h) noexcept {
      return begin(*h.promise().ctx, h);
    }
    void await_resume();

   private:
    bool begin(detail::context& c, std::coroutine_handle<> h) noexcept;

    task_group& group_;
    detail::waiter waiter_;
    bool published_ = false;
  };

  template <class T>
  class child final : public detail::record, public detail::in_frame_arena {
   public:
    child(task_group& g, runtime_ref rt, task<T> t) noexcept
        : record(rt, 1), group_(g), from_group_(*this), task_(std::move(t)) {}
    void launch() noexcept {
      task_.frame().promise().ctx = this;
      group_.stop_->add(from_group_);
      start(task_.frame(), post_hint::spawn);
    }

   private:
    void finish() noexcept override {
      std::exception_ptr error = task_.frame().promise().outcome.error();
      task_ = {};
      from_group_.remove();
      delist();
      group_.ended(std::move(error), requested());
      release();
    }
    void destroy() noexcept override { delete this; }

    task_group& group_;
    detail::stop_link from_group_;
    task<T> task_;
  };

  // Not noexcept: that would promise that awaiting it does not throw either.
  friend join_awaiter async_drop(task_group& self, std::exception_ptr const& error) {
    if (error) self.request_stop();
    return join_awaiter(self);
  }
  friend bool async_drop_needed(task_group const& self) noexcept { return self.pending(); }

  bool pending() const noexcept;
  void add(detail::context& parent) noexcept;
  /// `stopped`: the child was asked to stop, by the group or by a runtime that ends.
  void ended(std::exception_ptr error, bool stopped) noexcept;

  mutable detail::spinlock lock_;
  std::size_t live_ = 0;
  detail::waiter* joiner_ = nullptr;
  std::exception_ptr first_;
  detail::stop_ref stop_;
  detail::stop_ref parent_;
  detail::stop_link from_parent_;
  bool linked_ = false;
  bool inherits_ = false;
};

}  // namespace async
