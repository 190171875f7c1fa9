#pragma once

#include <async/detail/record.hpp>
#include <async/task.hpp>

#include <atomic>
#include <coroutine>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <utility>

// Tasks that are joined. The first runs on top of the coroutine that joins, as a part of its task, and so
// does each following one that is still there when the one before has ended: then a child costs no more
// than its frame. When a task has ended, its result is kept and its frame goes, with its parameters: others may wait
// for those. Meanwhile they lie in a queue of the worker, from which another worker may take the
// oldest: that one becomes a task of its own, and so do those that have not begun when one of
// them suspends. (The parallel programs of Cilk take the work in that order, too; that most of the queue is
// private, and one piece on offer, is the idea of split deques: Acar, Charguéraud, Rainey, PPoPP 2013.) Of more
// than two, as many as there are workers without work begin as tasks of their own: one that computes
// makes no offers meanwhile.

namespace async::detail {

class fork_join;
class fork_child;

/// One of the tasks of a join: `set` before that begins.
struct fork_job {
  fork_job() noexcept {}
  template <class T>
  void set(fork_join& of, async::task<T>& t, result<T>& to) noexcept {
    join = &of;
    task = &t;
    kept = &to;
    type = &type_of<T>;
  }
  /// What a task that has ended leaves.
  template <class T>
  static void keep(async::task<T>& t, result<T>& to) noexcept {
    to.move_first(t.frame().promise().outcome);
    t = {};
  }
  std::coroutine_handle<> frame() const noexcept { return type->frame(task); }
  promise_base& promise() const noexcept { return type->promise(task); }
  /// Keeps the result of the task, which has ended, and destroys its frame. Gives the error, if it has failed.
  std::exception_ptr ended() const noexcept { return type->keep(task, kept); }

  fork_join* join;
  enum : unsigned char { here, queued, elsewhere } where = here;  // elsewhere: as a task of its own
  std::atomic<fork_child*> child{nullptr};

 private:
  /// What depends on the type of the task.
  struct functions {
    std::coroutine_handle<> (*frame)(void* task) noexcept;
    promise_base& (*promise)(void* task) noexcept;
    std::exception_ptr (*keep)(void* task, void* kept) noexcept;
  };
  template <class T>
  static async::task<T>& as(void* task) noexcept {
    return *static_cast<async::task<T>*>(task);
  }
  template <class T>
  static constexpr functions type_of = {
      [](void* t) noexcept -> std::coroutine_handle<> { return as<T>(t).frame(); },
      [](void* t) noexcept -> promise_base& { return as<T>(t).frame().promise(); },
      [](void* t, void* kept) noexcept {
        auto& to = *static_cast<result<T>*>(kept);
        keep(as<T>(t), to);
        return to.error();
      }};

  void* task;
  void* kept;
  functions const* type;
};

/// The jobs of one worker. All but the one on offer belong to its thread alone.
class fork_queue {
 public:
  fork_queue() noexcept = default;
  fork_queue(fork_queue const&) = delete;
  fork_queue& operator=(fork_queue const&) = delete;

  void push(fork_job& j) noexcept {
    if (end_ == capacity) [[unlikely]] return;  // it runs where it is
    jobs_[end_++] = &j;
    j.where = fork_job::queued;
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
  void begin(context& c) noexcept { outer_ = std::exchange(c.scopes, this); }
  /// If it is not settled.
  void end(context& c) noexcept { c.scopes = outer_; }
  void end_settled(context& c) noexcept;
  stop_state* own() const noexcept { return is_settled_ ? settled_.own.get() : nullptr; }
  /// From now on those who are to be stopped are.
  void fail() noexcept;
  bool failed() const noexcept { return state_.load(std::memory_order_acquire) == failed_mark(); }

 private:
  friend context;
  static stop_state* failed_mark() noexcept { return reinterpret_cast<stop_state*>(1); }
  void settle(context& c);

  join_scope* outer_ = nullptr;
  std::atomic<stop_state*> state_{nullptr};
  struct settled {
    explicit settled(stop_ref made) : own(std::move(made)), from_saved(*own.get()) {}
    stop_ref own;
    seen_stop saved;  // what stopped the task outside
    stop_ref kept;    // the same, as long as it may pass on a request
    stop_link from_saved;
  };
  bool is_settled_ = false;
  union {
    settled settled_;
  };
};

/// What the awaiters of joins share. As long as each task ends where it began, without an error, all of it is
/// inline.
class fork_join : private join_scope {
 protected:
  fork_join() noexcept : first_() {}
  ~fork_join() {}

  void begin(context& c, std::coroutine_handle<> joins, fork_job* jobs, std::size_t n) noexcept {
    ctx_ = &c;
    joins_ = joins;
    jobs_ = jobs;
    count_ = n;
    locals_ = c.locals;
    pending_.store(n, std::memory_order_relaxed);
    join_scope::begin(c);
    if (!c.forks) return;
    if (n > 2) share_out();
    for (std::size_t i = n; i-- > 1;)
      if (jobs[i].where == fork_job::here) c.forks->push(jobs[i]);
  }
  /// The tasks in their order. Whether this one has suspended, and so the join has.
  template <class T>
  [[gnu::always_inline]] bool run(task<T>& task, result<T>& kept, std::size_t i) noexcept {
    fork_job& j = jobs_[i];
    if (i != 0 && !take_back(j)) return false;
    if (!ctx_->has_stack()) [[unlikely]] {
      task.frame().promise().ctx = ctx_;
      ctx_->next = task.frame();
      return suspend(i);
    }
    if (!ctx_->run_inline(task.frame())) [[unlikely]] return suspend(i);
    fork_job::keep(task, kept);
    if (kept.failed()) [[unlikely]] failed_here(kept.error());
    return false;
  }
  /// After the last. Whether the join suspends for those that run elsewhere.
  bool waits() noexcept { return elsewhere_ != 0 && suspend(count_); }
  /// Throws what the first failed with.
  void finish() {
    if (!eventful_ && !own()) [[likely]]
      end(*ctx_);
    else
      finish_eventful();
  }

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
  bool take_back(fork_job& j) noexcept {
    if (j.where == fork_job::queued && !ctx_->forks->pop(j)) [[unlikely]] moved(j);
    return j.where != fork_job::elsewhere && !failed();
  }
  void moved(fork_job& j) noexcept;
  bool suspend(std::size_t running) noexcept;
  void failed_here(std::exception_ptr error) noexcept;
  bool all_ended_but_elsewhere() noexcept;
  void go_on() noexcept;
  void ended(std::exception_ptr error, bool was_asked_to_stop) noexcept;
  void finish_eventful();

  // Set by `begin`.
  context* ctx_;
  std::coroutine_handle<> joins_;
  fork_job* jobs_;
  std::size_t count_;
  local_value* locals_;

  std::size_t elsewhere_ = 0;  // how many became tasks of their own
  std::atomic<std::size_t> pending_{0};
  union {
    std::exception_ptr first_;  // `finish` takes it
  };
  spinlock lock_;
  bool incomplete_ = false;
  bool eventful_ = false;  // a task ran elsewhere or failed; known to the one that joins alone
  // Made by `suspend`.
  std::size_t running_;  // the one that has suspended; `count_` if the join only waits for others
  union {
    arrival arrival_;
  };
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

}  // namespace async::detail
