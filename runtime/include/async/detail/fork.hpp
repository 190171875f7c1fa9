#pragma once

#include <async/detail/record.hpp>
#include <async/task.hpp>

#include <atomic>
#include <coroutine>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <functional>
#include <memory>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

// Tasks that are joined. The first runs on top of the coroutine that joins, as a part of its task, and so
// does each following one that is still there when the one before has ended: then a child costs no more
// than its frame. Meanwhile they lie in a queue of the worker, from which another worker may take the
// oldest: that one becomes a task of its own, and so do those that have not begun when one of
// them suspends. (The parallel programs of Cilk take the work in that order, too; that most of the queue is
// private, and one piece on offer, is the idea of split deques: Acar, Charguéraud, Rainey, PPoPP 2013.) Of more
// than two, as many as there are workers without work begin as tasks of their own: one that computes
// makes no offers meanwhile.

namespace async::detail {

class fork_join;
class fork_child;

/// One of the tasks.
struct fork_job {
  fork_job() noexcept = default;
  template <class T>
  explicit fork_job(task<T> const& t) noexcept {
    set(t);
  }
  template <class T>
  void set(task<T> const& t) noexcept {
    frame = t.frame();
    promise = &t.frame().promise();
    failed = &failed_with<T>;
  }

  std::coroutine_handle<> frame;
  promise_base* promise = nullptr;
  /// Whether it has failed, and with what unless `error` is null.
  bool (*failed)(promise_base&, std::exception_ptr* error) noexcept = nullptr;
  fork_join* join = nullptr;
  bool queued = false;
  bool elsewhere = false;  // as a task of its own
  std::atomic<fork_child*> child{nullptr};

 private:
  template <class T>
  static bool failed_with(promise_base& p, std::exception_ptr* error) noexcept {
    auto& outcome = static_cast<detail::promise<T>&>(p).outcome;
    if (error) *error = outcome.error();
    return outcome.failed();
  }
};

/// The jobs of one worker. All but the one on offer belong to its thread alone.
class fork_queue {
 public:
  fork_queue() noexcept = default;
  fork_queue(fork_queue const&) = delete;
  fork_queue& operator=(fork_queue const&) = delete;

  void push(fork_job& j) noexcept {
    if (end_ == capacity) return;  // it runs where it is
    jobs_[end_++] = &j;
    j.queued = true;
    if (!offer_.load(std::memory_order_relaxed)) make_offer();
  }
  /// Takes back the one that was added last. False if another worker has it.
  bool pop(fork_job& j) noexcept {
    if (end_ != begin_) {
      if (--end_ == begin_) begin_ = end_ = 0;
      if (!offer_.load(std::memory_order_relaxed) && end_ != begin_) make_offer();
      return true;
    }
    fork_job* expected = &j;
    return offer_.compare_exchange_strong(expected, nullptr, std::memory_order_acq_rel);
  }
  bool has_offer() const noexcept { return offer_.load(std::memory_order_seq_cst) != nullptr; }
  /// By another worker: what is on offer.
  fork_job* steal() noexcept {
    if (!offer_.load(std::memory_order_relaxed)) return nullptr;
    return offer_.exchange(nullptr, std::memory_order_acq_rel);
  }

  void (*on_offer)(void*) noexcept = nullptr;
  unsigned (*idle_workers)(void*) noexcept = nullptr;
  void* pool = nullptr;

 private:
  void make_offer() noexcept;

  static constexpr std::uint32_t capacity = 256;
  std::uint32_t begin_ = 0, end_ = 0;
  fork_job* jobs_[capacity];
  alignas(64) std::atomic<fork_job*> offer_{nullptr};
};

/// A way to stop the tasks of one join without the one that joins. Made only when something asks: until
/// then it is an entry in a list of the context, inner first.
class join_scope {
 public:
  join_scope() noexcept {}
  join_scope(join_scope const&) = delete;
  join_scope& operator=(join_scope const&) = delete;

 protected:
  ~join_scope() {}
  void begin(context& c) noexcept {
    outer_ = std::exchange(c.scopes, this);
  }
  void end(context& c) noexcept {
    if (!own_) [[likely]]
      c.scopes = outer_;
    else
      end_settled(c);
  }
  stop_state* own() const noexcept { return own_.get(); }
  /// From now on those who are to be stopped are.
  void fail() noexcept;
  bool failed() const noexcept { return state_.load(std::memory_order_acquire) == failed_mark(); }

 private:
  friend context;
  static stop_state* failed_mark() noexcept { return reinterpret_cast<stop_state*>(1); }
  void settle(context& c);
  void end_settled(context& c) noexcept;

  join_scope* outer_ = nullptr;
  std::atomic<stop_state*> state_{nullptr};
  stop_ref own_;
  stop_ref saved_;  // what stopped the task outside
  union {
    stop_link from_saved_;
  };
};

/// What the awaiters of joins share.
class fork_join : private join_scope {
 protected:
  fork_join() noexcept { arrival_.join = this; }
  ~fork_join() = default;

