#pragma once

#include <async/detail/type_name.hpp>

#include <atomic>
#include <chrono>
#include <concepts>
#include <cstddef>
#include <memory>
#include <source_location>
#include <string>
#include <string_view>
#include <type_traits>

namespace async {

template <class T>
class task;
template <class T>
class join_handle;
class reactor;

/// Something that is ready to run. The library owns it; a runtime links it into its queues with
/// `next`, takes it out and calls `run()` exactly once for each time it was posted.
class work_item {
 public:
  work_item() noexcept = default;
  work_item(work_item const&) = delete;
  work_item& operator=(work_item const&) = delete;

  virtual void run() noexcept = 0;

  work_item* next = nullptr;

 protected:
  ~work_item() = default;
};

/// Why work is posted: `wake` by the running task (may run next), `spawn` a new task, `yield` the
/// running task lets others go first.
enum class post_hint : unsigned char { wake, spawn, yield };

/// What `run` waits for. `set` may be called on any thread.
class completion {
 public:
  bool is_set() const noexcept { return flag_.load(std::memory_order_acquire) != 0; }
  void set() noexcept;
  /// Blocks the thread; for runtimes with threads of their own.
  void wait() const noexcept;

 private:
  std::atomic<int> flag_{0};
};

/// A timer of the library. A runtime calls `fire` once the deadline has passed, on one of its
/// threads, and does not touch the timer afterwards. `next`, `slot` and `handle` are the runtime's.
class timer {
 public:
  using clock = std::chrono::steady_clock;

  explicit timer(clock::time_point at) noexcept : deadline(at) {}
  timer(timer const&) = delete;
  timer& operator=(timer const&) = delete;

  virtual void fire() noexcept = 0;

  clock::time_point deadline;
  std::size_t slot = static_cast<std::size_t>(-1);
  void* handle = nullptr;

 protected:
  ~timer() = default;
};

/// An event loop or pool that tasks can run on. `post` may be called on any thread and must not
/// throw; `run` returns once the completion is set, which happens inside some `work_item::run`.
template <class R>
concept runtime = requires(R& r, work_item& w, completion& done) {
  r.run(done);
} && (requires(R& r, work_item& w) {
  { r.post(w) } noexcept;
} || requires(R& r, work_item& w) {
  { r.post(w, post_hint::wake) } noexcept;
});

/// Optional: timers. Called on the runtime's own threads. `start_timer` may throw
/// `std::bad_alloc`. `cancel_timer` returns after the last use of the timer. It is not called once
/// `fire` has been, unless both happen at once on two threads of the runtime.
template <class R>
concept has_timers = requires(R& r, timer& t) {
  r.start_timer(t);
  { r.cancel_timer(t) } noexcept;
};

/// Optional: sockets.
template <class R>
concept has_reactor = requires(R& r) {
  { r.io() } -> std::convertible_to<reactor&>;
};

namespace detail {

/// Whether a task can await an `A` that is none itself: in <async/detail/as_task.hpp>.
template <class A>
struct is_other_awaitable;

struct runtime_ops {
  void (*post)(void*, work_item&, post_hint) noexcept;
  void (*run)(void*, completion&);
  std::string_view (*name)(void const*);
  void (*start_timer)(void*, timer&);
  void (*cancel_timer)(void*, timer&) noexcept;
  reactor& (*io)(void*);
};

template <class R>
struct runtime_ops_for {
  static void post(void* r, work_item& w, post_hint hint) noexcept {
    if constexpr (requires { static_cast<R*>(r)->post(w, hint); })
      static_cast<R*>(r)->post(w, hint);
    else
      static_cast<R*>(r)->post(w);
  }
  static void run(void* r, completion& done) { static_cast<R*>(r)->run(done); }
  static std::string_view name(void const* r) {
    if constexpr (requires(R const& c) {
                    { c.name() } -> std::convertible_to<std::string_view>;
                  }) {
      using named = decltype(static_cast<R const*>(r)->name());
      static_assert(!std::is_same_v<std::remove_cv_t<named>, std::string>,
                    "name() of a runtime gives a std::string_view of what lives as long as the runtime");
      return static_cast<R const*>(r)->name();
    } else {
      return type_name<R>();
    }
  }
  static constexpr auto start_timer() -> void (*)(void*, timer&) {
    if constexpr (has_timers<R>)
      return [](void* r, timer& t) { static_cast<R*>(r)->start_timer(t); };
    else
      return nullptr;
  }
  static constexpr auto cancel_timer() -> void (*)(void*, timer&) noexcept {
    if constexpr (has_timers<R>)
      return [](void* r, timer& t) noexcept { static_cast<R*>(r)->cancel_timer(t); };
    else
      return nullptr;
  }
  static constexpr auto io() -> reactor& (*)(void*) {
    if constexpr (has_reactor<R>)
      return [](void* r) -> reactor& { return static_cast<R*>(r)->io(); };
    else
      return nullptr;
  }
  static constexpr runtime_ops table{&post, &run, &name, start_timer(), cancel_timer(), io()};
};

/// The class whose interface a runtime derived from one of the library's is driven by, so that
/// references through the base and through the derived class are equal.
template <class R>
struct canonical_runtime {
  using type = R;
};
template <class R>
  requires requires { typename R::async_runtime_type; }
struct canonical_runtime<R> {
  using type = typename R::async_runtime_type;
};

}  // namespace detail

/// Refers to any runtime, which must outlive it and the tasks on it. Copies are cheap: two
/// pointers.
class runtime_ref {
 public:
  template <class R>
    requires(!std::is_same_v<std::remove_cv_t<R>, runtime_ref> && runtime<R>)
  runtime_ref(R& r) noexcept
      : runtime_ref(static_cast<typename detail::canonical_runtime<R>::type&>(r), 0) {}

