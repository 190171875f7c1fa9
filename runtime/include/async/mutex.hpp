#pragma once

#include <async/detail/exceptions.hpp>
#include <async/detail/wait_queue.hpp>
#include <async/mode.hpp>

#include <atomic>
#include <cstdint>
#include <mutex>
#include <shared_mutex>
#include <system_error>
#include <thread>
#include <utility>

namespace async {

/// Unlocks in its destructor. Moving hands the lock over.
template <class Mutex>
class [[nodiscard]] lock_guard {
 public:
  lock_guard() noexcept = default;
  explicit lock_guard(Mutex& locked) noexcept : mutex_(&locked) {}
  lock_guard(lock_guard&& o) noexcept : mutex_(std::exchange(o.mutex_, nullptr)) {
    if constexpr (requires { mutex_->forget_owner(); })
      if (mutex_) mutex_->forget_owner();  // it may move to another task
  }
  lock_guard& operator=(lock_guard&& o) noexcept {
    lock_guard(std::move(o)).swap(*this);
    return *this;
  }
  ~lock_guard() { unlock(); }
  void swap(lock_guard& o) noexcept { std::swap(mutex_, o.mutex_); }
  /// Earlier than the destructor does.
  void unlock() noexcept {
    if (Mutex* m = std::exchange(mutex_, nullptr)) m->unlock();
  }
  bool owns_lock() const noexcept { return mutex_ != nullptr; }
  explicit operator bool() const noexcept { return owns_lock(); }

 private:
  Mutex* mutex_ = nullptr;
};

/// The same for a lock that is shared.
template <class Mutex>
class [[nodiscard]] shared_lock_guard {
 public:
  shared_lock_guard() noexcept = default;
  explicit shared_lock_guard(Mutex& locked) noexcept : mutex_(&locked) {}
  shared_lock_guard(shared_lock_guard&& o) noexcept : mutex_(std::exchange(o.mutex_, nullptr)) {}
  shared_lock_guard& operator=(shared_lock_guard&& o) noexcept {
    shared_lock_guard old(std::move(o));
    std::swap(mutex_, old.mutex_);
    return *this;
  }
  ~shared_lock_guard() { unlock(); }
  /// Earlier than the destructor does.
  void unlock() noexcept {
    if (Mutex* m = std::exchange(mutex_, nullptr)) m->unlock_shared();
  }
  bool owns_lock() const noexcept { return mutex_ != nullptr; }
  explicit operator bool() const noexcept { return owns_lock(); }

 private:
  Mutex* mutex_ = nullptr;
};

namespace detail {
[[noreturn, gnu::cold]] void locked_twice(char const* what);

/// 0 outside of tasks.
inline std::uint64_t running_task() noexcept {
  context const* const c = current_context();
  return c ? c->id : 0;
}

/// Who holds a lock of threads alone, so that locking twice is an error and no deadlock.
class owner_thread {
 public:
  void expect_other(char const* what) const {
    if (id_.load(std::memory_order_relaxed) == std::this_thread::get_id()) locked_twice(what);
  }
  void set() noexcept { id_.store(std::this_thread::get_id(), std::memory_order_relaxed); }
  void reset() noexcept { id_.store(std::thread::id(), std::memory_order_relaxed); }

 private:
  std::atomic<std::thread::id> id_{};
};
}  // namespace detail

/// Lets one task at a time go on; first come, first served. `unlock` may be called on any thread and
/// only makes the next owner ready: it does not run it. Must outlive those who wait.
///
/// One word says who holds the lock and whether somebody waits. Without waiters a lock and an unlock are
/// one exchange each; with waiters the word changes under the lock of their queue only, and the
/// unlock hands over to the first of them.
template <mode M = suspending>
class mutex {
  struct node : detail::wait_node {
    std::uint64_t task = 0;
    using wait_node::finish;
    using wait_node::is_done;
    using wait_node::set_done;
    using wait_node::suspend;
  };

 public:
  class lock_awaiter : public detail::native_awaitable {
   public:
    explicit lock_awaiter(mutex& m) noexcept : mutex_(m) {}
    bool await_ready() const noexcept { return false; }
    template <class P>
    bool await_suspend(std::coroutine_handle<P> h) {
      detail::context& c = *h.promise().ctx;
      if (!c.stop_requested() && mutex_.enter_free(c.id)) [[likely]] {
        node_.set_done();
        return c.makes_way(h);
      }
      return wait(c, h);
    }
    lock_guard<mutex> await_resume() {
      if (!node_.is_done()) node_.finish(mutex_.waiting_);
      return lock_guard<mutex>(mutex_);
    }