  /// Runs the tasks. False if they have ended.
  bool start(context& c, std::coroutine_handle<> joins, fork_job* jobs, std::size_t n) noexcept;
  /// Throws what the first failed with.
  void finish();

 private:
  friend fork_child;
  friend fork_queue;

  /// Poses as a coroutine, with its promise: what a task that has suspended continues with.
  struct arrival {
    void (*resume)(arrival*) noexcept = &run;
    void (*destroy)(arrival*) noexcept = &ignore;
    promise_base promise;  // names the coroutine that joins as the next, for who looks
    fork_join* join = nullptr;
    static void run(arrival* self) noexcept { self->join->go_on(); }
    static void ignore(arrival*) noexcept {}
  };

  void share_out() noexcept;
  void spawn(fork_job& j) noexcept;
  bool take_back(fork_job& j) noexcept;
  bool all_ended_but_elsewhere() noexcept;
  bool suspend(std::size_t running) noexcept;
  void go_on() noexcept;
  void ended_here(fork_job& j) noexcept;
  void ended(std::exception_ptr error, bool was_asked_to_stop) noexcept;

  context* ctx_ = nullptr;
  std::coroutine_handle<> joins_;
  fork_job* jobs_ = nullptr;
  std::size_t count_ = 0;
  std::size_t running_ = 0;    // the one that has suspended
  std::size_t elsewhere_ = 0;  // how many became tasks of their own
  local_value* locals_ = nullptr;
  std::atomic<std::size_t> pending_{0};
  spinlock lock_;
  bool incomplete_ = false;
  std::exception_ptr first_;
  arrival arrival_;
};

/// By another worker: what is on offer, as a task.
work_item* take_offer(fork_queue& of) noexcept;

/// A job that became a task of its own.
class fork_child final : public record, public in_frame_arena {
 public:
  /// Lists it; the caller runs or posts it.
  explicit fork_child(fork_job& j) noexcept;
  /// Lets a stop of the join reach it.
  void link_to(stop_state& s) noexcept;

 private:
  void finish() noexcept override;
  void destroy() noexcept override { delete this; }

  fork_job& job_;
  spinlock link_lock_;
  bool ended_ = false;
  stop_link from_join_;
};

/// What a task gives as an object that can be kept: std::monostate for void.
template <class T>
using kept_t = std::conditional_t<
    std::is_void_v<T>, std::monostate,
    std::conditional_t<std::is_reference_v<T>, std::reference_wrapper<std::remove_reference_t<T>>,
                       std::remove_cv_t<T>>>;

/// The same where references may stay what they are.
template <class T>
using joined_t = std::conditional_t<std::is_lvalue_reference_v<T>, T, kept_t<T>>;

template <class Kept, class T>
Kept take_as(std::coroutine_handle<promise<T>> ended) {
  if constexpr (std::is_void_v<T>)
    return {};
  else
    return static_cast<Kept>(ended.promise().outcome.take());
}

/// Awaits tasks that are owned by somebody else; gives their results.
template <class... T>
class fork_awaiter : public native_awaitable, public fork_join {
 public:
  explicit fork_awaiter(task<T> const&... tasks) noexcept
      : tasks_(tasks.frame()...), jobs_{fork_job(tasks)...} {}
  bool await_ready() const noexcept { return false; }
  template <class P>
  bool await_suspend(std::coroutine_handle<P> h) noexcept {
    return start(*h.promise().ctx, h, jobs_, sizeof...(T));
  }
  std::tuple<joined_t<T>...> await_resume() {
    finish();
    return std::apply(
        [](auto... each) { return std::tuple<joined_t<T>...>(take_as<joined_t<T>>(each)...); }, tasks_);
  }

 private:
  std::tuple<std::coroutine_handle<promise<T>>...> tasks_;
  fork_job jobs_[sizeof...(T)];
};

/// The same for a number of tasks that is known later; their results stay in them.
template <class T>
class fork_all_awaiter : public native_awaitable, public fork_join {
 public:
  explicit fork_all_awaiter(std::vector<task<T>> const& tasks)
      : jobs_(std::make_unique<fork_job[]>(tasks.size())), size_(tasks.size()) {
    for (std::size_t i = 0; i < size_; ++i) jobs_[i].set(tasks[i]);
  }
  bool await_ready() const noexcept { return false; }
  template <class P>
  bool await_suspend(std::coroutine_handle<P> h) noexcept {
    return start(*h.promise().ctx, h, jobs_.get(), size_);
  }
  void await_resume() { finish(); }

 private:
  std::unique_ptr<fork_job[]> jobs_;
  std::size_t size_;
};

}  // namespace async::detail