  std::string_view name() const { return ops_->name(object_); }
  /// Starts the task on this runtime; any thread may call it.
  template <class T>
  join_handle<T> spawn(task<T> t,
                       std::source_location where = std::source_location::current()) const;
  /// Starts a task that awaits `a`.
  template <class A>
    requires(detail::is_other_awaitable<A>::value && !std::is_lvalue_reference_v<A>)
  auto spawn(A&& a, std::source_location where = std::source_location::current()) const;
  /// Runs the task here and returns or throws what it does. Blocks the calling thread. In a task of the same
  /// runtime it runs the loop inside that task, or throws `std::logic_error` if the runtime has worker threads.
  template <class T>
  T block_on(task<T> t, std::source_location where = std::source_location::current()) const;
  template <class A>
    requires(detail::is_other_awaitable<A>::value)
  decltype(auto) block_on(A&& a,
                          std::source_location where = std::source_location::current()) const;

  void post(work_item& w, post_hint hint = post_hint::wake) const noexcept {
    ops_->post(object_, w, hint);
  }
  void run(completion& done) const { ops_->run(object_, done); }
  /// Asks every task on this runtime to stop, those that are spawned meanwhile, too, and runs them to their end;
  /// after ten seconds a line on stderr says who does not end. For the destructor of a runtime, before what it
  /// runs on is gone. In a task of this runtime it ends the program: that task would wait for its own end.
  void stop_tasks() const noexcept;
  void const* object() const noexcept { return object_; }
  bool has_timers() const noexcept { return ops_->start_timer != nullptr; }
  bool has_reactor() const noexcept { return ops_->io != nullptr; }
  /// Throw `unsupported` if the runtime lacks the capability.
  void start_timer(timer& t) const;
  void cancel_timer(timer& t) const noexcept { ops_->cancel_timer(object_, t); }
  reactor& io() const;

  friend bool operator==(runtime_ref const& a, runtime_ref const& b) noexcept {
    return a.object_ == b.object_;
  }

 private:
  template <class R>
  runtime_ref(R& r, int) noexcept
      : object_(std::addressof(r)), ops_(&detail::runtime_ops_for<R>::table) {}

  void* object_;
  detail::runtime_ops const* ops_;
};

static_assert(sizeof(runtime_ref) == 2 * sizeof(void*));

}  // namespace async