   private:
    [[gnu::noinline]] bool wait(detail::context& c, std::coroutine_handle<> h) {
      node_.task = c.id;
      return node_.suspend(c, h, mutex_.waiting_, [this] { return mutex_.enter(node_.task); });
    }

    mutex& mutex_;
    node node_;
  };

  mutex() noexcept = default;
  mutex(mutex const&) = delete;
  mutex& operator=(mutex const&) = delete;

  /// Awaited: a guard. Throws `cancelled` after a stop request, and std::system_error
  /// (resource_deadlock_would_occur) if the task holds the lock already.
  [[nodiscard]] lock_awaiter lock() noexcept { return lock_awaiter(*this); }
  /// A guard that is empty if somebody holds the lock.
  lock_guard<mutex> try_lock() noexcept {
    if (!enter_free(detail::running_task())) return {};
    return lock_guard<mutex>(*this);
  }
  /// Who holds the lock is not known any more: then locking twice is not found.
  void forget_owner() noexcept { word_.fetch_and(locked | waiters, std::memory_order_relaxed); }
  void unlock() noexcept {
    for (;;) {
      std::uint64_t w = word_.load(std::memory_order_relaxed);
      while (!(w & waiters))
        if (word_.compare_exchange_weak(w, 0, std::memory_order_release,
                                        std::memory_order_relaxed)) [[likely]]
          return;
      if (hand_over()) return;
    }
  }

 private:
  static constexpr std::uint64_t locked = 1, waiters = 2;
  static constexpr std::uint64_t held_by(std::uint64_t task) noexcept {
    return task << 2 | locked;
  }

  bool enter_free(std::uint64_t task) noexcept {
    std::uint64_t none = 0;
    return word_.compare_exchange_strong(none, held_by(task), std::memory_order_acquire,
                                         std::memory_order_relaxed);
  }
  /// With the lock of the queue, to which the caller will be added if this is false.
  bool enter(std::uint64_t task) {
    std::uint64_t w = word_.load(std::memory_order_relaxed);
    for (;;) {
      if (w == 0) {
        if (word_.compare_exchange_weak(w, held_by(task), std::memory_order_acquire,
                                        std::memory_order_relaxed))
          return true;
      } else if (w >> 2 == task) {
        detail::locked_twice("async::mutex: the task holds this lock already");
      } else if (word_.compare_exchange_weak(w, w | waiters, std::memory_order_relaxed)) {
        return false;
      }
    }
  }
  /// False if those who waited are gone; then nobody is known to wait any more.
  [[gnu::noinline]] bool hand_over() noexcept {
    detail::wait_node* next = nullptr;
    {
      detail::spin_guard guard(waiting_.lock);
      next = waiting_.take();
      if (!next) {
        word_.fetch_and(~waiters, std::memory_order_relaxed);
        return false;
      }
      std::uint64_t const owner = held_by(static_cast<node*>(next)->task);
      word_.store(waiting_.empty() ? owner : owner | waiters, std::memory_order_relaxed);
    }
    next->wake();
    return true;
  }

  std::atomic<std::uint64_t> word_{0};  // the task's id above the two bits; 0 if it is not known
  detail::wait_queue waiting_;
};

/// In a blocking mode it is a std::mutex, which the thread that locked it unlocks.
template <mode M>
  requires(!M::is_async)
class mutex<M> {
 public:
  /// Throws std::system_error (resource_deadlock_would_occur) if the thread holds the lock already.
  lock_guard<mutex> lock() {
    owner_.expect_other("async::mutex: the thread holds this lock already");
    mutex_.lock();
    owner_.set();
    return lock_guard<mutex>(*this);
  }
  lock_guard<mutex> try_lock() {
    if (!mutex_.try_lock()) return {};
    owner_.set();
    return lock_guard<mutex>(*this);
  }
  void unlock() noexcept {
    owner_.reset();
    mutex_.unlock();
  }

 private:
  std::mutex mutex_;
  detail::owner_thread owner_;
};

/// Lets one task go on alone, or several that share. First come, first served: a task that wants
/// the lock alone is not overtaken.
template <mode M = suspending>
class shared_mutex {
  struct node : detail::wait_node {
    explicit node(bool s) noexcept : shared(s) {}
    bool shared;
    std::uint64_t task = 0;
    using wait_node::finish;
    using wait_node::suspend;
  };

 public:
  template <class Guard, bool Shared>
  class lock_awaiter : public detail::native_awaitable {
   public:
    explicit lock_awaiter(shared_mutex& m) noexcept : mutex_(m) {}
    bool await_ready() const noexcept { return false; }
    template <class P>
    bool await_suspend(std::coroutine_handle<P> h) {
      detail::context& c = *h.promise().ctx;
      node_.task = c.id;
      return node_.suspend(c, h, mutex_.waiting_, [this] {
        mutex_.expect_other(node_.task);
        return mutex_.waiting_.empty() && mutex_.enter(node_);
      });
    }
    Guard await_resume() {
      ASYNC_TRY {
        node_.finish(mutex_.waiting_);
      } ASYNC_CATCH_ALL {
        mutex_.leave(0);  // those behind it may share
        ASYNC_RETHROW;
      }
      return Guard(mutex_);
    }

   private:
    shared_mutex& mutex_;
    node node_{Shared};
  };

  shared_mutex() noexcept = default;
  shared_mutex(shared_mutex const&) = delete;
  shared_mutex& operator=(shared_mutex const&) = delete;

  /// Awaited: a guard. Both throw `cancelled` after a stop request, and std::system_error
  /// (resource_deadlock_would_occur) if the task holds the lock alone already.
  [[nodiscard]] auto lock() noexcept {
    return lock_awaiter<lock_guard<shared_mutex>, false>(*this);
  }
  [[nodiscard]] auto lock_shared() noexcept {
    return lock_awaiter<shared_lock_guard<shared_mutex>, true>(*this);
  }
  /// Guards that are empty if that would have to wait.
  lock_guard<shared_mutex> try_lock() noexcept {
    detail::spin_guard guard(waiting_.lock);
    if (!waiting_.empty() || holders_ != 0) return {};
    holders_ = -1;
    owner_ = detail::running_task();
    return lock_guard<shared_mutex>(*this);
  }
  shared_lock_guard<shared_mutex> try_lock_shared() noexcept {
    detail::spin_guard guard(waiting_.lock);
    if (!waiting_.empty() || holders_ < 0) return {};
    ++holders_;
    return shared_lock_guard<shared_mutex>(*this);
  }
  void unlock() noexcept { leave(-1); }
  void unlock_shared() noexcept { leave(1); }
  /// Who holds the lock alone is not known any more: then locking twice is not found.
  void forget_owner() noexcept {
    detail::spin_guard guard(waiting_.lock);
    owner_ = 0;
  }

 private:
  void expect_other(std::uint64_t task) const {
    if (holders_ < 0 && owner_ == task)
      detail::locked_twice("async::shared_mutex: the task holds this lock alone already");
  }
  bool enter(node const& n) noexcept {
    if (holders_ < 0 || (holders_ > 0 && !n.shared)) return false;
    if (n.shared) {
      ++holders_;
    } else {
      holders_ = -1;
      owner_ = n.task;
    }
    return true;
  }
  /// In one section: once the lock is given away, somebody may destroy it.
  void leave(long holder) noexcept {
    detail::wake_list ready;
    detail::spin_guard guard(waiting_.lock);
    holders_ -= holder;
    while (auto* n = static_cast<node*>(waiting_.front())) {
      if (!enter(*n)) return;
      ready.add(waiting_.take(*n));
    }
  }

  detail::wait_queue waiting_;
  long holders_ = 0;         // those who share, or -1 for one alone
  std::uint64_t owner_ = 0;  // that one's task; 0 if it is not known
};

template <mode M>
  requires(!M::is_async)
class shared_mutex<M> {
 public:
  /// Both throw std::system_error (resource_deadlock_would_occur) if the thread holds the lock alone already.
  lock_guard<shared_mutex> lock() {
    owner_.expect_other(twice);
    mutex_.lock();
    owner_.set();
    return lock_guard<shared_mutex>(*this);
  }
  shared_lock_guard<shared_mutex> lock_shared() {
    owner_.expect_other(twice);
    mutex_.lock_shared();
    return shared_lock_guard<shared_mutex>(*this);
  }
  lock_guard<shared_mutex> try_lock() {
    if (!mutex_.try_lock()) return {};
    owner_.set();
    return lock_guard<shared_mutex>(*this);
  }
  shared_lock_guard<shared_mutex> try_lock_shared() {
    if (!mutex_.try_lock_shared()) return {};
    return shared_lock_guard<shared_mutex>(*this);
  }
  void unlock() noexcept {
    owner_.reset();
    mutex_.unlock();
  }
  void unlock_shared() noexcept { mutex_.unlock_shared(); }

 private:
  static constexpr char const* twice = "async::shared_mutex: the thread holds this lock alone already";

  std::shared_mutex mutex_;
  detail::owner_thread owner_;
};

mutex() -> mutex<suspending>;
shared_mutex() -> shared_mutex<suspending>;

}  // namespace async
